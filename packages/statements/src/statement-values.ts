import type {
  ActorRef,
  CondemnationStrength,
  Count,
  CountryValue,
  DateValue,
  Identifier,
  OrdinalValue,
  Place,
} from '@rapporteur/contracts';
import type { Strength } from './strength.ts';

/** The verb of a decision, with its level of strength; null if no level is known. */
export interface VerbValue {
  readonly verb: string;
  readonly asWritten: string | null;
  readonly strength: Strength | null;
}

/** The holder of a chair, with the dates that one event states. */
export interface ChairClaim {
  readonly holder: ActorRef;
  readonly startedOn: DateValue | null;
  readonly endedOn: DateValue | null;
  readonly heldAsOf: DateValue | null;
}

/** A meeting that has a number in a series. The meetings of one series have different numbers. */
export interface NumberedMeeting {
  readonly meeting: string;
  readonly ordinal: number;
}

/** The votes on a decision, as counted; null is not stated. */
export interface VoteTally {
  readonly for: number | null;
  readonly against: number | null;
  readonly abstained: number | null;
  readonly notVoting: number | null;
  readonly absent: number | null;
}

/** The value types of properties, each with the type of its values. */
export interface StatementValues {
  readonly date: DateValue;
  readonly count: Count;
  readonly country: CountryValue;
  readonly place: Place;
  readonly places: readonly Place[];
  readonly actor: ActorRef;
  readonly actors: readonly ActorRef[];
  readonly body: string;
  readonly choice: string | boolean;
  readonly session: string;
  readonly ordinal: OrdinalValue;
  readonly numbering: NumberedMeeting;
  /** A transfer claims that one holder ends and another one starts. */
  readonly chair: readonly ChairClaim[];
  readonly tally: VoteTally;
  readonly stage: string;
  /** A date that a later document changes, such as that of a postponed meeting. */
  readonly latestDate: DateValue;
  readonly verb: VerbValue;
  readonly strength: CondemnationStrength;
  readonly text: string;
  readonly texts: readonly string[];
  readonly mentions: readonly ActorRef[];
  readonly identifiers: readonly Identifier[];
}

export type ValueType = keyof StatementValues;

/**
 * The value types whose values never contradict each other: several sources use several verbs,
 * names or texts, and a stage or date follows another one.
 */
export const VARIANT_TYPES: ReadonlySet<ValueType> = new Set([
  'stage',
  'latestDate',
  'verb',
  'strength',
  'text',
  'texts',
  'mentions',
  'identifiers',
]);
