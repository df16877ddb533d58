import { bodyIsNotItsOwnAncestor } from './bodies.ts';
import { membersAreOfABody } from './classes.ts';
import { endsAfterItBegins } from './dates.ts';
import { meetingIdNamesItsBody, organIsNoDelegation } from './meetings.ts';
import { passagesStandInTheirText } from './passages.ts';
import { referencesAreKnown } from './references.ts';
import type { Rule } from './rule.ts';
import { annexHasAnotherParent, supersededTextIsCurrent, textIsRegisteredOnce } from './sources.ts';

/** Every rule that may refuse a fact, in the order in which a recorder would want to hear of it. */
export const RULES: readonly Rule[] = [
  referencesAreKnown,
  passagesStandInTheirText,
  textIsRegisteredOnce,
  supersededTextIsCurrent,
  annexHasAnotherParent,
  bodyIsNotItsOwnAncestor,
  organIsNoDelegation,
  membersAreOfABody,
  meetingIdNamesItsBody,
  endsAfterItBegins,
];
