import { type ActorKind, type ActorRef, CATALOGUE, findReferences } from '@rapporteur/contracts';
import { factKeys, findCurrentFacts, findRegistrations } from './fact-index.ts';
import type { CollectionState } from './state.ts';

/** An actor as the facts of a collection describe it. */
export interface RecordedActor {
  readonly id: string;
  readonly kind: ActorKind | 'meeting-series' | 'joint-session';
  /** The body or state of a class; null for any other actor. */
  readonly of: string | null;
  /** Its names: those of its registration, or those that facts use, the most frequent first. */
  readonly names: readonly string[];
}

/** Returns the body with this id, or the person, class or other actor that facts name by it. */
export function findRecordedActor(state: CollectionState, id: string): RecordedActor | undefined {
  return findBody(state, id) ?? findNamedActor(state, id);
}

function findBody(state: CollectionState, id: string): RecordedActor | undefined {
  const registrations = findRegistrations(state, id).map(({ data }) => data);
  const [first] = registrations;
  if (first === undefined) return undefined;
  const names = registrations.flatMap(({ name, otherNames }) => [name, ...otherNames]);
  return { id, kind: first.kind, of: null, names: [...new Set(names)] };
}

function findNamedActor(state: CollectionState, id: string): RecordedActor | undefined {
  const actors = findCurrentFacts(state, factKeys.refersTo('actor', id)).flatMap(({ event }) =>
    findReferences(CATALOGUE.getDefinition(event.type).schema, event.data).flatMap((reference) =>
      reference.to === 'actor' && reference.actor.id === id ? [reference.actor] : [],
    ),
  );
  const [kind] = rankByFrequency(actors.map((actor) => actor.kind));
  if (kind === undefined) return undefined;

  const names = rankByFrequency(actors.map(({ nameAsWritten }) => nameAsWritten));
  return { id, kind, of: kind === 'class' ? findClassOwner(actors) : null, names };
}

function findClassOwner(actors: readonly ActorRef[]): string | null {
  const [owner, other] = rankByFrequency(actors.flatMap(({ of }) => of ?? []));
  return owner !== undefined && other === undefined ? owner : null;
}

/** Returns the distinct values, the most frequent first; the order of recording never matters. */
function rankByFrequency<T extends string>(values: readonly T[]): readonly T[] {
  const counts = Map.groupBy(values, (value) => value);
  return [...counts]
    .toSorted(([a, { length: m }], [b, { length: n }]) => n - m || (a < b ? -1 : 1))
    .map(([value]) => value);
}
