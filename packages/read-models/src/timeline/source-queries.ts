import type { ActorRef, EventData, DateValue, Place } from '@rapporteur/contracts';
import {
  type QueryScope,
  type QueryDatabase,
  type PageRequest,
  type ResultPage,
  Statement,
} from '../statement.ts';
import { type DateView, toDateView } from '../views.ts';
import { foldSource, type TextCoverage, type SourceEntry } from './source-fold.ts';

export type { TextCoverage } from './source-fold.ts';

/** A document of the record: what it is, and how much of it was seen. */
export interface SourceView {
  readonly document: string;
  readonly docType: string | null;
  readonly title: string | null;
  readonly language: string | null;
  /** Whether its text was seen in full, as an extract, as an extract carried by another document, or not at all. */
  readonly held: TextCoverage;
  /** SHA-256 of the text that is now meant; null: none was seen under an id of its own. */
  readonly sha256: string | null;
  /** Those of earlier texts of the same document, the oldest first. */
  readonly supersededSha256: readonly string[];
  readonly characters: number | null;
  readonly redistributable: boolean;
  readonly address: string | null;
  readonly site: string | null;
  readonly about: string | null;
  /** Null: the source does not say who issued it. */
  readonly issuer: ActorRef | null;
  readonly published: DateView;
  readonly datelined: { readonly date: DateView; readonly place: Place | null } | null;
  readonly authors: readonly ActorRef[];
  readonly adopted: {
    readonly by: ActorRef | null;
    readonly on: DateView;
    readonly verb: string;
    readonly event: string;
  } | null;
  /** The documents that carry it, and where; and those that it carries. */
  readonly annexedTo: readonly AnnexView[];
  readonly annexes: readonly AnnexView[];
  /** The facts that rest on it: on its words, relayed from it, or on its words in a document that carries it. */
  readonly facts: number;
  /** The events that tell of the document itself. */
  readonly events: readonly string[];
}

/** One document carried by another. */
export interface AnnexView {
  readonly document: string;
  readonly extent: string;
  readonly titleAsWritten: string | null;
  readonly span: EventData<'DocumentAnnexed'>['span'];
  /** The facts that say so. */
  readonly events: readonly string[];
}

/** Which documents are asked for. */
export interface SourceFilter {
  readonly documents?: readonly string[] | undefined;
  readonly docTypes?: readonly string[] | undefined;
  readonly held?: readonly TextCoverage[] | undefined;
}

/** The documents of the record, by id: registered, or cited or annexed by others. */
export async function listSources(
  database: QueryDatabase,
  at: QueryScope,
  filter: SourceFilter,
  { limit, after }: Omit<PageRequest, 'days'>,
): Promise<ResultPage<SourceView>> {
  const statement = new Statement(at);
  statement.where(statement.validAtPosition('s'));
  const rows = await statement.run<SourceEntry>(
    database,
    `SELECT ${statement.canonicalId('document', 's.document')} AS document, s.entry, s.sha256, s.extent,
            ${statement.canonicalId('document', 's.parent')} AS parent, s.data, s.event_id AS event
       FROM timeline.sources AS s WHERE ${statement.conditions()} ORDER BY s.event_pseq, s.n`,
  );
  const facts = await countFactsBySource(database, at);
  const wanted = filter.documents?.map((id) => at.aliases.canonicalId('document', id));
  const found = [...Map.groupBy(rows, ({ document }) => document)]
    .map(([document, entries]) => sourceView(document, entries, rows, facts.get(document) ?? 0))
    .filter((view) => wanted === undefined || wanted.includes(view.document))
    .filter((view) => filter.docTypes === undefined || filter.docTypes.includes(view.docType ?? ''))
    .filter((view) => filter.held === undefined || filter.held.includes(view.held))
    .filter((view) => after === null || view.document > String(after[0]))
    .toSorted((one, other) => (one.document < other.document ? -1 : 1));
  const last = found.length > limit ? found[limit - 1] : undefined;
  return { rows: found.slice(0, limit), next: last === undefined ? null : [last.document] };
}

async function countFactsBySource(
  database: QueryDatabase,
  at: QueryScope,
): Promise<ReadonlyMap<string, number>> {
  const statement = new Statement(at);
  const shown = statement.canonicalId('document', 'rests.document');
  const rows = await statement.run<{ document: string; facts: number }>(
    database,
    `SELECT ${shown} AS document, count(DISTINCT rests.event_id)::integer AS facts FROM (
       SELECT f.event_id, unnest(f.documents || f.stated_in) AS document FROM timeline.facts AS f
        WHERE ${statement.validAtPosition('f')}
       UNION ALL
       SELECT p.event_id, s.document FROM timeline.passages AS p
         JOIN timeline.sources AS s ON s.entry = 'annexed' AND s.parent = p.document AND ${statement.validAtPosition('s')}
          AND p.span_start >= s.span_start AND p.span_end <= s.span_end
        WHERE ${statement.validAtPosition('p')} AND p.role = 'assertion') AS rests
      WHERE rests.document IS NOT NULL GROUP BY 1`,
  );
  return new Map(rows.map(({ document, facts }) => [document, facts]));
}

// What is only cited or annexed was not registered: nothing of this is stated.
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
  all: readonly SourceEntry[],
  facts: number,
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
    ...describedView(descriptions),
    adopted: adopted === null ? null : adoptedView(adopted),
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

function describedView(
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

function adoptedView({
  data,
  event,
}: {
  data: EventData<'DocumentAdopted'>;
  event: string;
}): SourceView['adopted'] {
  const on: DateValue | null = data.adoptedOn;
  return { by: data.by, on: toDateView(on), verb: data.verb, event };
}

/** One document carried by another may be told by several facts: of what they say, the first that is stated. */
function annexViews(
  entries: readonly SourceEntry[],
  other: (entry: SourceEntry) => string | null,
): readonly AnnexView[] {
  return [...Map.groupBy(entries, other)].map(([document, told]) => {
    const data = told.map((entry) => entry.data as EventData<'DocumentAnnexed'>);
    return {
      document: document ?? '',
      extent: data.some(({ extent }) => extent === 'full') ? 'full' : 'extract',
      titleAsWritten:
        data.find(({ titleAsWritten }) => titleAsWritten !== null)?.titleAsWritten ?? null,
      span: data.find(({ span }) => span !== null)?.span ?? null,
      events: told.map(({ event }) => event),
    };
  });
}
