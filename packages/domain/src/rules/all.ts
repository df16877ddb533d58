import { checkBodyAncestors } from './bodies.ts';
import { checkClassHasBody } from './classes.ts';
import { checkDateOrder } from './dates.ts';
import { checkAttendeeKind, checkMeetingId } from './meetings.ts';
import { checkPassages } from './passages.ts';
import { checkReferences } from './references.ts';
import type { FactRule } from './rule.ts';
import { checkAnnexParent, checkSupersededText, checkTextRegisteredOnce } from './sources.ts';

/** All rules that may reject a fact, in the order in which their rejections are listed. */
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
