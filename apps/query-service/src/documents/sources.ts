import {
  listFactsAsRecorded,
  listSources,
  type SourceView,
  TIMELINE,
} from '@rapporteur/read-models';
import { actors, plain, worked } from '../csv.ts';
import { unknownId } from '../known.ts';
import { choices, list, PAGED } from '../parameters.ts';
import { type Asked, defineQuestion } from '../question.ts';
import { withPosition } from '../timeline/facts.ts';

const EVERYTHING = { limit: 1000, after: null };
const HELD = ['full', 'extract', 'unknown', 'cited'] as const;

const COLUMNS = [
  ...plain(
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
  ...actors('issuer'),
  worked<SourceView>('published', ({ published }) => (published.stated ? published.edtf : null)),
  ...actors('authors'),
  worked<SourceView>('adopted_by', ({ adopted }) => adopted?.by?.id),
  worked<SourceView>('annexed_to', ({ annexedTo }) => annexedTo.map(({ document }) => document)),
  ...plain('facts', 'events'),
];

async function shown(asked: Asked<unknown>, source: SourceView) {
  const text = source.sha256 === null ? undefined : await asked.texts.get(source.sha256);
  return { ...source, textHeld: text !== undefined };
}

/** The documents of the record. */
export const SOURCES = defineQuestion({
  path: 'sources',
  tag: 'sources',
  doc: 'The documents of the record: how much of each was seen, who issued or wrote it, how many facts rest on it.',
  projections: [TIMELINE],
  parameters: {
    ...PAGED,
    docType: list('Only of these types, such as communique'),
    held: choices(HELD, 'Only those of which so much was seen'),
  },
  columns: COLUMNS,
  answer: async (asked) => {
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
export const SOURCE = defineQuestion({
  path: 'sources/{document}',
  tag: 'sources',
  doc: 'One document, and the facts that rest on it: on its words, or relayed from it.',
  projections: [TIMELINE],
  parameters: { ...PAGED },
  columns: COLUMNS,
  answer: async (asked) => {
    const { database, at, path, page } = asked;
    const id = path['document'] ?? '';
    const [source] = (await listSources(database, at, { documents: [id] }, EVERYTHING)).rows;
    if (source === undefined) {
      const { rows: known } = await listSources(database, at, {}, EVERYTHING);
      throw unknownId(
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
