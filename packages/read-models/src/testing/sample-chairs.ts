import type { ActorRef, DateValue } from '@rapporteur/contracts';
import type { ChairFact } from '../timeline/chair-evidence.ts';

/** Returns a state as a holder. */
export const state = (id: string, nameAsWritten = id): ActorRef => ({
  id,
  kind: 'state',
  nameAsWritten,
  of: null,
  office: null,
  members: null,
});
/** Returns a date that a source states. */
export const on = (edtf: string): DateValue => ({
  edtf,
  asWritten: null,
  basis: 'stated',
  rule: null,
});

/** A fact about a chair that states nothing. */
const EMPTY_FACT: ChairFact = {
  collection: 'club',
  event: 'e.1',
  entry: 'hand-over',
  meeting: null,
  holders: [],
  previous: null,
  person: null,
  stage: null,
  term: null,
  startedOn: null,
  endedOn: null,
  heldAsOf: null,
  meetingOn: null,
  documentOn: null,
  planned: false,
};

/** Returns a hand-over between two holders. */
export function handOver(
  event: string,
  [from, to]: readonly [string | null, string | null],
  date: string | null,
  overrides: Partial<ChairFact> = {},
): ChairFact {
  const holders = to === null ? [] : [state(to)];
  const previous = from === null ? null : state(from);
  const startedOn = date === null ? null : on(date);
  return { ...EMPTY_FACT, event: `${event}.1`, holders, previous, startedOn, ...overrides };
}

/** Returns the fact that holders chaired a meeting. */
export function chaired(event: string, holders: readonly string[], date: string): ChairFact {
  return {
    ...EMPTY_FACT,
    event: `${event}.1`,
    entry: 'meeting',
    meeting: 'm',
    holders: holders.map((id) => state(id)),
    meetingOn: on(date),
  };
}

/** Returns the fact that a holder has the chair. */
export function period(event: string, holder: string, overrides: Partial<ChairFact>): ChairFact {
  return {
    ...EMPTY_FACT,
    event: `${event}.1`,
    entry: 'period',
    holders: [state(holder)],
    stage: 'current',
    ...overrides,
  };
}
