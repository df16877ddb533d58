import { type Passage, sha256Hex } from '@rapporteur/contracts';
import type { ProblemCode } from './problem.ts';
import type { SourceText, TextSpan } from './source-text.ts';
import { findNames } from './find-names.ts';
import type { NameRequest, OffsetsRequest, PassageRequest, QuoteRequest } from './submission.ts';

/** A passage of the text, or the reason why there is none. */
export type AnchorResult =
  | { readonly ok: true; readonly passage: Passage }
  | {
      readonly ok: false;
      readonly code: ProblemCode;
      readonly message: string;
      readonly remedy: string;
    };

/** The document that contains the passages. `text` is null if the text is not available. */
export interface AnchorSource {
  readonly document: string;
  readonly sha256: string;
  readonly text: SourceText | null;
}

const QUOTE_SHOWN_MAX = 60;
const LINES_SHOWN_MAX = 10;

/** Finds a quoted passage in the text, or checks the given offsets against the text. */
export function anchorPassage(request: PassageRequest, source: AnchorSource): AnchorResult {
  switch (request.kind) {
    case 'quote':
      return anchorQuote(request, source);
    case 'name':
      return anchorName(request, source);
    case 'offsets':
      return checkOffsets(request, source);
  }
}

function anchorQuote({ quote, nth, within }: QuoteRequest, source: AnchorSource): AnchorResult {
  const { text } = source;
  const shortQuote = shorten(quote);
  if (text === null) {
    return failure('DRAFTING_TEXT_NOT_HELD', {
      message: `The quote ${shortQuote} cannot be found, because the text is not available.`,
      remedy: 'Give `file`, or the passage as {start, end, line, sha256}.',
    });
  }

  const all = text.find(quote);
  const inGroup = nth === null && all.length > 1 ? selectWithin(all, within, source) : [];
  const spans = inGroup.length === 1 ? inGroup : all;
  if (spans.length === 0) {
    return failure('DRAFTING_QUOTE_NOT_FOUND', {
      message: `The quote ${shortQuote} does not occur in the text.`,
      remedy: 'Copy the words from the source.',
    });
  }

  const message = `The quote ${shortQuote} occurs ${formatOccurrences(spans)}.`;
  if (nth === null && spans.length > 1) {
    const remedy = `Give \`nth\`, from 1 to ${spans.length}, or quote more words.`;
    return failure('DRAFTING_QUOTE_AMBIGUOUS', { message, remedy });
  }

  const span = spans[(nth ?? 1) - 1];
  if (span === undefined) {
    const remedy = `Give an \`nth\` from 1 to ${spans.length} instead of ${nth}.`;
    return failure('DRAFTING_NTH_OUT_OF_RANGE', { message, remedy });
  }
  return { ok: true, passage: toPassage(span, text.slice(span.start, span.end) ?? '', source) };
}

/** Returns the spans that lie within one of the passages. */
function selectWithin(
  spans: readonly TextSpan[],
  within: readonly PassageRequest[],
  source: AnchorSource,
): readonly TextSpan[] {
  const outer = within.flatMap((request) => {
    const anchored = anchorPassage(request, source);
    return anchored.ok ? [anchored.passage] : [];
  });
  return spans.filter((span) =>
    outer.some(({ start, end }) => start <= span.start && span.end <= end),
  );
}

function anchorName(
  { name, longerNames, within }: NameRequest,
  source: AnchorSource,
): AnchorResult {
  // Words that are not found themselves are the problem, not the name.
  const failed = within.map((request) => anchorPassage(request, source)).find(({ ok }) => !ok);
  if (failed !== undefined) return failed;
  const { text } = source;
  const shortName = shorten(name);
  if (text === null) {
    return failure('DRAFTING_TEXT_NOT_HELD', {
      message: `The name ${shortName} cannot be found, because the text is not available.`,
      remedy: 'Give `file`, or a fact with a passage for each of the list.',
    });
  }

  const spans = selectWithin(findNames(text, name, longerNames), within, source);
  const [span, second] = spans;
  if (span === undefined) {
    return failure('DRAFTING_QUOTE_NOT_FOUND', {
      message: `The name ${shortName} does not occur in the words of the fact.`,
      remedy: 'Write {KEY: the name in the words}.',
    });
  }
  if (second !== undefined) {
    return failure('DRAFTING_QUOTE_AMBIGUOUS', {
      message: `The name ${shortName} occurs ${spans.length} times in the words of the fact.`,
      remedy: 'Quote fewer words, or give this one as a fact of its own.',
    });
  }
  return { ok: true, passage: toPassage(span, text.slice(span.start, span.end) ?? '', source) };
}

function checkOffsets(request: OffsetsRequest, source: AnchorSource): AnchorResult {
  const { start, end, sha256, textLine } = request;
  const { text } = source;
  const passageName = `The passage ${start}-${end}`;

  if (text === null) {
    if (sha256 !== null && textLine !== null) {
      const { document, sha256: documentSha256 } = source;
      return {
        ok: true,
        passage: { document, documentSha256, start, end, sha256, line: textLine },
      };
    }
    return failure('DRAFTING_TEXT_NOT_HELD', {
      message: `${passageName} cannot be checked, because the text is not available.`,
      remedy: 'Give its line and sha256, or the file of the text.',
    });
  }

  const words = text.slice(start, end);
  if (words === undefined) {
    return failure('DRAFTING_PASSAGE_DIFFERS', {
      message: `${passageName} must lie within the ${text.characters} characters of the text.`,
      remedy: 'Count code points from 0, end exclusive.',
    });
  }

  const passage = toPassage({ start, end, line: text.getLine(start) }, words, source);
  if (sha256 !== null && sha256 !== passage.sha256) {
    return failure('DRAFTING_PASSAGE_DIFFERS', {
      message: `${passageName} reads ${shorten(words)} with the SHA-256 ${passage.sha256}, not ${sha256}.`,
      remedy: 'Give the quote instead; its offsets are computed.',
    });
  }
  if (textLine !== null && textLine !== passage.line) {
    return failure('DRAFTING_PASSAGE_DIFFERS', {
      message: `${passageName} begins on line ${passage.line}, not ${textLine}.`,
      remedy: 'Leave `line` out; it is computed.',
    });
  }
  return { ok: true, passage };
}

function toPassage(span: TextSpan, words: string, source: AnchorSource): Passage {
  const { start, end, line } = span;
  const { document, sha256: documentSha256 } = source;
  return { document, documentSha256, start, end, sha256: sha256Hex(words), line };
}

function failure(
  code: ProblemCode,
  texts: { readonly message: string; readonly remedy: string },
): AnchorResult {
  return { ok: false, code, ...texts };
}

function formatOccurrences(spans: readonly TextSpan[]): string {
  const lines = [...new Set(spans.map(({ line }) => line))];
  const lineNumbers = lines.slice(0, LINES_SHOWN_MAX).join(', ');
  const more = lines.length > LINES_SHOWN_MAX ? ', …' : '';
  const times = spans.length === 1 ? 'once' : `${spans.length} times`;
  return `${times}, on ${lines.length === 1 ? 'line' : 'lines'} ${lineNumbers}${more}`;
}

function shorten(words: string): string {
  // Other white space stays: the message names it.
  const points = Array.from(words.replace(/[ \t\r\n]+/g, ' '));
  const isLong = points.length > QUOTE_SHOWN_MAX;
  return `“${isLong ? `${points.slice(0, QUOTE_SHOWN_MAX - 1).join('')}…` : points.join('')}”`;
}
