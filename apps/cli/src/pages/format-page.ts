import { fetchWhole, type QueryCall, type QueryPage } from '../query-call.ts';
import type { FormattedResult } from '../results/result-formatter.ts';
import type { CliSession } from '../session.ts';
import { isJsonFields } from '../words/json-object.ts';
import { around, joinParts } from '../words/list-words.ts';
import { formatFieldName } from '../words/value-words.ts';
import { buildBodyPage } from './body-page.ts';
import { buildDecisionPage } from './decision-page.ts';
import { buildDocumentPage } from './document-page.ts';
import { buildEventPage } from './event-page.ts';
import { Fields } from './fields.ts';
import { buildIncidentPage } from './incident-page.ts';
import { buildMeetingPage } from './meeting-page.ts';
import { type PageBlock, type PageStyle, renderPage } from './page-block.ts';
import { PageContext, type PageOptions } from './page-context.ts';
import { buildRest, buildSection, formatRows } from './page-section.ts';
import { formatConflict } from './record-items.ts';
import { listStatementNotes } from './statement-notes.ts';
import { buildActorPage } from './actor-page.ts';

type BuildPage = (page: Fields, context: PageContext) => readonly PageBlock[];

/** The queries whose result is about one thing. */
const PAGES: Readonly<Record<string, BuildPage>> = {
  body: buildBodyPage,
  decision: buildDecisionPage,
  document: buildDocumentPage,
  event: buildEventPage,
  incident: buildIncidentPage,
  meeting: buildMeetingPage,
  person: buildActorPage,
  state: buildActorPage,
};

/** Returns whether the result of a query is a page. */
export function isPageQuery(name: string): boolean {
  return Object.hasOwn(PAGES, name);
}

/** Runs a query about one thing and formats everything that the answer holds as a page of text. */
export async function formatPage(
  session: CliSession,
  call: QueryCall,
  options: PageOptions,
): Promise<FormattedResult> {
  const answer = await fetchWhole(session, call);
  const { colours, terminal } = session;
  const style = { width: terminal.columns, emphasize: colours.bold, subdue: colours.dim };
  return {
    lines: formatPageLines(call.query.name, answer, options, style),
    hasHeading: false,
    count: null,
    undated: answer.undated ?? 0,
    position: answer.position,
    next: answer.next,
  };
}

type PageAnswer = Pick<QueryPage, 'data' | 'sources'> & {
  readonly collections?: readonly string[];
};

const PLAIN_STYLE: PageStyle = {
  width: Number.POSITIVE_INFINITY,
  emphasize: (text) => text,
  subdue: (text) => text,
};

/** Returns the lines of the page of a query. Throws a TypeError if the query has no page. */
function formatPageLines(
  name: string,
  { data, sources = {}, collections = [] }: PageAnswer,
  options: PageOptions = { showIds: false, showStatements: false },
  style = PLAIN_STYLE,
): readonly string[] {
  const build = PAGES[name];
  if (build === undefined) throw new TypeError(`The query \`${name}\` has no page.`);

  // Over several collections, the answer may have one thing of each.
  const things = Array.isArray(data) ? (data as readonly unknown[]) : [data];
  const blocks = things.flatMap((thing) => {
    const context = new PageContext(sources, options);
    if (collections.length === 1) context.ownCollection(...collections);
    return buildThing(build, new Fields(thing), context, collections.length > 1);
  });
  return renderPage(blocks, style);
}

function buildThing(
  build: BuildPage,
  page: Fields,
  context: PageContext,
  isOfSeveral: boolean,
): readonly PageBlock[] {
  const collection = page.text('collection');
  context.ownCollection(collection);
  page.skip('statements', 'agreement', 'event', 'events', 'collections');
  const documents = listNamedDocuments(page);
  const [title, ...blocks] = build(page, context);
  return [
    ...(title === undefined ? [] : [addCollection(title, isOfSeveral ? collection : null)]),
    ...blocks,
    ...buildConflicts(page, context),
    ...buildRest(page, context),
    ...buildStatements(page, context),
    ...buildDocuments(documents, context),
  ];
}

function addCollection(title: PageBlock, collection: string | null): PageBlock {
  if (title.kind !== 'title') return title;
  return { ...title, note: joinParts(title.note, around('in the collection ', collection)) };
}

/** Names the properties whose sources differ, and the open conflicts that are only ids. */
function buildConflicts(page: Fields, context: PageContext): readonly PageBlock[] {
  const differing = page.differing().map(formatFieldName);
  const open = page.list('conflicts').filter((conflict) => typeof conflict === 'string').length;
  const rows = page.rows('conflicts').slice(open);
  const texts = [
    around('the sources differ on: ', differing.length === 0 ? null : differing.join(', ')),
    open === 0 ? null : `open conflicts: ${open} (rapporteur query conflicts --resolved false)`,
  ].filter((text) => text !== null);
  if (texts.length > 0 && !context.options.showStatements)
    texts.push('--statements shows all statements with their sources');
  return buildSection('Conflicts', [
    ...texts.map((text) => ({ label: null, text })),
    ...formatRows(rows, context, formatConflict),
  ]);
}

function buildStatements(page: Fields, context: PageContext): readonly PageBlock[] {
  if (!context.options.showStatements) return [];
  const texts = listStatementNotes(page);
  return buildSection(
    'Statements',
    texts.map((text) => ({ label: null, text })),
  );
}

/** Returns the titles of the documents, as far as the answer has them. */
function listNamedDocuments(page: Fields): ReadonlyMap<string, string> {
  const documents = page.list('documents');
  const titles = page.list('documentNames');
  return new Map(
    documents.flatMap((document, n) => {
      const fields = new Fields(
        isJsonFields(document) ? document : { id: document, name: titles[n] },
      );
      const id = fields.text('document') ?? fields.text('id');
      const title = fields.text('title') ?? fields.text('documentName') ?? fields.text('name');
      return id === null || title === null ? [] : [[id, title] as const];
    }),
  );
}

/** Lists the documents that the page rests on. */
function buildDocuments(
  names: ReadonlyMap<string, string>,
  context: PageContext,
): readonly PageBlock[] {
  return buildSection(
    'Documents',
    context.listDocumentItems(names).map((text) => ({ label: null, text })),
  );
}
