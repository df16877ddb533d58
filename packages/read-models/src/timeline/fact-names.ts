// Invariants (tests: fact-names.int.spec.ts)
// 1. A sentence names a thing of its own collection. Test: "are those of the fact's collection".
// 2. A merged thing has the name of its canonical id. Test: "are those of the canonical id".
// 3. A registered name comes first, then the name that most facts use, then that of the first event.
//    Test: "are registered ones, otherwise those of most facts".
import { CATALOGUE, type DomainEvent, findReferences } from '@rapporteur/contracts';
import {
  describeEvent,
  type EventNames,
  formatMeetingId,
  type NamedKind,
} from '@rapporteur/drafting';
import type { SqlExpression } from '@rapporteur/projection-runtime';
import { type AliasKind, formatThingKey, type ThingRef } from '../query/aliases.ts';
import { RecordQuery } from '../query/record-query.ts';
import type { Selection } from '../query/selection.ts';
import type { QueryScope } from '../query/scope.ts';
import { countRows, sql } from '../query/sql.ts';
import type { QueryDatabase } from '../query/database.ts';
import { BodyRow } from './body-entities.ts';
import { NameRow } from './fact-entities.ts';
import { SourceRow } from './source-entities.ts';

/** A fact to describe in a sentence. */
export interface DescribedFact {
  readonly collection: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The kinds of things whose names the record has. A meeting's name follows from its id. */
type StoredKind = Exclude<NamedKind, 'meeting'>;

interface NamedThing extends ThingRef {
  readonly kind: StoredKind;
}

/** The names of the things that some facts mention, for their sentences. */
export class FactNames {
  readonly #names: ReadonlyMap<string, string>;
  readonly #aliases: QueryScope['aliases'];

  constructor(names: ReadonlyMap<string, string>, aliases: QueryScope['aliases']) {
    this.#names = names;
    this.#aliases = aliases;
  }

  /** Returns the names of the things of a collection. */
  getNames(collection: string): EventNames {
    const findName = (kind: StoredKind, id: string): string | null => {
      const known = this.#names.get(toNameKey({ kind, collection, id }));
      return known ?? null;
    };
    const canonicalId = (kind: AliasKind, id: string): string =>
      this.#aliases.canonicalId(kind, id, collection);
    const bodyNames: EventNames = {
      nameOf: (kind, id) => (kind === 'body' ? findName(kind, id) : null),
    };
    return {
      nameOf: (kind, id) => {
        if (kind === 'meeting') return formatMeetingId(canonicalId(kind, id), bodyNames);
        const canonical = kind === 'office' ? id : canonicalId(kind, id);
        return findName(kind, canonical) ?? findName(kind, id);
      },
    };
  }

  /** Returns the content of a fact in one sentence. */
  describe({ collection, type, data }: DescribedFact): string {
    const event: unknown = { type, data };
    return describeEvent(event as DomainEvent, this.getNames(collection));
  }
}

const toNameKey = ({ kind, ...thing }: ThingRef & { readonly kind: NamedKind }): string =>
  `${kind} ${formatThingKey(thing)}`;

/** Reads the names of the things that facts mention. */
export async function readFactNames(
  database: QueryDatabase,
  scope: QueryScope,
  facts: readonly DescribedFact[],
): Promise<FactNames> {
  const mentioned = facts.flatMap((fact) =>
    listMentionedThings(fact).flatMap((thing) => [thing, toCanonical(scope, thing)]),
  );
  const things = [...new Map(mentioned.map((thing) => [toNameKey(thing), thing])).values()];
  if (things.length === 0) return new FactNames(new Map(), scope.aliases);

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
  return new FactNames(
    new Map(rows.map((row) => [toNameKey({ ...row, kind: row.kind as NamedKind }), row.name])),
    scope.aliases,
  );
}

function toCanonical({ aliases }: QueryScope, { kind, collection, id }: NamedThing): NamedThing {
  if (kind === 'office') return { kind, collection, id };
  return { kind, collection, id: aliases.canonicalId(kind, id, collection) };
}

/** Returns the bodies, documents and other things that a fact mentions. */
function listMentionedThings({ collection, type, data }: DescribedFact): readonly NamedThing[] {
  const { schema } = CATALOGUE.getDefinition(type);
  const toThings = (kind: StoredKind, ids: readonly string[]) =>
    ids.map((id) => ({ kind, collection, id }));
  return findReferences(schema, data).flatMap((reference) => {
    switch (reference.to) {
      case 'meeting':
        return toThings('body', listPrefixes(reference.id));
      case 'body':
      case 'document':
      case 'decision':
      case 'incident':
        return toThings(reference.to, [reference.id]);
      case 'actor': {
        const { kind, id, of } = reference.actor;
        const own: StoredKind = kind === 'office' ? kind : kind === 'person' ? 'actor' : 'body';
        return [...toThings(own, [id]), ...toThings('body', of === null ? [] : [of])];
      }
      case 'collection':
      case 'event':
      case 'passage':
        return [];
    }
  });
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

const ofKind = (things: readonly NamedThing[], kind: StoredKind) =>
  things.filter((thing) => thing.kind === kind);

function selectBodies(parent: RecordQuery, things: readonly NamedThing[]): NamePart {
  const query = parent.subquery();
  const { collection, body: id, name, eventId: event } = query.from(BodyRow, 'b');
  query.whereThing({ collection, id }, ofKind(things, 'body'));
  return [
    query,
    { kind: sql`'body'`, collection, id, name, event, registered: sql`true`, uses: sql`1` },
  ];
}

/** Documents are named by their registrations, and by the facts that they were adopted. */
function selectDocuments(parent: RecordQuery, things: readonly NamedThing[]): NamePart {
  const query = parent.subquery();
  const { collection, document: id, entry, data, eventId: event } = query.from(SourceRow, 's');
  const name = sql<string>`${data} ->> 'title'`;
  query.whereThing({ collection, id }, ofKind(things, 'document'));
  query.where(`${entry} IN ('registered', 'adopted') AND ${name} IS NOT NULL`);
  const registered = sql<boolean>`${entry} = 'registered'`;
  return [query, { kind: sql`'document'`, collection, id, name, event, registered, uses: sql`1` }];
}

function selectOthers(parent: RecordQuery, things: readonly NamedThing[]): NamePart {
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
