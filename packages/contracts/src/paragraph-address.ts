/** The part of a text that a paragraph belongs to, and its number there: 3, or 3 (a). */
export interface ParagraphNumber {
  readonly part: 'operative' | 'preamble';
  readonly number: string;
}

const PARAGRAPH =
  /^(?<part>operative paragraph|preambular paragraph|paragraph|preamble|para|op|pp|§)?\.?\s*(?<number>\d+(?:\s*\(?(?:[a-z]|[ivx]+)\)?)*)\.?$/i;

/**
 * Returns the number of a paragraph in any usual form: `op. 3`, `para. 3`, `3.`, `preamble 2`.
 * Without the name of a part it is operative. Returns null for any other text.
 */
export function parseParagraph(text: string): ParagraphNumber | null {
  const { part = '', number } = PARAGRAPH.exec(text.trim())?.groups ?? {};
  if (number === undefined) return null;
  const isPreamble = /^(?:pre|pp)/i.test(part);
  return {
    part: isPreamble ? 'preamble' : 'operative',
    number: number.replace(/[\s()]/g, '').toLowerCase(),
  };
}

/** An address of a paragraph: the text, by its symbol, title or id, and the number. */
interface ParagraphAddress {
  readonly text: string;
  readonly paragraph: ParagraphNumber;
}

/** Returns the address that `S/RES/2664 (2022), para. 3` writes, or null. */
export function parseParagraphAddress(address: string): ParagraphAddress | null {
  const comma = address.lastIndexOf(',');
  const paragraph = comma < 0 ? null : parseParagraph(address.slice(comma + 1));
  return paragraph === null ? null : { text: address.slice(0, comma).trim(), paragraph };
}
