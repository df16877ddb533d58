import type { EventData, DateValue } from '@rapporteur/contracts';
import type { SqlExpression } from '@rapporteur/projection-runtime';
import { In, IsNull, LessThanOrEqual, Not } from 'typeorm';
import { parseThingKey, type ThingRef } from '../query/aliases.ts';
import { cutPage, type PageRequest, type ResultPage } from '../query/pages.ts';
import { RecordQuery } from '../query/record-query.ts';
import { formatResolvedKey, resolveThings } from '../query/resolve-things.ts';
import { ResolvedValues } from '../query/resolved-values.ts';
import type { QueryScope } from '../query/scope.ts';
import { sql } from '../query/sql.ts';
import type { QueryDatabase } from '../query/database.ts';
import { FactRow } from './fact-entities.ts';
import { holdsWordsOf } from './fact-filter.ts';
import { SourceRow } from './source-entities.ts';
import { readThingFacts } from './thing-queries.ts';
import { toDateView } from '../views.ts';
import { foldSource, type SourceEntry, type TextCoverage } from './source-fold.ts';
import type { AnnexView, SourceView } from './source-views.ts';

/** Selects documents. */
export interface SourceFilter {
  readonly documents?: readonly ThingRef[] | undefined;
  readonly docTypes?: readonly string[] | undefined;
  readonly held?: readonly TextCoverage[] | undefined;
}

/** Returns the documents of the record by id, each once: registered, cited or annexed. */
export async function listSources(
  database: QueryDatabase,
  scope: QueryScope,
  filter: SourceFilter,
  { limit, after }: PageRequest,
): Promise<ResultPage<SourceView>> {
  const query = new RecordQuery(database, scope);
  const s = query.from(SourceRow, 's');
  const { collection } = s;
  query.builder
    .orderBy(sql`${s.commandId} COLLATE "C"`)
    .addOrderBy(s.eventPseq)
    .addOrderBy(s.n);
  const entries = await query.rows({
    collection,
    document: query.canonicalKey('document', { collection, id: s.document }),
    pseq: s.eventPseq,
    entry: s.entry as SqlExpression<SourceEntry['entry']>,
    sha256: s.sha256,
    extent: s.extent,
    parent: sql<string | null>`CASE WHEN ${s.parent} IS NOT NULL
      THEN ${query.canonicalKey('document', { collection, id: s.parent })} END`,
    data: s.data,
    event: s.eventId,
  });
  const facts = await countFactsBySource(database, scope);
  const toKey = (thing: ThingRef) => scope.aliases.canonicalKey('document', thing);
  const requested = filter.documents && new Set(filter.documents.map(toKey));
  const views = [...Map.groupBy(entries, ({ document }) => document)]
    .filter(([key]) => requested === undefined || requested.has(key))
    .map(([key, each]) =>
      sourceView(scope, key, each, { all: entries, facts: facts.get(key) ?? 0 }),
    )
    .filter((view) => filter.docTypes === undefined || filter.docTypes.includes(view.docType ?? ''))
    .filter((view) => filter.held === undefined || filter.held.includes(view.held))
    .filter((view) => after === null || isAfter(view, after))
    .toSorted((one, other) => (isAfter(one, [other.document, other.collection]) ? 1 : -1));
  const { rows, next } = cutPage(views, limit, (view) => [view.document, view.collection]);
  return { rows: await resolveSources(database, scope, rows), next };
}

function isAfter(
  { document, collection }: Pick<SourceView, 'document' | 'collection'>,
  [id, other]: readonly (string | number | undefined)[],
): boolean {
  return document === id ? collection > String(other) : document > String(id);
}

/** Returns a document, also one of which all facts were retracted, or null. */
export async function findSource(
  database: QueryDatabase,
  scope: QueryScope,
  documents: readonly ThingRef[],
): Promise<SourceView | null> {
  const one = { limit: 1, after: null };
  const [found] = (await listSources(database, scope, { documents }, one)).rows;
  return found ?? (await findRetractedSource(database, scope, documents));
}

async function findRetractedSource(
  database: QueryDatabase,
  scope: QueryScope,
  documents: readonly ThingRef[],
): Promise<SourceView | null> {
  const rows = await database.getRepository(SourceRow).find({
    where: scope.collections.map(({ collection, partition, position }) => ({
      collection,
      partition,
      document: In(documents.filter((each) => each.collection === collection).map(({ id }) => id)),
      recordedFrom: LessThanOrEqual(position),
      recordedTo: Not(IsNull()),
    })),
    order: { recordedTo: 'ASC' },
  });
  const last = rows.at(-1);
  if (last === undefined) return null;
  const key = scope.aliases.canonicalKey('document', {
    collection: last.collection,
    id: last.document,
  });
  const entries = rows.map((row) => ({
    collection: row.collection,
    document: key,
    pseq: row.eventPseq,
    entry: row.entry as SourceEntry['entry'],
    sha256: row.sha256,
    extent: row.extent,
    parent: row.parent,
    data: row.data,
    event: row.eventId,
  }));
  return {
    ...sourceView(scope, key, entries, { all: [], facts: 0 }),
    retractedBy: last.closedBy,
  };
}

const SOURCE_TYPES = ['SourceDocumentRegistered', 'DocumentDescribed', 'DocumentAdopted'] as const;

/** Returns documents with the values that all their sources agree on, or the best one. */
async function resolveSources(
  database: QueryDatabase,
  scope: QueryScope,
  views: readonly SourceView[],
): Promise<readonly SourceView[]> {
  const documents = views.map(({ collection, document: id }) => ({ collection, id }));
  const filter = { kind: 'document', things: documents, types: SOURCE_TYPES } as const;
  const facts = await readThingFacts(database, scope, filter);
  const things = await resolveThings(database, scope, facts);
  return views.map((view) => {
    const { collection, document: id } = view;
    const key = formatResolvedKey(scope, 'document', { collection, id });
    const values = new ResolvedValues(things.get(key));
    const published = values.read<DateValue>('publishedOn');
    return {
      ...view,
      title: values.read('title') ?? view.title,
      docType: values.read('docType') ?? view.docType,
      published: published === null ? view.published : toDateView(published),
      identifiers: values.list('identifiers'),
      ...values.members,
    };
  });
}

async function countFactsBySource(
  database: QueryDatabase,
  scope: QueryScope,
): Promise<ReadonlyMap<string, number>> {
  const query = new RecordQuery(database, scope);
  const cited = query.subquery();
  const annexed = query.subquery();
  const u = query.fromUnion(
    [
      [cited, selectCitedDocuments(cited)],
      [annexed, selectAnnexedDocuments(annexed)],
    ],
    'u',
  );
  query.where(`${u.document} IS NOT NULL`);
  const key = query.canonicalKey('document', { collection: u.collection, id: u.document });
  query.builder.groupBy(key);
  const facts = sql<number>`count(DISTINCT ${u.collection} || '/' || ${u.event})::integer`;
  const rows = await query.rows({ key, facts });
  return new Map(rows.map((row) => [row.key, row.facts]));
}

function selectCitedDocuments(query: RecordQuery) {
  const f = query.from(FactRow, 'f');
  const document = sql<string>`unnest(${f.documents} || ${f.statedIn})`;
  return { collection: f.collection, event: f.eventId, document };
}

function selectAnnexedDocuments(query: RecordQuery): ReturnType<typeof selectCitedDocuments> {
  const s = query.from(SourceRow, 's');
  // An index serves this condition, and none that names the document of a fact.
  const f = query.innerJoin(
    FactRow,
    'f',
    (fact) => `${fact.documents} @> ARRAY[${s.parent}] AND ${holdsWordsOf(query, s, fact)}`,
  );
  return { collection: f.collection, event: f.eventId, document: s.document };
}

// A document that is only cited or annexed has none of these values.
const UNREGISTERED = {
  docType: null,
  title: null,
  language: null,
  characters: null,
  original: null,
  redistributable: false,
  address: null,
  site: null,
  about: null,
  issuer: null,
} as const;

function sourceView(
  { aliases }: QueryScope,
  key: string,
  entries: readonly SourceEntry[],
  { all, facts }: { readonly all: readonly SourceEntry[]; readonly facts: number },
): SourceView {
  const { registered, adopted, descriptions, held, hashes } = foldSource(entries);
  const registration = registered ?? UNREGISTERED;
  const { docType, title, language, characters, original } = registration;
  const { redistributable, address, site, about, issuer } = registration;
  const own = parseThingKey(key);
  const toId = (other: string) => {
    const thing = parseThingKey(other);
    return thing.collection === own.collection ? thing.id : other;
  };
  return {
    collection: own.collection,
    document: own.id,
    alsoIn: aliases.otherThings('document', own),
    identifiers: [],
    retractedBy: null,
    agreement: {},
    docType: docType ?? adopted?.data.docType ?? null,
    title: title ?? adopted?.data.title ?? null,
    language,
    characters,
    original,
    redistributable,
    address,
    site,
    about,
    issuer,
    held,
    sha256: hashes.at(-1) ?? null,
    supersededSha256: hashes.slice(0, -1),
    ...descriptionView(descriptions),
    adopted: adopted === null ? null : adoptionView(adopted),
    annexedTo: annexViews(
      entries.filter(({ parent }) => parent !== null),
      ({ parent }) => toId(parent ?? ''),
    ),
    annexes: annexViews(
      all.filter(({ parent }) => parent === key),
      (entry) => toId(entry.document),
    ),
    facts,
    events: [...new Set(entries.map(({ event }) => event))],
  };
}

type Descriptions = readonly EventData<'DocumentDescribed'>[];

function descriptionView(
  descriptions: Descriptions,
): Pick<SourceView, 'published' | 'datelined' | 'authors'> {
  const published = descriptions.find(({ aspect }) => aspect === 'published');
  const datelined = descriptions.find(({ aspect }) => aspect === 'datelined');
  return {
    published: toDateView(published?.occurredOn ?? null),
    datelined:
      datelined === undefined
        ? null
        : { date: toDateView(datelined.occurredOn), place: datelined.place },
    authors: descriptions.flatMap(({ aspect, person }) =>
      aspect === 'authored' && person !== null ? [person] : [],
    ),
  };
}

function adoptionView({
  data,
  event,
}: {
  data: EventData<'DocumentAdopted'>;
  event: string;
}): SourceView['adopted'] {
  const on: DateValue | null = data.adoptedOn;
  return { by: data.by, on: toDateView(on), verb: data.verb, event };
}

/** Several facts may state one annex; the first stated value counts. */
function annexViews(
  entries: readonly SourceEntry[],
  keyOf: (entry: SourceEntry) => string,
): readonly AnnexView[] {
  return [...Map.groupBy(entries, keyOf)].map(([document, facts]) => {
    const data = facts.map((entry) => entry.data as EventData<'DocumentAnnexed'>);
    return {
      document,
      extent: data.some(({ extent }) => extent === 'full') ? 'full' : 'extract',
      titleAsWritten:
        data.find(({ titleAsWritten }) => titleAsWritten !== null)?.titleAsWritten ?? null,
      span: data.find(({ span }) => span !== null)?.span ?? null,
      events: facts.map(({ event }) => event),
    };
  });
}
