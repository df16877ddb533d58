// The record never says who is right: history is entered in any order, and sources differ. Facts that contradict each
// other are all recorded, with a ConflictFlagged that names them; an attribution belongs to its condemner and
// contradicts nobody else's, because the condemner is part of what a condemnation is about.
import {
  getDateBounds,
  type EventData,
  type DateBounds,
  DateValue,
  type DomainEvent,
} from '@rapporteur/contracts';
import { isDeepStrictEqual } from 'node:util';
import { getDefinition, getFields } from './identity.ts';
import { type CollectionState, factKeys, findCurrentFacts, type CurrentFact } from './state.ts';

type FactConflict = EventData<'ConflictFlagged'>;

function apart(a: DateBounds, b: DateBounds): boolean {
  if (a.precision === 'recurring' || b.precision === 'recurring')
    return a.precision !== b.precision;
  const before = (x: string | null, y: string | null): boolean => x !== null && y !== null && x < y;
  return before(a.latest, b.earliest) || before(b.latest, a.earliest);
}

const idOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'id' in value ? value.id : value;

/** Whether two stated values cannot both be so. What is not stated contradicts nothing; a day lies within its month. */
function disagree(a: unknown, b: unknown): boolean {
  if (a === null || b === null || a === undefined || b === undefined) return false;
  if (a === b) return false;
  const [dateA, dateB] = [DateValue.safeParse(a), DateValue.safeParse(b)];
  if (dateA.success && dateB.success)
    return apart(getDateBounds(dateA.data), getDateBounds(dateB.data));
  if (Array.isArray(a) && Array.isArray(b)) {
    return !isDeepStrictEqual(new Set(a.map(idOf)), new Set(b.map(idOf)));
  }
  const essential = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && 'value' in value ? value.value : idOf(value);
  return !isDeepStrictEqual(essential(a), essential(b));
}

function flag(
  field: string,
  others: readonly { id: string; value: unknown }[],
  id: string,
  value: unknown,
): readonly FactConflict[] {
  if (others.length === 0) return [];
  const events = [...others.map((other) => other.id), id];
  return [
    {
      events,
      field,
      values: [...others.map((other) => other.value), value] as FactConflict['values'],
    },
  ];
}

function onSubject(
  state: CollectionState,
  id: string,
  event: DomainEvent,
): readonly FactConflict[] {
  const { singleValued } = getDefinition(event);
  if (singleValued.length === 0) return [];
  const fields = getFields(event);
  const rivals = findCurrentFacts(state, factKeys.subject(event)).filter((fact) => fact.id !== id);
  if (rivals.length === 0) return [];
  return singleValued.flatMap((field) => {
    const others = rivals
      .map((fact) => ({ id: fact.id, value: getFields(fact.event)[field] }))
      .filter(({ value }) => disagree(value, fields[field]));
    return flag(field, others, id, fields[field]);
  });
}

/** One ordinal, two meetings: both are kept. */
function onOrdinal(
  state: CollectionState,
  id: string,
  event: DomainEvent,
): readonly FactConflict[] {
  if (event.type !== 'MeetingHeld' || event.data.ordinal === null) return [];
  const { body, session, ordinal, meeting } = event.data;
  const others = findCurrentFacts(state, factKeys.ordinal(body, session, ordinal.value)).flatMap(
    (fact) =>
      fact.id !== id && fact.event.type === 'MeetingHeld' && fact.event.data.meeting !== meeting
        ? [{ id: fact.id, value: { meeting: fact.event.data.meeting, ordinal: ordinal.value } }]
        : [],
  );
  return flag('ordinal', others, id, { meeting, ordinal: ordinal.value });
}

interface ChairTransfer {
  readonly fact: CurrentFact;
  readonly data: EventData<'ChairmanshipTransferred'>;
  readonly on: string;
}

function handOvers(state: CollectionState, body: string): readonly ChairTransfer[] {
  return findCurrentFacts(state, factKeys.handOver(body))
    .flatMap((fact) => {
      if (fact.event.type !== 'ChairmanshipTransferred' || fact.event.data.effectiveOn === null)
        return [];
      const on = getDateBounds(fact.event.data.effectiveOn).earliest;
      return on === null ? [] : [{ fact, data: fact.event.data, on }];
    })
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

/** A hand-over that does not fit the chair line at its date: before it another held the chair, or after it another gave it. */
function onChairLine(
  state: CollectionState,
  id: string,
  event: DomainEvent,
): readonly FactConflict[] {
  if (event.type !== 'ChairmanshipTransferred' || event.data.effectiveOn === null) return [];
  const on = getDateBounds(event.data.effectiveOn).earliest;
  if (on === null) return [];
  const line = handOvers(state, event.data.body).filter(({ fact }) => fact.id !== id);
  const { from, to } = event.data;
  const same = line.filter((other) => other.on === on);
  const before = line.filter((other) => other.on < on).at(-1);
  const after = line.find((other) => other.on > on);
  const rival = (other: ChairTransfer | undefined, field: 'from' | 'to', value: unknown) =>
    other !== undefined && disagree(other.data[field], value)
      ? [{ id: other.fact.id, value: other.data[field] }]
      : [];
  return [
    ...flag(
      'from',
      [...rival(before, 'to', from), ...same.flatMap((other) => rival(other, 'from', from))],
      id,
      from,
    ),
    ...flag(
      'to',
      [...rival(after, 'from', to), ...same.flatMap((other) => rival(other, 'to', to))],
      id,
      to,
    ),
  ];
}

/** What contradicts an event that stands, or is about to, under this id. */
export function findConflicts(
  state: CollectionState,
  id: string,
  event: DomainEvent,
): readonly FactConflict[] {
  return [
    ...onSubject(state, id, event),
    ...onOrdinal(state, id, event),
    ...onChairLine(state, id, event),
  ];
}
