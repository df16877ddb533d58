import { checkBodyAncestors } from './bodies.ts';
import { checkClassHasBody } from './classes.ts';
import { checkDateOrder } from './dates.ts';
import { checkMeetingId, checkAttendeeKind } from './meetings.ts';
import { checkPassages } from './passages.ts';
import { checkReferences } from './references.ts';
import type { FactRule } from './rule.ts';
import { checkAnnexParent, checkSupersededText, checkTextRegisteredOnce } from './sources.ts';

/** Every rule that may refuse a fact, in the order in which a recorder would want to hear of it. */
export const RULES: readonly FactRule[] = [
  checkReferences,
  checkPassages,
  checkTextRegisteredOnce,
  checkSupersededText,
  checkAnnexParent,
  checkBodyAncestors,
  checkAttendeeKind,
  checkClassHasBody,
  checkMeetingId,
  checkDateOrder,
];
