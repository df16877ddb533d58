// The record never decides which source is right: sources differ, and facts arrive in any order.
// Facts that contradict each other are all recorded, with a ConflictFlagged event that names them.
// An attribution never contradicts one of another condemner, because the condemner is a part of
// the subject of a condemnation.
import {
  type DateBounds,
  DateValue,
  type DomainEvent,
  type EventData,
  getDateBounds,
} from '@rapporteur/contracts';
import { isDeepStrictEqual } from 'node:util';
import { getDefinition, getFields } from './identity.ts';
import { type CollectionState, type CurrentFact, factKeys, findCurrentFacts } from './state.ts';

type FactConflict = EventData<'ConflictFlagged'>;

/** One value of a field, with the event that states it. */
interface ConflictingValue {
  readonly id: string;
  readonly value: unknown;
}

/** Returns the conflicts of an event that has, or will have, this id. */
export function findConflicts(
  state: CollectionState,
  id: string,
  event: DomainEvent,
): readonly FactConflict[] {
  return [
    ...findSubjectConflicts(state, id, event),
    ...findOrdinalConflicts(state, id, event),
    ...findChairConflicts(state, id, event),
  ];
}

function isDisjoint(a: DateBounds, b: DateBounds): boolean {
  if (a.precision === 'recurring' || b.precision === 'recurring')
    return a.precision !== b.precision;
  const isBefore = (x: string | null, y: string | null): boolean =>
    x !== null && y !== null && x < y;
  return isBefore(a.latest, b.earliest) || isBefore(b.latest, a.earliest);
}

const getId = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'id' in value ? value.id : value;

// Of an ordinal only its value counts, of an actor only its id: the words around them may differ.
const getComparableValue = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'value' in value ? value.value : getId(value);

/**
 * Returns whether two values cannot both be true. A value that is not stated contradicts nothing,
 * and a day agrees with its month.
 */
function isContradiction(a: unknown, b: unknown): boolean {
  if (a === null || b === null || a === undefined || b === undefined || a === b) return false;

  const dateA = DateValue.safeParse(a);
  const dateB = DateValue.safeParse(b);
  if (dateA.success && dateB.success)
    return isDisjoint(getDateBounds(dateA.data), getDateBounds(dateB.data));

  if (Array.isArray(a) && Array.isArray(b))
    return !isDeepStrictEqual(new Set(a.map(getId)), new Set(b.map(getId)));
  return !isDeepStrictEqual(getComparableValue(a), getComparableValue(b));
}

function createConflicts(
  field: string,
  others: readonly ConflictingValue[],
  own: ConflictingValue,
): readonly FactConflict[] {
  if (others.length === 0) return [];
  const conflicting = [...others, own];
  return [
    {
      events: conflicting.map(({ id }) => id),
      field,
      values: conflicting.map(({ value }) => value) as FactConflict['values'],
    },
  ];
}

function findSubjectConflicts(
  state: CollectionState,
  id: string,
  event: DomainEvent,
): readonly FactConflict[] {
  const { singleValued } = getDefinition(event);
  if (singleValued.length === 0) return [];
  const facts = findCurrentFacts(state, factKeys.subject(event)).filter((fact) => fact.id !== id);
  if (facts.length === 0) return [];

  const fields = getFields(event);
  return singleValued.flatMap((field) => {
    const value = fields[field];
    const others = facts
      .map((fact) => ({ id: fact.id, value: getFields(fact.event)[field] }))
      .filter((other) => isContradiction(other.value, value));
    return createConflicts(field, others, { id, value });
  });
}

/** Two meetings with one ordinal are both recorded, with a conflict. */
function findOrdinalConflicts(
  state: CollectionState,
  id: string,
  event: DomainEvent,
): readonly FactConflict[] {
  if (event.type !== 'MeetingHeld' || event.data.ordinal === null) return [];
  const { body, session, meeting } = event.data;
  const ordinal = event.data.ordinal.value;

  const facts = findCurrentFacts(state, factKeys.ordinal(body, session, ordinal));
  const others = facts.flatMap((fact) =>
    fact.id !== id && fact.event.type === 'MeetingHeld' && fact.event.data.meeting !== meeting
      ? [{ id: fact.id, value: { meeting: fact.event.data.meeting, ordinal } }]
      : [],
  );
  return createConflicts('ordinal', others, { id, value: { meeting, ordinal } });
}

interface ChairTransfer {
  readonly fact: CurrentFact;
  readonly data: EventData<'ChairmanshipTransferred'>;
  readonly day: string;
}

function listChairTransfers(state: CollectionState, body: string): readonly ChairTransfer[] {
  return findCurrentFacts(state, factKeys.handOver(body))
    .flatMap((fact) => {
      if (fact.event.type !== 'ChairmanshipTransferred') return [];
      const { data } = fact.event;
      const day = data.effectiveOn === null ? null : getDateBounds(data.effectiveOn).earliest;
      return day === null ? [] : [{ fact, data, day }];
    })
    .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

/**
 * A transfer conflicts with the transfer before it if that one went to another holder,
 * with the transfer after it if that one came from another holder,
 * and with another transfer of the same day.
 */
function findChairConflicts(
  state: CollectionState,
  id: string,
  event: DomainEvent,
): readonly FactConflict[] {
  if (event.type !== 'ChairmanshipTransferred' || event.data.effectiveOn === null) return [];
  const day = getDateBounds(event.data.effectiveOn).earliest;
  if (day === null) return [];

  const { from, to } = event.data;
  const transfers = listChairTransfers(state, event.data.body).filter(({ fact }) => fact.id !== id);
  const sameDay = transfers.filter((other) => other.day === day);
  const before = transfers.findLast((other) => other.day < day);
  const after = transfers.find((other) => other.day > day);

  const listContradicting = (
    other: ChairTransfer | undefined,
    field: 'from' | 'to',
    value: unknown,
  ) =>
    other !== undefined && isContradiction(other.data[field], value)
      ? [{ id: other.fact.id, value: other.data[field] }]
      : [];
  const contradictingFrom = [
    ...listContradicting(before, 'to', from),
    ...sameDay.flatMap((other) => listContradicting(other, 'from', from)),
  ];
  const contradictingTo = [
    ...listContradicting(after, 'from', to),
    ...sameDay.flatMap((other) => listContradicting(other, 'to', to)),
  ];
  return [
    ...createConflicts('from', contradictingFrom, { id, value: from }),
    ...createConflicts('to', contradictingTo, { id, value: to }),
  ];
}
