import { ActorRef, type EventData, type DateValue, Place, Span } from '@rapporteur/contracts';
import { z } from 'zod';
import {
  cutPage,
  type QueryScope,
  type QueryDatabase,
  type PageRequest,
  type ResultPage,
  Statement,
} from '../statement.ts';
import { DateView, readonlyArray, toDateView } from '../views.ts';
import { foldSource, TextCoverage, type SourceEntry } from './source-fold.ts';

export { TextCoverage } from './source-fold.ts';

/** One document annexed to another. */
export const AnnexView = z
  .object({
    document: z.string(),
    extent: z.string(),
    titleAsWritten: z.string().nullable(),
    span: Span.nullable(),
    events: readonlyArray(z.string()).meta({ description: 'The facts that state it.' }),
  })
  .meta({ id: 'Annex', description: 'One document annexed to another.' });
export type AnnexView = z.output<typeof AnnexView>;

/** A document of the record, with the extent of its available text. */
export const SourceView = z.object({
  document: z.string(),
  docType: z.string().nullable(),
  title: z.string().nullable(),
  language: z.string().nullable(),
  held: TextCoverage.meta({
    description: 'The available text: full, an extract, of unknown extent, or none.',
  }),
  sha256: z.string().nullable().meta({
    description: 'SHA-256 of the current text; null: no text is registered under this id.',
  }),
  supersededSha256: readonlyArray(z.string()).meta({
    description: 'SHA-256 of earlier texts, the oldest first.',
  }),
  characters: z.int().nullable(),
  redistributable: z.boolean(),
  address: z.string().nullable(),
  site: z.string().nullable(),
  about: z.string().nullable(),
  issuer: ActorRef.nullable().meta({ description: 'Null: the source does not name the issuer.' }),
  published: DateView,
  datelined: z.object({ date: DateView, place: Place.nullable() }).nullable(),
  authors: readonlyArray(ActorRef),
  adopted: z
    .object({ by: ActorRef.nullable(), on: DateView, verb: z.string(), event: z.string() })
    .nullable(),
  annexedTo: readonlyArray(AnnexView).meta({
    description: 'The documents that contain it, and those that it contains.',
  }),
  annexes: readonlyArray(AnnexView),
  facts: z
    .int()
    .meta({ description: 'The number of facts that rest on its words, also relayed or annexed.' }),
  events: readonlyArray(z.string()).meta({ description: 'The events about the document itself.' }),
});
export type SourceView = z.output<typeof SourceView>;

/** Selects documents. */
export interface SourceFilter {
  readonly documents?: readonly string[] | undefined;
  readonly docTypes?: readonly string[] | undefined;
  readonly held?: readonly TextCoverage[] | undefined;
}

/** Returns the documents of the record by id: registered, cited or annexed. */
export async function listSources(
  database: QueryDatabase,
  scope: QueryScope,
  filter: SourceFilter,
  { limit, after }: Omit<PageRequest, 'days'>,
): Promise<ResultPage<SourceView>> {
  const statement = new Statement(scope);
  statement.where(statement.validAtPosition('s'));
  const rows = await statement.run<SourceEntry>(
    database,
    `SELECT ${statement.canonicalId('document', 's.document')} AS document, s.entry, s.sha256,
            s.extent, ${statement.canonicalId('document', 's.parent')} AS parent, s.data,
            s.event_id AS event
       FROM timeline.sources AS s WHERE ${statement.conditions()} ORDER BY s.event_pseq, s.n`,
  );
  const facts = await countFactsBySource(database, scope);
  const requestedIds = filter.documents?.map((id) => scope.aliases.canonicalId('document', id));
  const views = [...Map.groupBy(rows, ({ document }) => document)]
    .map(([document, entries]) =>
      sourceView(document, entries, { all: rows, facts: facts.get(document) ?? 0 }),
    )
    .filter((view) => requestedIds === undefined || requestedIds.includes(view.document))
    .filter((view) => filter.docTypes === undefined || filter.docTypes.includes(view.docType ?? ''))
    .filter((view) => filter.held === undefined || filter.held.includes(view.held))
    .filter((view) => after === null || view.document > String(after[0]))
    .toSorted((one, other) => (one.document < other.document ? -1 : 1));
  return cutPage(views, limit, ({ document }) => [document]);
}

async function countFactsBySource(
  database: QueryDatabase,
  scope: QueryScope,
): Promise<ReadonlyMap<string, number>> {
  const statement = new Statement(scope);
  const document = statement.canonicalId('document', 'support.document');
  const rows = await statement.run<{ document: string; facts: number }>(
    database,
    `SELECT ${document} AS document, count(DISTINCT support.event_id)::integer AS facts FROM (
       SELECT f.event_id, unnest(f.documents || f.stated_in) AS document FROM timeline.facts AS f
        WHERE ${statement.validAtPosition('f')}
       UNION ALL
       SELECT p.event_id, s.document FROM timeline.passages AS p
         JOIN timeline.sources AS s ON s.entry = 'annexed' AND s.parent = p.document
          AND ${statement.validAtPosition('s')}
          AND p.span_start >= s.span_start AND p.span_end <= s.span_end
        WHERE ${statement.validAtPosition('p')} AND p.role = 'assertion') AS support
      WHERE support.document IS NOT NULL GROUP BY 1`,
  );
  return new Map(rows.map(({ document, facts }) => [document, facts]));
}

// A document that is only cited or annexed has none of these values.
const UNREGISTERED = {
  docType: null,
  title: null,
  language: null,
  characters: null,
  redistributable: false,
  address: null,
  site: null,
  about: null,
  issuer: null,
} as const;

function sourceView(
  document: string,
  entries: readonly SourceEntry[],
  { all, facts }: { readonly all: readonly SourceEntry[]; readonly facts: number },
): SourceView {
  const { registered, adopted, descriptions, held, hashes } = foldSource(entries);
  const { docType, title, language, characters, redistributable, address, site, about, issuer } =
    registered ?? UNREGISTERED;
  return {
    document,
    docType: docType ?? adopted?.data.docType ?? null,
    title: title ?? adopted?.data.title ?? null,
    language,
    characters,
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
      ({ parent }) => parent,
    ),
    annexes: annexViews(
      all.filter(({ parent }) => parent === document),
      (entry) => entry.document,
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
  keyOf: (entry: SourceEntry) => string | null,
): readonly AnnexView[] {
  return [...Map.groupBy(entries, keyOf)].map(([document, facts]) => {
    const data = facts.map((entry) => entry.data as EventData<'DocumentAnnexed'>);
    return {
      document: document ?? '',
      extent: data.some(({ extent }) => extent === 'full') ? 'full' : 'extract',
      titleAsWritten:
        data.find(({ titleAsWritten }) => titleAsWritten !== null)?.titleAsWritten ?? null,
      span: data.find(({ span }) => span !== null)?.span ?? null,
      events: facts.map(({ event }) => event),
    };
  });
}
