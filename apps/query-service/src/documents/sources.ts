import {
  listFactsAsRecorded,
  listSources,
  type SourceView,
  TIMELINE,
} from '@rapporteur/read-models';
import { actorColumns, fieldColumns, numberColumns, computedColumn } from '../csv.ts';
import { createUnknownIdProblem } from '../resolve-ids.ts';
import { choiceParameter, listParameter, PAGE_PARAMETERS } from '../parameters.ts';
import { type QueryContext, defineQuery } from '../query.ts';
import { withPosition } from '../timeline/facts.ts';

const EVERYTHING = { limit: 1000, after: null };
const HELD = ['full', 'extract', 'unknown', 'cited'] as const;

const COLUMNS = [
  ...fieldColumns(
    'document',
    'docType',
    'title',
    'language',
    'held',
    'sha256',
    'characters',
    'redistributable',
    'about',
  ),
  ...actorColumns('issuer'),
  computedColumn<SourceView>('published', ({ published }) =>
    published.stated ? published.edtf : null,
  ),
  ...actorColumns('authors'),
  computedColumn<SourceView>('adopted_by', ({ adopted }) => adopted?.by?.id),
  computedColumn<SourceView>('annexed_to', ({ annexedTo }) =>
    annexedTo.map(({ document }) => document),
  ),
  ...numberColumns('facts'),
  ...fieldColumns('events'),
];

async function shown(asked: QueryContext<unknown>, source: SourceView) {
  const text = source.sha256 === null ? undefined : await asked.texts.get(source.sha256);
  return { ...source, textHeld: text !== undefined };
}

/** The documents of the record. */
export const SOURCES = defineQuery({
  path: 'sources',
  tag: 'sources',
  doc: 'The documents of the record: how much of each was seen, who issued or wrote it, how many facts rest on it.',
  projections: [TIMELINE],
  parameters: {
    ...PAGE_PARAMETERS,
    docType: listParameter('Only of these types, such as communique'),
    held: choiceParameter(HELD, 'Only those of which so much was seen'),
  },
  columns: COLUMNS,
  execute: async (asked) => {
    const { docType: docTypes, held } = asked.parameters;
    const { rows, next } = await listSources(
      asked.database,
      asked.at,
      { docTypes, held },
      asked.page,
    );
    return { data: await Promise.all(rows.map((source) => shown(asked, source))), rows, next };
  },
});

/** One document, with its facts. */
export const SOURCE = defineQuery({
  path: 'sources/{document}',
  tag: 'sources',
  doc: 'One document, and the facts that rest on it: on its words, or relayed from it.',
  projections: [TIMELINE],
  parameters: { ...PAGE_PARAMETERS },
  columns: COLUMNS,
  execute: async (asked) => {
    const { database, at, path, page } = asked;
    const id = path['document'] ?? '';
    const [source] = (await listSources(database, at, { documents: [id] }, EVERYTHING)).rows;
    if (source === undefined) {
      const { rows: known } = await listSources(database, at, {}, EVERYTHING);
      throw createUnknownIdProblem(
        'document',
        id,
        known.map(({ document }) => document),
      );
    }
    const { rows, next } = await listFactsAsRecorded(
      database,
      at,
      { documents: [source.document] },
      page,
    );
    const facts = rows.map(({ data: _data, ...fact }) => withPosition(at, fact));
    return { data: { ...(await shown(asked, source)), factsTold: facts }, rows: [source], next };
  },
});
