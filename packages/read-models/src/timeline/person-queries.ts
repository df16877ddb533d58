import { Identifier } from '@rapporteur/contracts';
import type { TableColumns } from '@rapporteur/projection-runtime';
import { z } from 'zod';
import { parseThingKey, type ThingRef } from '../query/aliases.ts';
import type { QueryDatabase } from '../query/database.ts';
import { cutPage, type PageRequest, type ResultPage } from '../query/pages.ts';
import { RecordQuery } from '../query/record-query.ts';
import { isOfEvent } from '../query/selection.ts';
import type { QueryScope } from '../query/scope.ts';
import { sql } from '../query/sql.ts';
import { ParticipationRow } from '../participation/entities.ts';
import { readonlyArray } from '../views.ts';
import { NameRow } from './fact-entities.ts';
import { selectNamedKeys } from './named-keys.ts';
import type { FactFilter } from './fact-filter.ts';
import { readDatedFacts } from './fact-placement.ts';
import { whereOccurred } from './fact-queries.ts';
import { IdentifierRow } from './record-entities.ts';
import { readThingNames } from './thing-names.ts';

/** A person whom facts name. */
export const PersonView = z
  .object({
    collection: z.string(),
    person: z.string(),
    alsoIn: readonlyArray(z.object({ collection: z.string(), id: z.string() })).meta({
      description: 'The same person in other collections.',
    }),
    name: z.string().meta({ description: 'The name that most facts use.' }),
    names: readonlyArray(z.string()).meta({ description: 'All names, as written.' }),
    mergedIds: readonlyArray(z.string()),
    identifiers: readonlyArray(Identifier),
    of: readonlyArray(z.string()).meta({
      description: 'The states and bodies that the person belongs to or represents.',
    }),
    titles: readonlyArray(z.string()).meta({
      description: 'The offices in which sources name the person, as written.',
    }),
    facts: z.int().meta({ description: 'The number of selected facts that name the person.' }),
  })
  .meta({ id: 'Person', description: 'A person whom facts name.' });
export type PersonView = z.output<typeof PersonView>;

/** Selects persons by themselves, and by the facts that name them. */
export interface PersonFilter {
  readonly persons?: readonly ThingRef[] | undefined;
  /** The states and bodies that they belong to or represent. */
  readonly of?: readonly string[] | undefined;
  /** Words of a name or an id. */
  readonly words?: string | undefined;
  readonly facts?: FactFilter | undefined;
}

/** Returns persons by id, each once: also one whom several collections name. */
export async function listPersons(
  database: QueryDatabase,
  scope: QueryScope,
  filter: PersonFilter,
  { limit, after, days }: PageRequest,
): Promise<ResultPage<PersonView>> {
  const query = new RecordQuery(database, scope);
  const { f, day } = readDatedFacts(query, filter.facts ?? {});
  const n = query.innerJoin(NameRow, 'n', (name) => isOfEvent(name, f));
  const person = { collection: n.collection, id: n.named };
  const key = sql<string>`${query.canonicalKey('actor', person)} COLLATE "C"`;
  query.where(`${n.namedKind} = 'person'`).whereThing(person, filter.persons);
  if (filter.words)
    query.where(`${key} IN ${selectNamedKeys(query, { kind: 'person', words: filter.words })}`);
  if (filter.of) query.where(`${key} IN ${selectKeysOf(query, filter.of)}`);
  query.builder.groupBy(key);

  const isDated = Boolean(days?.from) || Boolean(days?.to) || scope.asOf !== null;
  const undated = isDated && after === null ? await countUndated(query, key, day.earliest) : null;
  whereOccurred(query, day, days);
  if (after !== null) query.where(`${key} > ${query.parameter(after[0], 'text')}`);
  query.builder.orderBy(key).limit(limit + 1);
  const facts = sql<number>`count(DISTINCT ${f.collection} || '/' || ${f.eventId})::integer`;
  const page = cutPage(await query.rows({ key, facts }), limit, (row) => [row.key]);
  return {
    rows: await readPersons(database, scope, page.rows),
    next: page.next,
    ...(undated === null ? {} : { undated }),
  };
}

/** Returns the number of persons whom only facts without any day name. */
async function countUndated(query: RecordQuery, key: string, day: string): Promise<number> {
  const undated = query.clone();
  undated.builder.having(`count(${day}) = 0`);
  return (await undated.rows({ key: sql<string>`${key}` })).length;
}

function selectKeysOf(parent: RecordQuery, of: readonly string[]): string {
  const query = parent.subquery();
  const p = query.from(ParticipationRow, 'p');
  const { collection } = p;
  const things = (['actor', 'body'] as const).flatMap((kind) => query.things(kind, of) ?? []);
  const isOf = [p.actorOf, selectRepresented(p)].map((id) =>
    query.isThing({ collection, id }, things),
  );
  query.where(`${p.actorKind} = 'person'`).where(`(${isOf.join(' OR ')})`);
  return query.toSubquery({ key: query.canonicalKey('actor', { collection, id: p.actor }) });
}

// The head of a delegation represents the state or the organ of the delegation.
function selectRepresented({ role, represents }: TableColumns<ParticipationRow>) {
  return sql<string | null>`CASE WHEN ${role} = 'headed-delegation' THEN ${represents} END`;
}

async function readPersons(
  database: QueryDatabase,
  scope: QueryScope,
  rows: readonly { readonly key: string; readonly facts: number }[],
): Promise<readonly PersonView[]> {
  if (rows.length === 0) return [];
  const persons = rows.flatMap(({ key }) => scope.aliases.things('actor', key));
  const named = persons.map((person) => ({ kind: 'actor' as const, ...person }));
  const [best, names, roles, identifiers] = await Promise.all([
    readThingNames(database, scope, named),
    readNames(database, scope, persons),
    readRepresented(database, scope, persons),
    readIdentifiers(database, scope, persons),
  ]);
  const { aliases } = scope;
  return rows.map(({ key, facts }) => {
    const own = parseThingKey(key);
    const { collection, id: person } = own;
    const ofPerson = roles.get(key) ?? [];
    return {
      collection,
      person,
      alsoIn: aliases.otherThings('actor', own),
      name: best.getNames(collection).nameOf('actor', person) ?? person,
      names: distinct((names.get(key) ?? []).map(({ name }) => name)),
      mergedIds: aliases
        .things('actor', key)
        .filter((other) => other.collection === collection && other.id !== person)
        .map(({ id }) => id),
      identifiers: (identifiers.get(key) ?? []).map(({ scheme, value }) => ({ scheme, value })),
      of: distinct(ofPerson.flatMap(({ of, represented }) => [of ?? [], represented ?? []].flat())),
      titles: distinct(ofPerson.flatMap(({ office }) => office ?? [])),
      facts,
    };
  });
}

async function readNames(database: QueryDatabase, scope: QueryScope, persons: readonly ThingRef[]) {
  const query = new RecordQuery(database, scope);
  const n = query.from(NameRow, 'n');
  const person = { collection: n.collection, id: n.named };
  query.where(`${n.namedKind} = 'person'`).whereThing(person, persons);
  query.builder.distinct();
  const rows = await query.rows({ key: query.canonicalKey('actor', person), name: n.name });
  return Map.groupBy(rows, ({ key }) => key);
}

async function readRepresented(
  database: QueryDatabase,
  scope: QueryScope,
  persons: readonly ThingRef[],
) {
  const query = new RecordQuery(database, scope);
  const p = query.from(ParticipationRow, 'p');
  const person = { collection: p.collection, id: p.actor };
  query.where(`${p.actorKind} = 'person'`).whereThing(person, persons);
  query.builder.distinct();
  const rows = await query.rows({
    key: query.canonicalKey('actor', person),
    of: p.actorOf,
    represented: selectRepresented(p),
    office: p.actorOffice,
  });
  return Map.groupBy(rows, ({ key }) => key);
}

async function readIdentifiers(
  database: QueryDatabase,
  scope: QueryScope,
  persons: readonly ThingRef[],
) {
  const query = new RecordQuery(database, scope);
  const i = query.from(IdentifierRow, 'i');
  const person = { collection: i.collection, id: i.thingId };
  query.where(`${i.kind} = 'actor'`).whereThing(person, persons);
  const scheme = sql<string>`${i.scheme} COLLATE "C"`;
  const value = sql<string>`${i.value} COLLATE "C"`;
  query.builder.distinct().orderBy(scheme).addOrderBy(value);
  const rows = await query.rows({ key: query.canonicalKey('actor', person), scheme, value });
  return Map.groupBy(rows, ({ key }) => key);
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)].toSorted();
}
