import type { JsonFields } from './words/json-object.ts';
import { around, joinParts } from './words/list-words.ts';
import { formatFieldName, formatValue } from './words/value-words.ts';
import { buildBodyPage } from './body-page.ts';
import { buildDecisionPage } from './decision-page.ts';
import { buildDocumentPage } from './document-page.ts';
import { buildEventPage } from './event-page.ts';
import { Fields } from './fields.ts';
import { buildIncidentPage } from './incident-page.ts';
import { buildMeetingPage } from './meeting-page.ts';
import type { PageBlock, PageEvidence } from './page-block.ts';
import { joinEvidence } from './page-evidence.ts';
import { type AnswerNames, NameFinder, nameMembers } from './name-members.ts';
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

/** The answer of a query about one thing, with `names=true`. */
export interface PageAnswer {
  readonly data: unknown;
  readonly sources?: JsonFields | undefined;
  readonly names?: AnswerNames | undefined;
  readonly collections?: readonly string[] | undefined;
}

/**
 * Returns everything that an answer holds as the blocks of a page. Over several collections, the
 * answer may have one thing of each. Throws a TypeError if the query has no page.
 */
export function buildPage(
  query: string,
  { data, sources = {}, names = {}, collections = [] }: PageAnswer,
  options: PageOptions,
): readonly PageBlock[] {
  const build = PAGES[query];
  if (build === undefined) throw new TypeError(`The query \`${query}\` has no page.`);

  const finder = new NameFinder(names, collections);
  const things = [nameMembers(data, finder)].flat();
  return things.flatMap((thing) => {
    const context = new PageContext(sources, options, finder);
    if (collections.length === 1) context.ownCollection(...collections);
    return buildThing(build, new Fields(thing), context, collections.length > 1);
  });
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
  page.skip('documents', 'documentNames', 'documentsNames');
  const own = joinEvidence([page], context);
  const [title, ...blocks] = build(page, context);
  return [
    ...(title === undefined ? [] : [addCollection(title, isOfSeveral ? collection : null)]),
    ...addLeadEvidence(blocks, own),
    ...buildLinks(page, context),
    ...buildConflicts(page, context),
    ...buildRest(page, context),
    ...buildStatements(page, context),
    ...buildDocuments(context),
  ];
}

/** Adds the events of a thing itself to the first paragraph, which tells of it. */
function addLeadEvidence(
  blocks: readonly PageBlock[],
  { events, mentions }: PageEvidence,
): readonly PageBlock[] {
  const [lead] = blocks;
  return blocks.map((block) => {
    if (block !== lead || block.kind !== 'paragraph') return block;
    const all = [...new Set([...events, ...(block.evidence?.events ?? [])])];
    return all.length === 0 ? block : { ...block, evidence: { events: all, mentions } };
  });
}

function addCollection(title: PageBlock, collection: string | null): PageBlock {
  if (title.kind !== 'title') return title;
  return { ...title, note: joinParts(title.note, around('in the collection ', collection)) };
}

/** Returns the values of other sources: `5 May 2023; Sliema`. */
function listOthers(alternatives: Fields, property: string): string | null {
  const values = alternatives
    .list(property)
    .map((value) => formatValue(value, { days: 'spelled' }));
  return values.length === 0 ? null : values.join('; ');
}

/** Names the same thing in other collections. */
function buildLinks(page: Fields, context: PageContext): readonly PageBlock[] {
  const items = page.rows('alsoIn').map((thing) => {
    const name = joinParts(
      thing.text('id'),
      around('in the collection ', thing.text('collection')),
    );
    return { label: null, text: context.finishUnmarked(name, thing) };
  });
  return buildSection('The same in other collections', items);
}

/** Names the properties whose sources differ, and the open conflicts that are only ids. */
function buildConflicts(page: Fields, context: PageContext): readonly PageBlock[] {
  const others = page.object('alternatives');
  const differing = page
    .differing()
    .map((name) =>
      joinParts(formatFieldName(name), around('(also ', listOthers(others, name), ')')),
    );
  const open = page.list('conflicts').filter((conflict) => typeof conflict === 'string').length;
  const rows = page.rows('conflicts').slice(open);
  const texts = [
    around('the sources differ on: ', differing.length === 0 ? null : differing.join(', ')),
    open === 0 ? null : `open conflicts: ${open} (${context.options.conflictsCall})`,
  ].filter((text) => text !== null);
  const { statementsHint = null } = context.options;
  if (texts.length > 0 && statementsHint !== null) texts.push(statementsHint);
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

/** Lists the documents that the page rests on. */
function buildDocuments(context: PageContext): readonly PageBlock[] {
  return buildSection(
    'Documents',
    context.listDocumentItems().map((text) => ({ label: null, text })),
  );
}
