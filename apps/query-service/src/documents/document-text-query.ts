/**
 * The text of a document, for its readers.
 *
 * Invariants (tests: document-text.int.spec.ts)
 * 1. The whole text is shown only if RAPPORTEUR_READER_TEXTS allows it. Test: "shows only the
 *    passages of a text that may not be redistributed".
 * 2. A text is that of the hash which the record names. Test: "says that a text is not held here".
 */
import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import {
  DATA_SOURCE,
  Problem,
  type Settings,
  SETTINGS_TOKEN,
  type StoredText,
  TEXT_STORE,
  type TextStore,
} from '@rapporteur/platform';
import {
  findSource,
  listFactPassages,
  type PassageFilter,
  type QueryScope,
  readFactsInWords,
  readonlyArray,
  type SourceView,
  TIMELINE,
} from '@rapporteur/read-models';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { defineQuery } from '../collection-query.ts';
import { fieldColumns, thingColumns } from '../csv.ts';
import { PassageWithQuote, quotePassages } from '../fact-sources.ts';
import { createParameterProblem, offsetParameter, valueParameter } from '../parameters.ts';
import { createUnknownThingProblem } from '../resolve-ids.ts';

/** The most characters of one response. */
const CHARACTERS_MAX = 100_000;

const TextPassage = z
  .object({
    ...PassageWithQuote.shape,
    event: z.string(),
    type: z.string(),
    sentence: z.string().meta({ description: 'The fact in one generated sentence.' }),
  })
  .meta({ id: 'TextPassage', description: 'A passage of a text, with the fact that rests on it.' });

const DocumentTextRange = z
  .object({
    collection: z.string(),
    document: z.string(),
    title: z.string().nullable(),
    sha256: z.string().nullable().meta({
      description: 'SHA-256 of the text; null: the record has no text of the document.',
    }),
    versions: readonlyArray(z.string()).meta({
      description: 'The SHA-256 of each text of the document, the oldest first.',
    }),
    language: z.string().nullable(),
    address: z.string().nullable().meta({ description: 'The place where the text is published.' }),
    site: z.string().nullable(),
    shown: z.enum(['text', 'passages', 'not-held']).meta({
      description:
        '`text`: the text. `passages`: the text is held here, but only the passages of facts may ' +
        'be shown. `not-held`: the text is not held here.',
    }),
    characters: z.int().nullable().meta({ description: 'The length of the whole text.' }),
    start: z.int().meta({ description: 'The range of `text`, in code points.' }),
    end: z.int().meta({ description: 'The end of the range, exclusive.' }),
    line: z.int().nullable().meta({ description: 'The line of the start, counted from 1.' }),
    text: z.string().nullable(),
    passages: readonlyArray(TextPassage).meta({
      description: 'The passages that overlap the range, in their order.',
    }),
  })
  .meta({ id: 'DocumentTextRange', description: 'A range of the text of a document.' });
type DocumentTextRange = z.output<typeof DocumentTextRange>;

export class ReadDocumentTextQuery extends defineQuery({
  path: 'sources/{document}/text',
  tag: 'sources',
  summary: 'The text of a document, with the passages of recorded facts.',
  projections: [TIMELINE],
  paged: false,
  parameters: {
    sha256: valueParameter('The SHA-256 of an earlier text of the document; default: the last'),
    start: offsetParameter('The first character, counted from 0; default: 0'),
    end: offsetParameter(
      `The character after the last; default and limit: ${CHARACTERS_MAX} after the first`,
    ),
  },
  columns: [
    ...fieldColumns('event', 'type', 'sentence'),
    ...thingColumns('document', 'document'),
    ...fieldColumns('line:number', 'start:number', 'end:number', 'quote', 'sha256'),
    ...fieldColumns('documentSha256', 'collection'),
  ],
  answer: DocumentTextRange,
}) {}

@QueryHandler(ReadDocumentTextQuery)
class ReadDocumentTextHandler implements IQueryHandler<ReadDocumentTextQuery> {
  readonly #database: DataSource;
  readonly #texts: TextStore;
  readonly #settings: Settings;

  constructor(
    @Inject(DATA_SOURCE) database: DataSource,
    @Inject(TEXT_STORE) texts: TextStore,
    @Inject(SETTINGS_TOKEN) settings: Settings,
  ) {
    this.#database = database;
    this.#texts = texts;
    this.#settings = settings;
  }

  async execute({ scope, path, parameters }: ReadDocumentTextQuery) {
    const source = await this.#findSource(scope, path.document);
    const { start = 0, end = start + CHARACTERS_MAX } = parameters;
    rejectInvalidRange(start, end);
    const sha256 = chooseVersion(source, parameters.sha256);
    const text = sha256 === null ? undefined : await this.#texts.get(sha256);
    const documents = scope.aliases.things('document', path.document);
    const passages =
      sha256 === null ? [] : await this.#listPassages(scope, { documents, sha256, start, end });
    const { words, ...range } = readRange(text, start, end);
    const shown = text === undefined ? 'not-held' : this.#chooseShown(source);
    const isLast = sha256 === source.sha256;
    const data: DocumentTextRange = {
      ...toHead(source),
      ...range,
      sha256,
      shown,
      characters: text?.characters ?? (isLast ? source.characters : null),
      text: shown === 'text' ? words : null,
      passages,
    };
    return { data, rows: passages.map((row) => ({ ...row, collection: source.collection })) };
  }

  async #findSource(scope: QueryScope, id: string): Promise<SourceView> {
    const database = this.#database;
    const source = await findSource(database, scope, scope.aliases.things('document', id));
    if (source !== null) return source;
    throw await createUnknownThingProblem({ database, scope }, 'document', id);
  }

  #chooseShown({ redistributable }: SourceView): 'text' | 'passages' {
    const { readerTexts } = this.#settings;
    if (readerTexts === 'redistributable') return redistributable ? 'text' : 'passages';
    return readerTexts === 'all' ? 'text' : 'passages';
  }

  async #listPassages(
    scope: QueryScope,
    filter: PassageFilter,
  ): Promise<DocumentTextRange['passages']> {
    const found = await listFactPassages(this.#database, scope, filter);
    const events = [...new Set(found.map(({ event }) => event))];
    const facts = await readFactsInWords(this.#database, scope, events);
    const quoted = await quotePassages(
      this.#texts,
      found.map((passage) => ({ ...passage, documentSha256: filter.sha256 })),
    );
    return found.flatMap(({ event }, n) => {
      const [fact, passage] = [facts.get(event), quoted[n]];
      if (fact === undefined || passage === undefined) return [];
      return [{ ...passage, event, type: fact.type, sentence: fact.sentence }];
    });
  }
}

function toHead({ collection, document, title, language, address, site, ...source }: SourceView) {
  return { collection, document, title, language, address, site, versions: listVersions(source) };
}

function listVersions({
  sha256,
  supersededSha256,
}: Pick<SourceView, 'sha256' | 'supersededSha256'>): readonly string[] {
  return [...supersededSha256, ...(sha256 === null ? [] : [sha256])];
}

/** Returns the hash of the requested text. Throws a Problem 404 if the document never had it. */
function chooseVersion(source: SourceView, requested: string | undefined): string | null {
  if (requested === undefined) return source.sha256;
  const versions = listVersions(source);
  if (versions.includes(requested)) return requested;
  throw new Problem(404, 'TEXT_UNKNOWN', {
    title: 'The document has no text with this hash.',
    detail: `The texts of ${source.document} have the hashes: ${versions.join(', ') || 'none'}.`,
  });
}

/** Throws a Problem 400 if a range is empty or too long. */
function rejectInvalidRange(start: number, end: number): void {
  if (end > start && end - start <= CHARACTERS_MAX) return;
  throw createParameterProblem({
    field: 'end',
    message: `must lie after start, and at most ${CHARACTERS_MAX} characters after it`,
    remedy: 'Ask for one range after the other.',
  });
}

/** Returns the words of a range, which ends with the text at the latest. */
function readRange(text: StoredText | undefined, start: number, end: number) {
  if (text === undefined) return { start, end, line: null, words: null };
  const cut = Math.min(end, text.characters);
  const found = text.excerpt(start, cut);
  return found.ok
    ? { start, end: cut, line: found.line, words: found.words }
    : { start, end: cut, line: null, words: '' };
}

export const DOCUMENT_TEXT_QUERIES = [ReadDocumentTextQuery];
export const DOCUMENT_TEXT_HANDLERS = [ReadDocumentTextHandler];
