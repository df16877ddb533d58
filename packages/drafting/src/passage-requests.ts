import { isScalar, isSeq, type Node } from 'yaml';
import type { ExpansionContext } from './expand-value.ts';
import { reportUnknownField } from './expand-value.ts';
import { type MappingEntry, getEntries, isNull, getScalarText } from './submission-document.ts';
import type { OffsetsRequest, QuoteRequest, PassageRequest } from './submission.ts';

/** The fields that say where a fact stands in the text. */
export const PASSAGE_FIELDS = ['quote', 'nth', 'quotes', 'passage', 'passages'] as const;

const OFFSET_FIELDS = ['start', 'end', 'line', 'sha256'];

/** Reads the passages of a fact: `quote` (and `nth`), `quotes`, `passage` or `passages`. */
export function parsePassages(
  entries: readonly MappingEntry[],
  path: string,
  reading: ExpansionContext,
): readonly PassageRequest[] {
  const named = (key: string): MappingEntry | undefined =>
    entries.find((entry) => entry.key === key && !isNull(entry.value));
  const nth = named('nth');
  const quote = named('quote');
  if (nth !== undefined && quote === undefined) {
    refuse(
      nth.keyNode,
      `${path}.nth`,
      'nth stands without a quote',
      'give the quote, and which occurrence',
      reading,
    );
  }
  return [
    ...(quote === undefined
      ? []
      : [readQuote(quote.value, nth?.value ?? null, `${path}.quote`, reading)]),
    ...listed(named('quotes')).map((node, n) => readPassage(node, `${path}.quotes.${n}`, reading)),
    ...listed(named('passage')).map((node) => readPassage(node, `${path}.passage`, reading)),
    ...listed(named('passages')).map((node, n) =>
      readPassage(node, `${path}.passages.${n}`, reading),
    ),
  ].flatMap((passage) => passage ?? []);
}

function listed(entry: MappingEntry | undefined): readonly (Node | null)[] {
  if (entry === undefined) return [];
  return isSeq(entry.value) ? entry.value.items.map((node) => node as Node | null) : [entry.value];
}

function readPassage(
  node: Node | null,
  path: string,
  reading: ExpansionContext,
): PassageRequest | undefined {
  const entries = getEntries(node);
  if (entries === undefined) return readQuote(node, null, path, reading);
  const value = (key: string): Node | null =>
    entries.find((entry) => entry.key === key)?.value ?? null;
  const isQuote = entries.some(({ key }) => key === 'quote');
  const known = isQuote ? ['quote', 'nth'] : OFFSET_FIELDS;
  for (const entry of entries)
    if (!known.includes(entry.key)) reportUnknownField(entry, known, path, reading);
  return isQuote
    ? readQuote(value('quote'), value('nth'), path, reading)
    : readOffsets(node, value, path, reading);
}

function readQuote(
  node: Node | null,
  nthNode: Node | null,
  path: string,
  reading: ExpansionContext,
): QuoteRequest | undefined {
  const quote = getScalarText(node)?.trim() ?? '';
  if (quote === '' || !quote.isWellFormed()) {
    refuse(node, path, 'a quote must be words of the text', 'copy them from the source', reading);
    return undefined;
  }
  if (isScalar(node) && node.type === 'PLAIN' && (node.comment ?? '') !== '') {
    refuse(
      node,
      path,
      'the quote ends at a #',
      'put the quote in quotation marks, a comment on its own line',
      reading,
    );
    return undefined;
  }
  const nth = isNull(nthNode) ? null : wholeNumber(nthNode);
  if (nth === undefined || nth === 0) {
    refuse(
      nthNode,
      path,
      'nth must be a whole number from 1',
      'count the occurrences from the beginning',
      reading,
    );
    return undefined;
  }
  return { kind: 'quote', field: path, quote, nth, ...reading.document.getPosition(node) };
}

function readOffsets(
  node: Node | null,
  value: (key: string) => Node | null,
  path: string,
  reading: ExpansionContext,
): OffsetsRequest | undefined {
  const start = wholeNumber(value('start'));
  const end = wholeNumber(value('end'));
  const line = isNull(value('line')) ? null : wholeNumber(value('line'));
  const sha256 = getScalarText(value('sha256')) ?? null;
  const remedy =
    'write {start: 137, end: 325, line: 2, sha256: …}, in code points from 0, end exclusive';
  if (
    start === undefined ||
    end === undefined ||
    line === undefined ||
    line === 0 ||
    start >= end
  ) {
    refuse(
      node,
      path,
      'a passage runs from a start to a later end, both whole numbers',
      remedy,
      reading,
    );
    return undefined;
  }
  if (sha256 !== null && !/^[0-9a-f]{64}$/.test(sha256)) {
    refuse(value('sha256'), path, 'sha256 must be 64 lower-case hex digits', remedy, reading);
    return undefined;
  }
  return {
    kind: 'offsets',
    field: path,
    start,
    end,
    sha256,
    textLine: line,
    ...reading.document.getPosition(node),
  };
}

function wholeNumber(node: Node | null): number | undefined {
  const written = getScalarText(node) ?? '';
  return /^\d{1,9}$/.test(written) ? Number(written) : undefined;
}

function refuse(
  node: Node | null,
  path: string,
  what: string,
  remedy: string,
  { document: sheet, part }: ExpansionContext,
): void {
  sheet.addProblem('DRAFTING_VALUE_INVALID', node, path, `${part}: ${what}`, remedy);
}
