export { foldText } from './fold-text.ts';
export { isCompatible, isContradictable, isContradiction } from './is-compatible.ts';
export { getBasis, getSpeaker, listStatements, listThingKeys } from './list-statements.ts';
export { agreesWithList, type ListedParticipant } from './participant-count.ts';
export { getValueType, PROPERTIES, type ThingKind } from './properties.ts';
export type { IdPart } from './readers/reading.ts';
export { compareStatements, getPrecision, rankDate, rankStatement } from './rank-statement.ts';
export { type Agreement, type AlternativeValue, type Resolution, resolve } from './resolve.ts';
export {
  compareEventIds,
  EMPTY_CONTEXT,
  formatSettlement,
  formatThing,
  type MergeableKind,
  type StatedEvent,
  type Speaker,
  SPEAKERS,
  type Statement,
  type StatementContext,
  type StatementScope,
  type Thing,
  type ValueBasis,
} from './statement.ts';
export {
  classifyStage,
  classifyStrength,
  type Strength,
  STRENGTH_LEVELS,
  STRENGTHS,
} from './strength.ts';
export type {
  ChairClaim,
  NumberedMeeting,
  StatementValues,
  ValueType,
  VerbValue,
  VoteTally,
} from './statement-values.ts';
