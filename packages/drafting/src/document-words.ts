import { type EventCriteria, type Passage, sha256Hex } from '@rapporteur/contracts';
import type { Node } from 'yaml';
import { anchorPassage, type AnchorSource } from './anchor-passage.ts';
import { PLACEHOLDER } from './command-body.ts';
import { type ExpansionContext, reportProblem } from './expansion-context.ts';
import type { RecordQuestions } from './record-questions.ts';
import { SourceText } from './source-text.ts';
import type { PassageRequest } from './submission.ts';

/** The passages of a recorded document that a file names by their words or offsets. */
interface WordsOfDocument {
  readonly document: string | undefined;
  readonly requests: readonly PassageRequest[];
  /** The place of the words in the YAML. */
  readonly node: Node | null;
}

type WordCriteria = NonNullable<EventCriteria['words']>;

/** Finds words in the texts of recorded documents. */
export class DocumentWords {
  readonly #record: RecordQuestions;

  constructor(record: RecordQuestions) {
    this.#record = record;
  }

  /** Returns the passages with their hashes, which need the text unless they are complete. */
  anchor(words: WordsOfDocument, context: ExpansionContext): readonly Passage[] {
    const source = this.#findSource(words, context);
    if (source === undefined) return words.requests.map(() => PLACEHOLDER);
    return words.requests.map((request) => anchorRequest(request, source, context));
  }

  /**
   * Returns the words as criteria for facts: by their hash, so that they need no text if they are
   * copied exactly, or by their offsets.
   */
  describe(words: WordsOfDocument, context: ExpansionContext): WordCriteria {
    const source = this.#findSource(words, context);
    if (source === undefined) return [];
    return words.requests.map((request) => describeRequest(request, source, context));
  }

  /** Returns the text of a document; undefined after a problem, or before the record answers. */
  #findSource(
    { document, node }: WordsOfDocument,
    context: ExpansionContext,
  ): AnchorSource | undefined {
    if (document === undefined) {
      reportProblem(context, {
        code: 'DRAFTING_FIELD_MISSING',
        place: node,
        message: 'The words must have a document.',
        remedy: 'Give `document`, the id of the document that contains them.',
      });
      return undefined;
    }

    const fields = { document };
    const criteria = { type: 'SourceDocumentRegistered', fields, retracted: false };
    const found = this.#record.findEvents(criteria);
    if (found?.total === 0) {
      reportProblem(context, {
        place: node,
        message: `The record has no document \`${document}\`.`,
        remedy: 'Give the id of a recorded document: `rapporteur query sources` lists them.',
      });
    }
    if (found === undefined || found.total === 0) return undefined;

    // Documents may register one id with several versions of its text.
    const hashes = found.events.flatMap(({ data: { sha256 } }) =>
      typeof sha256 === 'string' ? [sha256] : [],
    );
    const texts = hashes.map((sha256) => ({ sha256, text: this.#record.findText(sha256) }));
    if (texts.some(({ text }) => text === undefined)) return undefined;
    const held = texts.find(({ text }) => typeof text === 'string') ?? texts.at(-1);
    const text = typeof held?.text === 'string' ? new SourceText(held.text) : null;
    return { document, sha256: held?.sha256 ?? '', text };
  }
}

function anchorRequest(
  request: PassageRequest,
  source: AnchorSource,
  context: ExpansionContext,
): Passage {
  const anchored = anchorPassage(request, source);
  if (anchored.ok) return anchored.passage;
  reportProblem(context, {
    ...anchored,
    place: request,
    ...(anchored.code === 'DRAFTING_TEXT_NOT_HELD' && {
      remedy: 'Put the text beside this file or in --texts, or write `passage` with all its parts.',
    }),
  });
  return PLACEHOLDER;
}

function describeRequest(
  request: PassageRequest,
  source: AnchorSource,
  context: ExpansionContext,
): WordCriteria[number] {
  const { text } = source;
  if (request.kind === 'quote' && request.nth === null) {
    const [span] = text?.find(request.quote) ?? [];
    const words = span === undefined ? undefined : text?.slice(span.start, span.end);
    if (text === null || words !== undefined) return { sha256: sha256Hex(words ?? request.quote) };
  }
  if (request.kind === 'offsets' && text === null)
    return { start: request.start, end: request.end };

  const { start, end } = anchorRequest(request, source, context);
  return { start, end };
}
