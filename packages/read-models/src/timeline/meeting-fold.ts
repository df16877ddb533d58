import type {
  ActorRef,
  EventData,
  DateValue,
  Identifier,
  OrdinalValue,
  Place,
} from '@rapporteur/contracts';

/** The content of one fact about a meeting. */
export interface MeetingEntry {
  readonly meeting: string;
  readonly stage: 'held' | 'announced' | 'postponed' | 'cancelled';
  readonly body: string | null;
  readonly session: string | null;
  readonly ordinal: OrdinalValue | null;
  readonly occurredOn: DateValue | null;
  readonly places: readonly Place[];
  readonly venue: string | null;
  readonly host: ActorRef | null;
  readonly format: string | null;
  readonly data: unknown;
  readonly event: string;
  readonly documents: readonly string[];
}

/** The combined content of all facts about a meeting. */
export interface FoldedMeeting extends Omit<MeetingEntry, 'occurredOn' | 'data' | 'event'> {
  readonly heldOn: DateValue | null;
  readonly scheduledOn: DateValue | null;
  readonly prepares: string | null;
  readonly marginsOf: string | null;
  readonly identifiers: readonly Identifier[];
  readonly events: readonly string[];
}

/**
 * Combines the facts about one meeting, in the order of the record. Facts that it was held come
 * before announcements. The first stated value counts; if values differ, the record has a conflict.
 */
export function foldMeeting(entries: readonly MeetingEntry[]): FoldedMeeting {
  const held = entries.filter(({ stage }) => stage === 'held');
  const announced = entries.filter(({ stage }) => stage !== 'held');
  const ordered = [...held, ...announced];
  const [first] = ordered;
  if (first === undefined) throw new TypeError('A meeting needs at least one fact.');
  const firstStated = <T>(read: (entry: MeetingEntry) => T | null): T | null =>
    ordered.map(read).find((value) => value !== null) ?? null;
  const details = held.map(({ data }) => data as EventData<'MeetingHeld'>);
  return {
    meeting: first.meeting,
    stage: held.length > 0 ? 'held' : (announced.at(-1)?.stage ?? 'announced'),
    body: firstStated(({ body }) => body),
    session: firstStated(({ session }) => session),
    ordinal: firstStated(({ ordinal }) => ordinal),
    heldOn: held.map(({ occurredOn }) => occurredOn).find((date) => date !== null) ?? null,
    // The last dated announcement counts: it may be a postponement.
    scheduledOn:
      announced.map(({ occurredOn }) => occurredOn).findLast((date) => date !== null) ?? null,
    places: ordered.find(({ places }) => places.length > 0)?.places ?? [],
    venue: firstStated(({ venue }) => venue),
    host: firstStated(({ host }) => host),
    format: firstStated(({ format }) => format),
    prepares: details.map(({ prepares }) => prepares).find((id) => id !== null) ?? null,
    marginsOf: details.map(({ marginsOf }) => marginsOf).find((id) => id !== null) ?? null,
    identifiers: details.flatMap(({ identifiers }) => identifiers),
    documents: [...new Set(ordered.flatMap(({ documents }) => documents))],
    events: ordered.map(({ event }) => event),
  };
}
