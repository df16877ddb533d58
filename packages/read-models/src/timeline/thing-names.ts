// Invariants (tests: fact-names.int.spec.ts)
// 1. A merged thing has the name of its canonical id. Test: "are those of the canonical id".
// 2. A registered name comes first, then the name that most facts use, then that of the first event.
//    Test: "are registered ones, otherwise those of most facts".
import { type EventNames, formatMeetingId, type NamedKind } from '@rapporteur/drafting';
import type { SqlExpression } from '@rapporteur/projection-runtime';
import { formatThingKey, type ThingRef } from '../query/aliases.ts';
import type { QueryDatabase } from '../query/database.ts';
import { RecordQuery } from '../query/record-query.ts';
import type { QueryScope } from '../query/scope.ts';
import type { Selection } from '../query/selection.ts';
import { countRows, sql } from '../query/sql.ts';
import { BodyRow } from './body-entities.ts';
import { NameRow } from './fact-entities.ts';
import { SourceRow } from './source-entities.ts';

/** A thing whose name is wanted. An actor is a person, a body or an office. */
export interface NamedThing extends ThingRef {
  readonly kind: NamedKind;
}

/** The kinds of things whose names the record has. A meeting's name follows from its id. */
type StoredKind = Exclude<NamedKind, 'meeting'>;

interface StoredThing extends ThingRef {
  readonly kind: StoredKind;
}

/** The names of some things of some collections. */
export class ThingNames {
  readonly #names: ReadonlyMap<string, string>;
  readonly #aliases: QueryScope['aliases'];

  constructor(names: ReadonlyMap<string, string>, aliases: QueryScope['aliases']) {
    this.#names = names;
    this.#aliases = aliases;
  }

  /** Returns the names of the things of a collection. */
  getNames(collection: string): EventNames {
    const nameOf = (kind: StoredKind, id: string): string | null => {
      const canonical = toCanonical(this.#aliases, { kind, collection, id });
      const known = this.#names.get(toNameKey(canonical));
      return known ?? this.#names.get(toNameKey({ kind, collection, id })) ?? null;
    };
    const bodyNames: EventNames = {
      nameOf: (kind, id) => (kind === 'body' ? nameOf(kind, id) : null),
    };
    return {
      nameOf: (kind, id) => {
        if (kind !== 'meeting') return nameOf(kind, id);
        return formatMeetingId(this.#aliases.canonicalId(kind, id, collection), bodyNames);
      },
    };
  }
}

const toNameKey = ({ kind, ...thing }: StoredThing): string => `${kind} ${formatThingKey(thing)}`;

/** Reads the names of things. */
export async function readThingNames(
  database: QueryDatabase,
  scope: QueryScope,
  wanted: readonly NamedThing[],
): Promise<ThingNames> {
  const { aliases } = scope;
  const stored = wanted
    .flatMap(listStoredThings)
    .flatMap((thing) => [thing, toCanonical(aliases, thing)]);
  const things = [...new Map(stored.map((thing) => [toNameKey(thing), thing])).values()];
  if (things.length === 0) return new ThingNames(new Map(), aliases);

  const query = new RecordQuery(database, scope);
  const known = query.fromUnion(
    [selectBodies(query, things), selectDocuments(query, things), selectOthers(query, things)],
    'known',
  );
  const { kind, collection, id, name, registered, uses, event } = known;
  // The last row of a thing counts.
  query.builder.addOrderBy(registered).addOrderBy(uses);
  query.builder.addOrderBy(sql`${event} COLLATE "C"`, 'DESC');
  const rows = await query.rows({ kind, collection, id, name });
  return new ThingNames(
    new Map(rows.map((row) => [toNameKey({ ...row, kind: row.kind as StoredKind }), row.name])),
    aliases,
  );
}

function toCanonical(aliases: QueryScope['aliases'], thing: StoredThing): StoredThing {
  const { kind, collection, id } = thing;
  if (kind === 'office') return thing;
  return { kind, collection, id: aliases.canonicalId(kind, id, collection) };
}

/** Returns the things whose stored names name a thing: the body of a meeting, for example. */
function listStoredThings({ kind, collection, id }: NamedThing): readonly StoredThing[] {
  if (kind !== 'meeting') return [{ kind, collection, id }];
  return listPrefixes(id).map((prefix) => ({ kind: 'body', collection, id: prefix }));
}

/** Returns the ids that a body may have whose meeting has this id: `sco`, `sco-council`. */
function listPrefixes(id: string): readonly string[] {
  const words = id.split('-');
  return words.slice(0, -1).map((_, index) => words.slice(0, index + 1).join('-'));
}

interface NameColumns extends Selection {
  readonly kind: SqlExpression<string>;
  readonly collection: SqlExpression<string>;
  readonly id: SqlExpression<string>;
  readonly name: SqlExpression<string>;
  readonly registered: SqlExpression<boolean>;
  readonly uses: SqlExpression<number>;
  readonly event: SqlExpression<string>;
}

type NamePart = readonly [query: RecordQuery, columns: NameColumns];

const ofKind = (things: readonly StoredThing[], kind: StoredKind) =>
  things.filter((thing) => thing.kind === kind);

function selectBodies(parent: RecordQuery, things: readonly StoredThing[]): NamePart {
  const query = parent.subquery();
  const { collection, body: id, name, eventId: event } = query.from(BodyRow, 'b');
  query.whereThing({ collection, id }, ofKind(things, 'body'));
  return [
    query,
    { kind: sql`'body'`, collection, id, name, event, registered: sql`true`, uses: sql`1` },
  ];
}

/** Documents are named by their registrations, and by the facts that they were adopted. */
function selectDocuments(parent: RecordQuery, things: readonly StoredThing[]): NamePart {
  const query = parent.subquery();
  const { collection, document: id, entry, data, eventId: event } = query.from(SourceRow, 's');
  const name = sql<string>`${data} ->> 'title'`;
  query.whereThing({ collection, id }, ofKind(things, 'document'));
  query.where(`${entry} IN ('registered', 'adopted') AND ${name} IS NOT NULL`);
  const registered = sql<boolean>`${entry} = 'registered'`;
  return [query, { kind: sql`'document'`, collection, id, name, event, registered, uses: sql`1` }];
}

function selectOthers(parent: RecordQuery, things: readonly StoredThing[]): NamePart {
  const query = parent.subquery();
  const { collection, named: id, namedKind, name, registered, eventId } = query.from(NameRow, 'n');
  query.where(`${namedKind} IN ('decision', 'incident', 'office', 'person')`);
  query.whereThing(
    { collection, id },
    things.filter(({ kind }) => kind !== 'body' && kind !== 'document'),
  );
  for (const column of [collection, namedKind, id, name, registered])
    query.builder.addGroupBy(column);
  const kind = sql<string>`CASE ${namedKind} WHEN 'person' THEN 'actor' ELSE ${namedKind} END`;
  const event = sql<string>`min(${eventId})`;
  return [query, { kind, collection, id, name, event, registered, uses: countRows }];
}
