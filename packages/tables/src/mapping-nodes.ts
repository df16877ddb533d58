import { suggestName } from '@rapporteur/contracts';
import {
  getEntries,
  getScalarText,
  isNull,
  type MappingEntry,
  type SubmissionDocument,
} from '@rapporteur/drafting';
import { isSeq, type Node } from 'yaml';

/** A place in the mapping: its document, and its dotted path for problems. */
export interface MappingContext {
  readonly document: SubmissionDocument;
  readonly path: string;
}

/** Returns the context of a field. */
export const descend = ({ document, path }: MappingContext, key: string): MappingContext => ({
  document,
  path: path === '' ? key : `${path}.${key}`,
});

/** Reports a problem at a node of the mapping. */
export function report(
  { document, path }: MappingContext,
  place: Node | null,
  problem: {
    readonly message: string;
    readonly remedy: string;
    readonly code?: 'DRAFTING_FIELD_UNKNOWN' | 'DRAFTING_FIELD_MISSING' | 'DRAFTING_TYPE_UNKNOWN';
  },
): void {
  const { code = 'DRAFTING_VALUE_INVALID', message, remedy } = problem;
  document.addProblem({
    code,
    place,
    part: path,
    field: path,
    message: `${path}: ${message}`,
    remedy,
  });
}

/** Returns the entries of a mapping with known keys; reports any other node and unknown keys. */
export function readEntries(
  node: Node | null,
  known: readonly string[],
  context: MappingContext,
): readonly MappingEntry[] {
  const entries = getEntries(node);
  if (entries === undefined) {
    if (!isNull(node))
      report(context, node, {
        message: 'must be a mapping.',
        remedy: `Write its fields: ${known.join(', ')}.`,
      });
    return [];
  }
  return entries.filter((entry) => {
    if (known.includes(entry.key)) return true;
    reportUnknownKey(entry, known, context);
    return false;
  });
}

/** Reports a key that the mapping does not have. */
export function reportUnknownKey(
  entry: MappingEntry,
  known: readonly string[],
  context: MappingContext,
): void {
  report(descend(context, entry.key), entry.keyNode, {
    code: 'DRAFTING_FIELD_UNKNOWN',
    message: `Unknown field \`${entry.key}\`.`,
    remedy: suggestName(entry.key, known),
  });
}

/** Returns the items of a list, or the node itself as the only one; none for null. */
export function listNodes(node: Node | null): readonly Node[] {
  if (node === null || isNull(node)) return [];
  return isSeq(node) ? node.items.map((item) => item as Node) : [node];
}

/** Returns the texts of a list or of one scalar; reports anything else. */
export function readTexts(node: Node | null, context: MappingContext): readonly string[] {
  return listNodes(node).flatMap((item) => {
    const text = getScalarText(item);
    if (text !== undefined) return [text];
    report(context, item, { message: 'must be a text.', remedy: 'Put it in quotation marks.' });
    return [];
  });
}

/** Returns whether a node is `true`; reports anything but `true` and `false`. */
export function readFlag(node: Node | null, context: MappingContext): boolean {
  if (isNull(node)) return false;
  const text = getScalarText(node);
  if (text !== 'true' && text !== 'false')
    report(context, node, { message: 'must be true or false.', remedy: 'Write one of them.' });
  return text === 'true';
}

/** Returns a number from 1; reports anything else. */
export function readRowNumber(node: Node | null, context: MappingContext): number | undefined {
  if (isNull(node)) return undefined;
  const text = getScalarText(node) ?? '';
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  report(context, node, {
    message: 'must be the number of a row.',
    remedy: 'Rows are counted from 1, with the header and empty rows.',
  });
  return undefined;
}
