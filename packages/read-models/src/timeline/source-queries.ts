import type { EventData, DateValue } from '@rapporteur/contracts';
import type { SqlExpression } from '@rapporteur/projection-runtime';
import { In, IsNull, LessThanOrEqual, Not } from 'typeorm';
import { formatThingKey, parseThingKey, type ThingRef } from '../query/aliases.ts';
import { cutPage, type PageRequest, type ResultPage } from '../query/pages.ts';
import { RecordQuery } from '../query/record-query.ts';
import { formatResolvedKey, resolveThings } from '../query/resolve-things.ts';
import { ResolvedValues } from '../query/resolved-values.ts';
import type { QueryScope } from '../query/scope.ts';
import { sql } from '../query/sql.ts';
import type { QueryDatabase } from '../query/database.ts';
import { countFactsBySource } from './source-fact-counts.ts';
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
  const keys = await listSourceKeys(database, scope, filter);
  const sorted = keys
    .map((key) => ({ key, ...toDocument(key) }))
    .filter((each) => after === null || isAfter(each, after))
    .toSorted((one, other) => (isAfter(one, [other.document, other.collection]) ? 1 : -1));
  const { rows, next } = cutPage(sorted, limit, (each) => [each.document, each.collection]);
  if (rows.length === 0) return { rows: [], next };

  const page = expandDocuments(
    scope,
    rows.map(({ key }) => parseThingKey(key)),
  );
  const entries = await readEntries(database, scope, { documents: page, parents: page });
  const facts = await countFactsBySource(database, scope, page);
  const byKey = Map.groupBy(entries, ({ document }) => document);
  const views = rows.map(({ key }) =>
    sourceView(scope, key, byKey.get(key) ?? [], { all: entries, facts: facts.get(key) ?? 0 }),
  );
  return { rows: await resolveSources(database, scope, views), next };
}

/** Returns the keys of the documents that a filter selects, in any order. */
async function listSourceKeys(
  database: QueryDatabase,
  scope: QueryScope,
  { documents: requested, docTypes, held }: SourceFilter,
): Promise<readonly string[]> {
  const documents = requested && expandDocuments(scope, requested);
  if (docTypes === undefined && held === undefined) {
    const query = new RecordQuery(database, scope);
    const { collection, document: id } = query.from(SourceRow, 's');
    query.whereThing({ collection, id }, documents).builder.distinct();
    const rows = await query.rows({ key: query.canonicalKey('document', { collection, id }) });
    return rows.map(({ key }) => key);
  }
  // The type and the available text follow from all entries of a document.
  const entries = await readEntries(database, scope, { documents });
  return [...Map.groupBy(entries, ({ document }) => document)].flatMap(([key, each]) => {
    const view = sourceView(scope, key, each, { all: [], facts: 0 });
    const isSelected =
      (docTypes === undefined || docTypes.includes(view.docType ?? '')) &&
      (held === undefined || held.includes(view.held));
    return isSelected ? [key] : [];
  });
}

/** Returns documents with those that were merged or linked with them. */
function expandDocuments(
  { aliases }: QueryScope,
  documents: readonly ThingRef[],
): readonly ThingRef[] {
  return documents.flatMap((thing) => aliases.things('document', formatThingKey(thing)));
}

function toDocument(key: string): Pick<SourceView, 'document' | 'collection'> {
  const { collection, id: document } = parseThingKey(key);
  return { document, collection };
}

/** Returns the entries of documents, and those of the annexes of others; absent: of all. */
async function readEntries(
  database: QueryDatabase,
  scope: QueryScope,
  wanted: {
    readonly documents: readonly ThingRef[] | undefined;
    readonly parents?: readonly ThingRef[];
  },
): Promise<readonly SourceEntry[]> {
  const query = new RecordQuery(database, scope);
  const s = query.from(SourceRow, 's');
  const { collection } = s;
  const { documents, parents = [] } = wanted;
  if (documents !== undefined) {
    const isOwn = query.isThing({ collection, id: s.document }, documents);
    const isAnnex = query.isThing({ collection, id: s.parent }, parents);
    query.where(parents.length === 0 ? isOwn : `(${isOwn} OR ${isAnnex})`);
  }
  query.builder
    .orderBy(sql`${s.commandId} COLLATE "C"`)
    .addOrderBy(s.eventPseq)
    .addOrderBy(s.n);
  return query.rows({
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
