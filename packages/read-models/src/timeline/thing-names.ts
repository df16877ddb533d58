// Invariants (tests: fact-names.int.spec.ts)
// 1. A merged thing has the name of its canonical id. Test: "are those of the canonical id".
// 2. A registered name comes first, then the name that most facts use, then that of the first event.
//    Test: "are registered ones, otherwise those of most facts".
import { findCountryName } from '@rapporteur/contracts';
import {
  type EventNames,
  formatMeetingId,
  formatMeetingName,
  type NamedKind,
} from '@rapporteur/drafting';
import type { SqlExpression } from '@rapporteur/projection-runtime';
import { formatThingKey, type ThingRef } from '../query/aliases.ts';
import type { QueryDatabase } from '../query/database.ts';
import { RecordQuery } from '../query/record-query.ts';
import type { QueryScope } from '../query/scope.ts';
import type { Selection } from '../query/selection.ts';
import { countRows, inByteOrder, sql } from '../query/sql.ts';
import { BodyRow } from './body-entities.ts';
import { NameRow } from './fact-entities.ts';
import { TimelineMeetingRow } from './meeting-entities.ts';
import { SourceRow } from './source-entities.ts';

/** A thing whose name is wanted. An actor is a person, a body or an office. */
export interface NamedThing extends ThingRef {
  readonly kind: NamedKind;
}

/**
 * The names of some things of some collections. A meeting's name follows from its id, but for a
 * number in a series, which the id alone does not tell from a part of the body's id.
 */
export class ThingNames {
  readonly #names: ReadonlyMap<string, string>;
  readonly #aliases: QueryScope['aliases'];

  constructor(names: ReadonlyMap<string, string>, aliases: QueryScope['aliases']) {
    this.#names = names;
    this.#aliases = aliases;
  }

  /** Returns the names of the things of a collection. */
  getNames(collection: string): EventNames {
    const nameOf = (kind: NamedKind, id: string): string | null => {
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
        const meeting = { collection, id: this.#aliases.canonicalId(kind, id, collection) };
        return this.#nameInSeries(meeting, bodyNames) ?? formatMeetingId(meeting.id, bodyNames);
      },
    };
  }

  #nameInSeries(meeting: ThingRef, bodyNames: EventNames): string | null {
    const number = this.#names.get(toNameKey({ kind: 'meeting', ...meeting }));
    const bodyName = listPrefixes(meeting.id)
      .map((prefix) => bodyNames.nameOf('body', prefix))
      .findLast((name) => name !== null);
    if (number === undefined || bodyName === undefined || bodyName === null) return null;
    const [ordinal = '', session = '', ...series] = number.split(NUMBER_SEPARATOR);
    return formatMeetingName({
      bodyName,
      ordinal: Number(ordinal),
      session: session === '' ? null : session,
      series: series.join(NUMBER_SEPARATOR),
    });
  }
}

/** Stands between the parts of a number in a series: ordinal, session and series. */
const NUMBER_SEPARATOR = '\n';

const toNameKey = ({ kind, ...thing }: NamedThing): string => `${kind} ${formatThingKey(thing)}`;

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
    [
      selectBodies(query, things),
      selectDocuments(query, things),
      selectMeetings(query, things),
      selectOthers(query, things),
    ],
    'known',
  );
  const { kind, collection, id, name, registered, uses, event } = known;
  // The last row of a thing counts.
  query.builder.addOrderBy(registered).addOrderBy(uses);
  // Ids of events differ between collections; the names themselves decide first.
  query.builder.addOrderBy(sql`${name} COLLATE "C"`, 'DESC');
  query.builder.addOrderBy(sql`${event} COLLATE "C"`, 'DESC');
  const rows = await query.rows({ kind, collection, id, name });
  return new ThingNames(
    new Map(rows.map((row) => [toNameKey({ ...row, kind: row.kind as NamedKind }), row.name])),
    aliases,
  );
}

function toCanonical(aliases: QueryScope['aliases'], thing: NamedThing): NamedThing {
  const { kind, collection, id } = thing;
  if (kind === 'office') return thing;
  return { kind, collection, id: aliases.canonicalId(kind, id, collection) };
}

/** Returns the things whose stored names name a thing: the body of a meeting, for example. */
function listStoredThings({ kind, collection, id }: NamedThing): readonly NamedThing[] {
  if (kind !== 'meeting') return [{ kind, collection, id }];
  const bodies = listPrefixes(id).map(
    (prefix) => ({ kind: 'body', collection, id: prefix }) as const,
  );
  return [{ kind, collection, id }, ...bodies];
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

const ofKind = (things: readonly NamedThing[], kind: NamedKind) =>
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

/** The numbers of meetings in a series, which their ids do not tell. */
function selectMeetings(parent: RecordQuery, things: readonly NamedThing[]): NamePart {
  const query = parent.subquery();
  const m = query.from(TimelineMeetingRow, 'm');
  const { collection, meeting: id, eventId: event } = m;
  const series = sql<string>`${m.data} ->> 'series'`;
  query.whereThing({ collection, id }, ofKind(things, 'meeting'));
  query.where(`${series} IS NOT NULL AND ${m.ordinal} IS NOT NULL`);
  const name = sql<string>`concat_ws(chr(10), ${m.ordinal}, coalesce(${m.session}, ''), ${series})`;
  return [
    query,
    { kind: sql`'meeting'`, collection, id, name, event, registered: sql`false`, uses: sql`1` },
  ];
}

/** A state with a code of its own has a name of the list; another one that which sources use. */
const hasCountryName = (id: string): boolean => findCountryName(id) !== undefined;

function selectOthers(parent: RecordQuery, things: readonly NamedThing[]): NamePart {
  const query = parent.subquery();
  const { collection, named: id, namedKind, name, registered, eventId } = query.from(NameRow, 'n');
  query.where(`${namedKind} IN ('decision', 'incident', 'office', 'person', 'state')`);
  query.whereThing(
    { collection, id },
    things.filter(
      ({ kind, id }) => !['body', 'document', 'meeting'].includes(kind) && !hasCountryName(id),
    ),
  );
  for (const column of [collection, namedKind, id, name, registered])
    query.builder.addGroupBy(column);
  const kind = sql<string>`CASE WHEN ${namedKind} IN ('person', 'state') THEN 'actor'
    ELSE ${namedKind} END`;
  const event = sql<string>`min(${inByteOrder(eventId)})`;
  return [query, { kind, collection, id, name, event, registered, uses: countRows }];
}
