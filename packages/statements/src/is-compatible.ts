import type { ActorRef, Count, Place } from '@rapporteur/contracts';
import { isCompatibleChair } from './compatibility/chairs.ts';
import { isCompatibleDate } from './compatibility/dates.ts';
import { isCompatiblePlace } from './compatibility/places.ts';
import { isSameScope } from './compatibility/scopes.ts';
import { isDeepStrictEqual } from 'node:util';
import { foldText } from './fold-text.ts';
import { getValueType } from './properties.ts';
import { EMPTY_CONTEXT, getActorId, type Statement, type StatementContext } from './statement.ts';
import {
  type NumberedMeeting,
  type StatementValues,
  type ValueType,
  VARIANT_TYPES,
  type VerbValue,
  type VoteTally,
} from './statement-values.ts';

type Comparison<V> = (a: V, b: V, context: StatementContext) => boolean;

const SESSION_GROUPS: Readonly<Record<string, string>> = {
  ordinary: 'regular',
  annual: 'regular',
  extraordinary: 'special',
  special: 'special',
};
const getSessionGroup = (session: string): string => SESSION_GROUPS[session] ?? session;

/** A bound that is not stated is open: "at least 6" agrees with 10. */
function isCompatibleCount(a: Count, b: Count): boolean {
  const isBelow = (max: number | null, min: number | null): boolean =>
    max !== null && min !== null && max < min;
  return !isBelow(a.max, b.min) && !isBelow(b.max, a.min);
}

/** A number that one source does not state agrees with that of another. */
function isCompatibleTally(a: VoteTally, b: VoteTally): boolean {
  return VOTES.every((vote) => a[vote] === null || b[vote] === null || a[vote] === b[vote]);
}

/** Returns whether an actor acts for a state: a person, office or agency of it. */
function actsFor(actor: ActorRef, state: ActorRef): boolean {
  return state.kind === 'state' && actor.kind !== 'class' && actor.of === state.id;
}

/** One source may name a state, and another one its minister. */
function isSameActor(a: ActorRef, b: ActorRef, context: StatementContext): boolean {
  const isSame = getActorId(context, a.id) === getActorId(context, b.id);
  return isSame || actsFor(a, b) || actsFor(b, a);
}

/** Two lists are compatible if one of them covers the other: a source may name only some. */
function coversOther<T>(a: readonly T[], b: readonly T[], isSame: (a: T, b: T) => boolean) {
  return (
    a.every((entry) => b.some((other) => isSame(entry, other))) ||
    b.every((entry) => a.some((other) => isSame(entry, other)))
  );
}

type Contradictable = {
  readonly [T in ValueType]: Comparison<StatementValues[T]>;
};

const VOTES = ['for', 'against', 'abstained', 'notVoting', 'absent'] as const;

const isVariant = (): boolean => true;

const COMPARISONS: Contradictable = {
  date: isCompatibleDate,
  count: isCompatibleCount,
  country: (a, b) => a.code === b.code,
  place: isCompatiblePlace,
  places: (a, b, context) =>
    coversOther<Place>(a, b, (one, other) => isCompatiblePlace(one, other, context)),
  actor: isSameActor,
  actors: (a, b, context) =>
    coversOther<ActorRef>(a, b, (one, other) => isSameActor(one, other, context)),
  body: (a, b, context) => context.canonicalId('body', a) === context.canonicalId('body', b),
  choice: (a, b) => a === b,
  session: (a, b) => getSessionGroup(a) === getSessionGroup(b),
  ordinal: (a, b) => a.value === b.value,
  numbering: (a, b, context) =>
    a.ordinal !== b.ordinal ||
    context.canonicalId('meeting', a.meeting) === context.canonicalId('meeting', b.meeting),
  chair: (a, b, context) =>
    a.every((claim) =>
      b.every((other) =>
        isCompatibleChair(claim, other, isSameActor(claim.holder, other.holder, context)),
      ),
    ),
  tally: isCompatibleTally,
  stage: isVariant,
  latestDate: isVariant,
  verb: isVariant,
  strength: isVariant,
  text: isVariant,
  texts: isVariant,
  mentions: isVariant,
  identifiers: isVariant,
};

/**
 * Returns whether two values of one type can both be true. Symmetric, and independent of the
 * speakers. A value of a variant type contradicts nothing.
 */
export function isCompatible<T extends ValueType>(
  valueType: T,
  a: StatementValues[T],
  b: StatementValues[T],
  context: StatementContext = EMPTY_CONTEXT,
): boolean {
  const compare: Comparison<StatementValues[T]> = COMPARISONS[valueType];
  return compare(a, b, context);
}

/** Returns whether two values of a property may contradict each other at all. */
export function isContradictable(statement: Statement): boolean {
  return !VARIANT_TYPES.has(getValueType(statement.thing.kind, statement.property));
}

/** Returns whether two values of a variant type are one variant, written alike or not. */
function isSameVariant(a: Statement, b: Statement, context: StatementContext): boolean {
  const type = getValueType(a.thing.kind, a.property);
  if (type === 'text') return foldText(a.value as string) === foldText(b.value as string);
  if (type === 'verb') return (a.value as VerbValue).verb === (b.value as VerbValue).verb;
  if (type !== 'mentions') return isDeepStrictEqual(a.value, b.value);
  const toIds = ({ value }: Statement): ReadonlySet<string> =>
    new Set((value as readonly ActorRef[]).map(({ id }) => getActorId(context, id)));
  return isDeepStrictEqual(toIds(a), toIds(b));
}

/**
 * Returns whether two statements of one property support each other: they do not contradict each
 * other, or they are the same variant. Symmetric.
 */
export function isSupport(a: Statement, b: Statement, context: StatementContext): boolean {
  return isContradictable(a) ? !isContradiction(a, b, context) : isSameVariant(a, b, context);
}

function isAboutSame(a: Statement, b: Statement): boolean {
  const ordinal = (a.value as Partial<NumberedMeeting>).ordinal;
  return isSameScope(a.scope, b.scope, typeof ordinal === 'number' ? ordinal : 0);
}

/**
 * Returns whether two statements contradict each other: they are about the same property of the
 * same thing, and their values are not compatible. Symmetric.
 */
export function isContradiction(
  a: Statement,
  b: Statement,
  context: StatementContext = EMPTY_CONTEXT,
): boolean {
  if (a.property !== b.property || a.thing.kind !== b.thing.kind || a.thing.id !== b.thing.id)
    return false;
  const type = getValueType(a.thing.kind, a.property);
  if (VARIANT_TYPES.has(type) || !isAboutSame(a, b)) return false;
  // The table gives the type of the values of the property.
  return !isCompatible(type, a.value as never, b.value as never, context);
}
