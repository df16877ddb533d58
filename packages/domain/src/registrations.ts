import type { DomainEvent, EventData } from '@rapporteur/contracts';
import { isDeepStrictEqual } from 'node:util';
import { findRegistrations } from './fact-index.ts';
import type { CollectionState } from './state.ts';

/**
 * How a registration of a known body relates to the earlier ones: it says the same or less, adds
 * names or identifiers, or contradicts them.
 */
type RegistrationRelation = 'known' | 'adds' | 'differs';

/** Returns how an event relates to earlier registrations; null: it registers no known body. */
export function compareRegistration(
  event: DomainEvent,
  state: CollectionState,
): RegistrationRelation | null {
  if (event.type !== 'BodyRegistered') return null;
  const earlier = findRegistrations(state, event.data.body).map(({ data }) => data);
  if (earlier.length === 0) return null;
  if (earlier.some((other) => !isSameBody(event.data, other))) return 'differs';

  const names = new Set(earlier.flatMap(listNames));
  const identifiers = earlier.flatMap((other) => other.identifiers);
  const isKnown =
    listNames(event.data).every((name) => names.has(name)) &&
    event.data.identifiers.every((one) =>
      identifiers.some((other) => isDeepStrictEqual(one, other)),
    );
  return isKnown ? 'known' : 'adds';
}

type Registration = EventData<'BodyRegistered'>;

const listNames = ({ name, otherNames }: Registration): readonly string[] => [name, ...otherNames];

const isSameBody = (one: Registration, other: Registration): boolean =>
  one.name === other.name &&
  one.kind === other.kind &&
  isDeepStrictEqual(one.parents.toSorted(), other.parents.toSorted());
