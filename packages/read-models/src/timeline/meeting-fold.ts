import type {
  ActorRef,
  EventData,
  DateValue,
  Identifier,
  OrdinalValue,
  Place,
} from '@rapporteur/contracts';

/** What one fact says of a meeting. */
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

/** What all of them say together. */
export interface FoldedMeeting extends Omit<MeetingEntry, 'occurredOn' | 'data' | 'event'> {
  readonly heldOn: DateValue | null;
  readonly scheduledOn: DateValue | null;
  readonly prepares: string | null;
  readonly marginsOf: string | null;
  readonly identifiers: readonly Identifier[];
  readonly events: readonly string[];
}

/**
 * Puts together what the facts of one meeting say, in the order of the record: what is told of it as held comes before
 * what was announced, and of several values the first that is stated; where they differ a conflict was flagged.
 */
export function foldMeeting(entries: readonly MeetingEntry[]): FoldedMeeting {
  const held = entries.filter(({ stage }) => stage === 'held');
  const ahead = entries.filter(({ stage }) => stage !== 'held');
  const telling = [...held, ...ahead];
  const [first] = telling;
  if (first === undefined) throw new TypeError('a meeting is told of by a fact at least');
  const stated = <T>(value: (entry: MeetingEntry) => T | null): T | null =>
    telling.map(value).find((found) => found !== null) ?? null;
  const details = held.map(({ data }) => data as EventData<'MeetingHeld'>);
  return {
    meeting: first.meeting,
    stage: held.length > 0 ? 'held' : (ahead.at(-1)?.stage ?? 'announced'),
    body: stated(({ body }) => body),
    session: stated(({ session }) => session),
    ordinal: stated(({ ordinal }) => ordinal),
    heldOn: held.map(({ occurredOn }) => occurredOn).find((date) => date !== null) ?? null,
    // Of what was announced, the last that is dated: it may have been postponed.
    scheduledOn:
      ahead.map(({ occurredOn }) => occurredOn).findLast((date) => date !== null) ?? null,
    places: telling.find(({ places }) => places.length > 0)?.places ?? [],
    venue: stated(({ venue }) => venue),
    host: stated(({ host }) => host),
    format: stated(({ format }) => format),
    prepares: details.map(({ prepares }) => prepares).find((found) => found !== null) ?? null,
    marginsOf: details.map(({ marginsOf }) => marginsOf).find((found) => found !== null) ?? null,
    identifiers: details.flatMap(({ identifiers }) => identifiers),
    documents: [...new Set(telling.flatMap(({ documents }) => documents))],
    events: telling.map(({ event }) => event),
  };
}
