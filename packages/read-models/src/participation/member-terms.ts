// Invariants (tests: states.int.spec.ts of the query service)
// 1. A state was no member at a meeting only if a source dates its membership, and the meeting is before or after it.
//    Test: "is known before its stated start, and after its end".
// 2. A state of which no membership is recorded may have been a member. Test: "is not known without a membership".
import { type DateValue, getDateBounds } from '@rapporteur/contracts';
import type { ThingRef } from '../query/aliases.ts';
import type { QueryDatabase } from '../query/database.ts';
import { readAllPages } from '../query/pages.ts';
import type { QueryScope } from '../query/scope.ts';
import {
  listMemberships,
  MEMBER_STATUSES,
  type MembershipView,
} from '../timeline/membership-queries.ts';
import { expandThings, listBodyParents } from '../timeline/thing-queries.ts';
import type { MatrixMeeting } from './matrix.ts';

/** Whether a state was no member of the body of a meeting, or of a parent of that body. */
export type IsKnownNonMember = (
  state: string,
  meeting: Pick<MatrixMeeting, 'collection' | 'body' | 'date'>,
) => boolean;

/** The memberships in some bodies. */
export interface NonMembers {
  /** True: no membership is recorded, so that no state is a known non-member. */
  readonly isEmpty: boolean;
  readonly isNonMember: IsKnownNonMember;
}

/** Reads the memberships in bodies and in their parents, on all days. */
export async function readNonMembers(
  database: QueryDatabase,
  scope: QueryScope,
  bodies: readonly ThingRef[],
): Promise<NonMembers> {
  // A membership that has ended by the day of the scope says that a later meeting was without it.
  const always = { ...scope, asOf: null };
  const toKey = (thing: ThingRef) => scope.aliases.canonicalKey('body', thing);
  const ancestors = await listAncestors(database, always, bodies);
  const all = expandThings(always, 'body', [...ancestors.things.values()]);
  const filter = { bodies: all, statuses: MEMBER_STATUSES };
  const terms = await readAllPages((page) => listMemberships(database, always, filter, page));
  const termsByKey = Map.groupBy(
    terms,
    ({ collection, body, member }) => `${toKey({ collection, id: body })} ${member.id}`,
  );
  const isNonMember: IsKnownNonMember = (state, { collection, body, date }) => {
    const keys = ancestors.keysOf(toKey({ collection, id: body }));
    const own = keys.flatMap((key) => termsByKey.get(`${key} ${state}`) ?? []);
    return own.length > 0 && own.every((term) => isOutside(date, term));
  };
  return { isEmpty: terms.length === 0, isNonMember };
}

/** Returns whether a day lies before the stated start of a membership, or after its stated end. */
function isOutside(
  date: DateValue | null,
  { startedOn, endedOn }: Pick<MembershipView, 'startedOn' | 'endedOn'>,
): boolean {
  const { earliest, latest } = date === null ? NO_BOUNDS : getDateBounds(date);
  const start = startedOn.stated ? startedOn.earliest : null;
  const end = endedOn.stated ? endedOn.latest : null;
  const isBefore = start !== null && latest !== null && latest < start;
  const isAfter = end !== null && earliest !== null && earliest > end;
  return isBefore || isAfter;
}

const NO_BOUNDS = { earliest: null, latest: null };

interface Ancestors {
  /** The bodies and all their parents, by key. */
  readonly things: ReadonlyMap<string, ThingRef>;
  /** Returns the key of a body and the keys of its parents at every level. */
  readonly keysOf: (key: string) => readonly string[];
}

async function listAncestors(
  database: QueryDatabase,
  scope: QueryScope,
  bodies: readonly ThingRef[],
): Promise<Ancestors> {
  const toKey = (thing: ThingRef) => scope.aliases.canonicalKey('body', thing);
  const things = new Map(bodies.map((body) => [toKey(body), body]));
  const parents = new Map<string, Set<string>>();
  // Level by level: a body that was found already, as in a cycle, is not asked for again.
  for (let level = [...things.values()]; level.length > 0;) {
    const pairs = await listBodyParents(database, scope, {
      bodies: expandThings(scope, 'body', level),
    });
    level = [];
    for (const { body, parent } of pairs) {
      const [key, parentKey] = [toKey(body), toKey(parent)];
      parents.set(key, (parents.get(key) ?? new Set()).add(parentKey));
      if (things.has(parentKey)) continue;
      things.set(parentKey, parent);
      level.push(parent);
    }
  }
  const keysOf = (key: string): readonly string[] => {
    const found = new Set([key]);
    for (const one of found) for (const parent of parents.get(one) ?? []) found.add(parent);
    return [...found];
  };
  return { things, keysOf };
}
