/**
 * The part of a text that a paragraph belongs to, and its number there: 3, or 3 (a). In an annex the
 * number begins with the name of the annex: `annex a.3`.
 */
export interface ParagraphNumber {
  readonly part: 'annex' | 'operative' | 'preamble';
  readonly number: string;
}

const NUMBER = String.raw`(?<number>\d+(?:\s*\(?(?:[a-z]|[ivx]+)\)?)*)\.?$`;
const PARAGRAPH = new RegExp(
  String.raw`^(?<part>operative paragraph|preambular paragraph|paragraph|preamble|para|op|pp|§)?\.?\s*${NUMBER}`,
  'i',
);
const ANNEX = String.raw`(?<annex>(?:annex|appendix|enclosure|attachment)(?:\s(?:[ivxlc]{1,5}|\d{1,2}|[a-z]))?)`;
const ANNEX_PARAGRAPH = new RegExp(
  String.raw`^${ANNEX}(?:,|\s(?=para|§))\s*(?:paragraph|para|§)?\.?\s*${NUMBER}`,
  'i',
);
const TEXT_AND_ANNEX = new RegExp(String.raw`^(?<text>.+),\s*${ANNEX}$`, 'i');

/**
 * Returns the number of a paragraph in any usual form: `op. 3`, `para. 3`, `3.`, `preamble 2`,
 * `annex A, para. 3`. Without the name of a part it is operative. Returns null for any other text.
 */
export function parseParagraph(text: string): ParagraphNumber | null {
  const annexed = ANNEX_PARAGRAPH.exec(text.trim())?.groups;
  const { part = '', number } = annexed ?? PARAGRAPH.exec(text.trim())?.groups ?? {};
  if (number === undefined) return null;
  const plain = number.replace(/[\s()]/g, '').toLowerCase();
  const annex = annexed?.['annex'];
  if (annex !== undefined) return { part: 'annex', number: `${annex.toLowerCase()}.${plain}` };
  const isPreamble = /^(?:pre|pp)/i.test(part);
  return { part: isPreamble ? 'preamble' : 'operative', number: plain };
}

/** An address of a paragraph: the text, by its symbol, title or id, and the number. */
interface ParagraphAddress {
  readonly text: string;
  readonly paragraph: ParagraphNumber;
}

/** Returns the address that `S/RES/2664 (2022), para. 3` or `S/RES/2641 (2022), annex A, para. 1` writes, or null. */
export function parseParagraphAddress(address: string): ParagraphAddress | null {
  const comma = address.lastIndexOf(',');
  const paragraph = comma < 0 ? null : parseParagraph(address.slice(comma + 1));
  if (paragraph === null) return null;
  const before = address.slice(0, comma).trim();
  const { text, annex } = TEXT_AND_ANNEX.exec(before)?.groups ?? {};
  const annexed =
    annex === undefined ? null : parseParagraph(`${annex}, ${address.slice(comma + 1).trim()}`);
  return annexed === null || text === undefined
    ? { text: before, paragraph }
    : { text, paragraph: annexed };
}
