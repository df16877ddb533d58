import { SaxesParser } from 'saxes';
import { WORKBOOK_LIMITS } from './sheet-archive.ts';
import { TableError } from './table-row.ts';

/** Receives the parts of an XML part of a workbook; names have no prefixes. */
export interface SheetXmlHandler {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(words: string): void;
  close?(name: string): void;
}

const CHUNK_UNITS = 65_536;

/**
 * Reads XML strictly, a chunk at each step, so that rows can be taken between the steps. Entities are
 * never expanded. Throws a TableError.
 */
export function* readSheetXml(xml: string, handler: SheetXmlHandler): Generator<void> {
  const parser = new SaxesParser({ xmlns: false });
  let count = 0;
  let depth = 0;
  parser.on('error', (cause) => {
    throw createDamageError(cause);
  });
  parser.on('doctype', () => {
    throw createDamageError(undefined);
  });
  parser.on('opentag', ({ name, attributes }) => {
    count += 1;
    depth += 1;
    if (count > WORKBOOK_LIMITS.elementsMax || depth > WORKBOOK_LIMITS.depthMax)
      throw new TableError('The sheet has too many cells.', 'Save it as CSV.');
    handler.open?.(removePrefix(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    handler.close?.(removePrefix(name));
  });
  parser.on('text', (words) => handler.text?.(words));
  parser.on('cdata', (words) => handler.text?.(words));
  for (let at = 0; at < xml.length; at += CHUNK_UNITS) {
    parser.write(xml.slice(at, at + CHUNK_UNITS));
    yield;
  }
  parser.close();
}

/** Reads a whole XML part. */
export function readWholeXml(xml: string, handler: SheetXmlHandler): void {
  for (const _ of readSheetXml(xml, handler));
}

const removePrefix = (name: string): string => name.slice(name.indexOf(':') + 1);

function createDamageError(cause: unknown): TableError {
  const remedy = 'Open it in its program, and save a new copy.';
  return new TableError('The workbook is damaged: its XML breaks off.', remedy, { cause });
}
