import { type Passage, sha256Hex } from '@rapporteur/contracts';
import type { ProblemCode } from './problem.ts';
import type { SourceText, TextSpan } from './source-text.ts';
import type { OffsetsRequest, QuoteRequest, PassageRequest } from './submission.ts';

/** A passage of the text, or why there is none. */
export type AnchorResult =
  | { readonly ok: true; readonly passage: Passage }
  | {
      readonly ok: false;
      readonly code: ProblemCode;
      readonly message: string;
      readonly remedy: string;
    };

/** The document whose text the passages stand in; `text` is null where it is not held. */
export interface AnchorSource {
  readonly document: string;
  readonly sha256: string;
  readonly text: SourceText | null;
}

const QUOTE_SHOWN_MAX = 60;
const LINES_SHOWN_MAX = 10;

/** Finds a passage in the text, or checks the one given against it. */
export function anchorPassage(wanted: PassageRequest, source: AnchorSource): AnchorResult {
  return wanted.kind === 'quote' ? anchorQuote(wanted, source) : checkOffsets(wanted, source);
}

function anchorQuote({ quote, nth }: QuoteRequest, source: AnchorSource): AnchorResult {
  const { text } = source;
  const shown = shorten(quote);
  if (text === null) {
    const remedy = 'give `file:`, or the passage as {start, end, line, sha256}';
    return refused(
      'DRAFTING_TEXT_NOT_HELD',
      `${shown} cannot be looked up: the text is not held here`,
      remedy,
    );
  }
  const spans = text.find(quote);
  const found = nth === null ? spans[0] : spans[nth - 1];
  const occurs = `${shown} occurs ${timesOn(spans)}`;
  if (spans.length === 0) {
    return refused(
      'DRAFTING_QUOTE_NOT_FOUND',
      `${shown} does not occur in the text`,
      'copy the words from the source',
    );
  }
  if (nth === null && spans.length > 1) {
    return refused(
      'DRAFTING_QUOTE_AMBIGUOUS',
      occurs,
      `say which with nth: 1 to ${spans.length}, or quote more words`,
    );
  }
  if (found === undefined)
    return refused('DRAFTING_NTH_OUT_OF_RANGE', occurs, `nth is ${nth}: count from 1`);
  return { ok: true, passage: passageOf(found, text.slice(found.start, found.end) ?? '', source) };
}

function checkOffsets(wanted: OffsetsRequest, source: AnchorSource): AnchorResult {
  const { start, end, sha256, textLine } = wanted;
  const where = `the passage ${start}-${end}`;
  if (source.text === null) {
    if (sha256 !== null && textLine !== null) {
      return { ok: true, passage: { ...whereIn(source), start, end, sha256, line: textLine } };
    }
    const remedy = 'give its line and sha256, or the file of the text';
    return refused(
      'DRAFTING_TEXT_NOT_HELD',
      `${where} cannot be checked: the text is not held here`,
      remedy,
    );
  }
  const words = source.text.slice(start, end);
  if (words === undefined) {
    const message = `${where} runs past the end of the text, which has ${source.text.characters} characters`;
    return refused('DRAFTING_PASSAGE_DIFFERS', message, 'count code points from 0, end exclusive');
  }
  const passage = passageOf({ start, end, line: source.text.getLine(start) }, words, source);
  if (sha256 !== null && sha256 !== passage.sha256) {
    const message = `${where} reads ${shorten(words)}, of hash ${passage.sha256}, not ${sha256}`;
    return refused(
      'DRAFTING_PASSAGE_DIFFERS',
      message,
      'give the quote instead, and its offsets are found',
    );
  }
  if (textLine !== null && textLine !== passage.line) {
    const message = `${where} stands on line ${passage.line}, not ${textLine}`;
    return refused('DRAFTING_PASSAGE_DIFFERS', message, 'leave line out: it is found');
  }
  return { ok: true, passage };
}

const whereIn = ({ document, sha256 }: AnchorSource) => ({ document, documentSha256: sha256 });

function passageOf({ start, end, line }: TextSpan, words: string, source: AnchorSource): Passage {
  return { ...whereIn(source), start, end, sha256: sha256Hex(words), line };
}

function refused(code: ProblemCode, message: string, remedy: string): AnchorResult {
  return { ok: false, code, message, remedy };
}

function timesOn(spans: readonly TextSpan[]): string {
  const lines = [...new Set(spans.map(({ line }) => line))];
  const shown = `${lines.slice(0, LINES_SHOWN_MAX).join(', ')}${lines.length > LINES_SHOWN_MAX ? ', …' : ''}`;
  return `${spans.length === 1 ? 'once' : `${spans.length} times`}, on ${lines.length === 1 ? 'line' : 'lines'} ${shown}`;
}

function shorten(words: string): string {
  const points = Array.from(words.replace(/\s+/g, ' '));
  return `“${points.length > QUOTE_SHOWN_MAX ? `${points.slice(0, QUOTE_SHOWN_MAX - 1).join('')}…` : points.join('')}”`;
}
