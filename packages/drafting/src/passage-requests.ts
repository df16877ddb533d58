import { isScalar, isSeq, type Node } from 'yaml';
import {
  descend,
  type ExpansionContext,
  reportProblem,
  reportUnknownField,
} from './expansion-context.ts';
import {
  getEntries,
  getEntryValue,
  getScalarText,
  isNull,
  type MappingEntry,
} from './submission-document.ts';
import type { OffsetsRequest, PassageRequest, QuoteRequest } from './submission.ts';

/** The fields that give the passages of a fact. */
export const PASSAGE_FIELDS: readonly string[] = ['quote', 'nth', 'quotes', 'passage', 'passages'];

const OFFSET_FIELDS = ['start', 'end', 'line', 'sha256'];

/** Returns whether a field gives the passages of a fact. */
export const isPassageField = (field: string): boolean => PASSAGE_FIELDS.includes(field);

/** Parses the passages of a fact: `quote` (and `nth`), `quotes`, `passage` and `passages`. */
export function parsePassages(
  entries: readonly MappingEntry[],
  context: ExpansionContext,
): readonly PassageRequest[] {
  const findEntry = (key: string): MappingEntry | undefined =>
    entries.find((entry) => entry.key === key && !isNull(entry.value));

  const quote = findEntry('quote');
  const nth = findEntry('nth');
  if (nth !== undefined && quote === undefined) {
    reportProblem(descend(context, 'nth'), {
      place: nth.keyNode,
      message: '`nth` requires a quote.',
      remedy: 'Give `quote`, and the number of its occurrence in `nth`.',
    });
  }

  const quotePair = { quote: quote?.value ?? null, nth: nth?.value ?? null };
  const requests = [
    quote === undefined ? undefined : parseQuote(quotePair, descend(context, 'quote')),
    ...listNodes(findEntry('quotes')).map((node, index) =>
      parsePassage(node, descend(descend(context, 'quotes'), index)),
    ),
    ...listNodes(findEntry('passage')).map((node) => parsePlace(node, descend(context, 'passage'))),
    ...listNodes(findEntry('passages')).map((node, index) =>
      parsePlace(node, descend(descend(context, 'passages'), index)),
    ),
  ];
  return requests.filter((request) => request !== undefined);
}

function listNodes(entry: MappingEntry | undefined): readonly (Node | null)[] {
  if (entry === undefined) return [];
  return isSeq(entry.value) ? entry.value.items.map((node) => node as Node | null) : [entry.value];
}

/** `137-325 line 2 sha256 …`: the offsets of a passage on one line. */
const ONE_LINE = /^(?<start>\d+)-(?<end>\d+)(?: line (?<line>\d+))?(?: sha256 (?<sha256>\S+))?$/;

/** Parses a passage by its offsets, which may be written on one line. */
function parsePlace(node: Node | null, context: ExpansionContext): PassageRequest | undefined {
  const groups = ONE_LINE.exec(getScalarText(node) ?? '')?.groups;
  if (groups === undefined) return parsePassage(node, context);
  const { start, end, line = null, sha256 = null } = groups;
  return createOffsets({ start, end, line, sha256 }, { place: node, hashPlace: node }, context);
}

function parsePassage(node: Node | null, context: ExpansionContext): PassageRequest | undefined {
  const entries = getEntries(node);
  if (entries === undefined) return parseQuote({ quote: node, nth: null }, context);

  const isQuote = entries.some(({ key }) => key === 'quote');
  const known = isQuote ? ['quote', 'nth'] : OFFSET_FIELDS;
  for (const entry of entries)
    if (!known.includes(entry.key)) reportUnknownField(entry, known, context);

  if (!isQuote) return parseOffsets(node, entries, context);
  const quotePair = { quote: getEntryValue(entries, 'quote'), nth: getEntryValue(entries, 'nth') };
  return parseQuote(quotePair, context);
}

function parseQuote(
  { quote: node, nth: nthNode }: { readonly quote: Node | null; readonly nth: Node | null },
  context: ExpansionContext,
): QuoteRequest | undefined {
  const quote = getScalarText(node)?.trim() ?? '';
  if (quote === '' || !quote.isWellFormed()) {
    reportProblem(context, {
      place: node,
      message: 'A quote must be words of the text.',
      remedy: 'Copy them from the source.',
    });
    return undefined;
  }

  if (isScalar(node) && node.type === 'PLAIN' && (node.comment ?? '') !== '') {
    reportProblem(context, {
      place: node,
      message: 'The quote ends at a #, which begins a comment.',
      remedy: 'Put the quote in quotation marks, or the comment on its own line.',
    });
    return undefined;
  }

  const nth = isNull(nthNode) ? null : parseNumber(getScalarText(nthNode));
  if (nth === undefined || nth === 0) {
    reportProblem(context, {
      place: nthNode,
      message: '`nth` must be a whole number from 1.',
      remedy: 'Count the occurrences from the beginning of the text.',
    });
    return undefined;
  }

  const position = context.document.getPosition(node);
  return { kind: 'quote', field: context.path, quote, nth, within: [], ...position };
}

function parseOffsets(
  node: Node | null,
  entries: readonly MappingEntry[],
  context: ExpansionContext,
): OffsetsRequest | undefined {
  const getText = (key: string): string | null =>
    getScalarText(getEntryValue(entries, key)) ?? null;
  const isLineGiven = !isNull(getEntryValue(entries, 'line'));
  const texts = {
    start: getText('start') ?? '',
    end: getText('end') ?? '',
    line: isLineGiven ? (getText('line') ?? '') : null,
    sha256: getText('sha256'),
  };
  return createOffsets(
    texts,
    { place: node, hashPlace: getEntryValue(entries, 'sha256') },
    context,
  );
}

interface OffsetTexts {
  readonly start: string | undefined;
  readonly end: string | undefined;
  readonly line: string | null;
  readonly sha256: string | null;
}

function createOffsets(
  texts: OffsetTexts,
  { place, hashPlace }: { readonly place: Node | null; readonly hashPlace: Node | null },
  context: ExpansionContext,
): OffsetsRequest | undefined {
  const { sha256 } = texts;
  const start = parseNumber(texts.start);
  const end = parseNumber(texts.end);
  const textLine = texts.line === null ? null : parseNumber(texts.line);
  const remedy =
    'Write {start: 137, end: 325, line: 2, sha256: …}, in code points from 0, end exclusive.';

  const hasOffsets = start !== undefined && end !== undefined && start < end;
  if (!hasOffsets || textLine === undefined || textLine === 0) {
    const message =
      'A passage must have a start and a greater end, and its line must count from 1.';
    reportProblem(context, { place, message, remedy });
    return undefined;
  }

  if (sha256 !== null && !/^[0-9a-f]{64}$/.test(sha256)) {
    const message = '`sha256` must have 64 lower-case hex digits.';
    reportProblem(context, { place: hashPlace, message, remedy });
    return undefined;
  }

  const position = context.document.getPosition(place);
  return { kind: 'offsets', field: context.path, start, end, sha256, textLine, ...position };
}

function parseNumber(text: string | undefined): number | undefined {
  return /^\d{1,9}$/.test(text ?? '') ? Number(text) : undefined;
}
