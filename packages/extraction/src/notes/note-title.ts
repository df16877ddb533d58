import { findWord, onceByFile, toCue, toCueSource } from '../language/cues.ts';
import type { LanguageFile } from '../language/language-file.ts';
import { MARKS } from '../text/marks.ts';
import type { TextBlock } from '../text/prepared-text.ts';
import { toTitleCase } from '../resolutions/resolution-cover.ts';
import { SearchExpression } from '../search/search-expression.ts';
import type { MarkedSentence } from './sentence-reader.ts';

/** The title of a note among the lines of its head. */
export interface NoteTitle {
  /** One line, or several: "INFORMATION NOTE / on the 7th meeting of the Harbour Council". */
  readonly title: TextBlock;
  /** The place of its first line among the blocks, and that after its last one. */
  readonly from: number;
  readonly to: number;
}

export const TITLE_MAX = 300;
const HEADLINES = 2;
const HEADLINE_LENGTH_MAX = 140;
const MASTHEAD_MAX = 10;
const LINE_MAX = 120;
const TITLE_LINES_MAX = 3;
const TITLE_LINE_MAX = 180;
const TYPE_WORDS_MAX = 3;
const TITLE_BELOW = 4;
const HEADLINE_BELOW = 8;
const HEADLINE_MIN = 24;
const HAN_HEADLINE_MIN = 10;
const HAN_MEETING_MAX = 12;
/**
 * A line with a number and no word in small letters: "PIF(30)17", "11874/31", "ORIGINAL: ENGLISH".
 */
const CODE = /^(?=[^a-zа-яё]*[\d:])(?:[^\p{Ll}]|\p{Ll}{1,2}(?!\p{L})|(?<=\d)\p{Ll}{2}(?!\p{L}))+$/u;
const NUMBER_ENDING = /(?<=\d)(?:st|nd|rd|th|er?|re|ère|ème|-?[а-я]{1,3})(?!\p{L})/gu;
const ABBREVIATED_WITHIN = 40;
const REMARK = /^\([^()]{1,20}\)$/u;
/** "Home > News": the place of a page on its site. */
const BREADCRUMB = /^[^.>›»]{2,40}(?:\s[>›»]\s[^.>›»]{2,60})+$/u;
const NUMBER_OF_TYPE = /\s(?:(?:No\.?|N[°º]|nº|№)\s?)?\d[\p{L}\d/.-]*(?:\sof\s\d{4})?$/iu;
/** "4 мая 2031 г.", "15 час. 00 мин." and "3 p.m." end no sentence. */
const SENTENCE_END = /(?<!\d\s?(?:г|ч|час|мин|[ap]\.m))[.。]$/u;
/** "Mer des Phares : deux projets rejetés au Conseil …" is a headline. */
const LABELLED = /^\p{L}[\p{L}. ]{2,30}[:：]\s(?!\p{Ll}.{40})/u;
/** A symbol: letters and numbers that slashes or brackets join, or a number after its sign. */
const SYMBOL =
  /^[[(]?(?<symbol>(?:No\.?|N[°º]|№)\s?\d[\p{L}\d/.-]*|\p{Lu}[\p{Lu}\d.]*(?:\([\p{Lu}\d]{1,7}\))?(?:[/-][\p{Lu}\d][\p{L}\d.-]*(?:\([\p{Lu}\d]{1,7}\))?)+(?:\s?\((?:19|20)\d{2}\)[\p{L}\d-]{0,10})?|\p{Lu}{2,8}\(\d{1,4}\)\d{1,5})[\])]?$/u;
const SYMBOL_LABEL = /^(?:Document|Doc\.?|Ref\.?|Réf\.?|Документ)\s?[:：]?\s(?=\p{Lu})/u;
/** A line that goes on with a small letter: "of the 7th meeting". */
const GOES_ON = /^(?:\p{Ll}|(?:OF|ON|FOR|О|ОБ|DE|DU|DES)\s)/u;
/** The words left of a line of names: articles and marks. */
const NAMES_ONLY = new SearchExpression(
  `^(?:${MARKS.body}|${MARKS.state}|${MARKS.date}|[\\s,.()|–—-]|(?:the|la|le|l'|г\\.)\\s?)+$`,
  'i',
);

/** "Riga, 4-6 May 2031": the days of a meeting and their place. */
const PLACE_AND_DAYS = new SearchExpression(
  `^\\p{Lu}[\\p{L}'’ -]{1,40}(?:,\\s|\\s[(]?${MARKS.state}[)]?,?\\s|,\\s[(]?${MARKS.state}[)]?,?\\s)${MARKS.date}$`,
);

/** "Valletta, Malta". */
const PLACE_ONLY = new SearchExpression(`^\\p{Lu}[\\p{L}'’ -]{1,40},\\s[(]?${MARKS.state}[)]?$`);

/** Returns whether a block is a sentence: it ends with a full stop, or is too long for a title. */
export function isSentence({ text }: TextBlock): boolean {
  return text.length > TITLE_MAX || SENTENCE_END.test(text);
}

/** Returns whether a line has a label: "Chair: Malta". */
export function isLabelled({ text }: TextBlock): boolean {
  return LABELLED.test(text);
}

/** The second line of a title tells in short what the text tells in full. */
export function isHeadline(block: TextBlock, order: number): boolean {
  const { text } = block;
  if (isLabelled(block)) return false;
  return order < HEADLINES && text.length <= HEADLINE_LENGTH_MAX && /[\p{L}\p{N}]$/u.test(text);
}

/** Returns whether a line has a number and no word in small letters. */
export function isCode({ text }: TextBlock): boolean {
  return CODE.test(text) || SYMBOL.test(text);
}

/** "CA/XLII/Min"; "EU-Chad" is no symbol. */
function isSymbol(text: string): boolean {
  return /[\d/]/u.test(text) && SYMBOL.test(text.replace(SYMBOL_LABEL, ''));
}

/** Returns whether a line is only an office without the name of its body: "Secretariat". */
export function isOfficeLine({ text }: TextBlock, file: LanguageFile): boolean {
  return getOfficeLine(file).test(text);
}

const getOfficeLine = onceByFile(
  ({ words }) => new SearchExpression(`^(?:${toCueSource(words['pressOffices'] ?? [])})$`, 'i'),
);

/** Returns whether all letters are capitals, without those of "7th". */
export function isCapital(text: string): boolean {
  const plain = text.replace(NUMBER_ENDING, '');
  return plain === plain.toUpperCase() && plain !== plain.toLowerCase();
}

/**
 * Returns a line in capitals as a title has it, with its abbreviations; its places stay the same.
 */
export function lowerCapitals(
  block: TextBlock,
  abbreviations: ReadonlySet<string> = new Set(),
): TextBlock {
  if (!isCapital(block.text)) return block;
  const capitals = block.text.replace(NUMBER_ENDING, (ending) => ending.toUpperCase());
  const text = toTitleCase(capitals).replace(/\p{Lu}\p{Ll}{1,6}(?!\p{L})/gu, (word) =>
    abbreviations.has(word.toUpperCase()) ? word.toUpperCase() : word,
  );
  return text.length === block.text.length ? { ...block, text } : block;
}

/** Returns the words in capitals of the sentences of a text: "SCO", "RATS". */
export function listAbbreviations(blocks: readonly TextBlock[]): ReadonlySet<string> {
  return new Set(
    blocks
      .slice(0, ABBREVIATED_WITHIN)
      // "44ème SESSION" is in capitals, too.
      .filter(({ text }) => /\p{Ll}{3}/u.test(text.replace(NUMBER_ENDING, '')))
      .flatMap(({ text }) => text.match(/(?<!\p{L})\p{Lu}{2,7}(?!\p{L})/gu) ?? []),
  );
}

/** Returns the symbol that a line of the head consists of: "PC.JOUR/88", "No 11/2031". */
export function readSymbol({ text }: TextBlock): string | undefined {
  return SYMBOL.exec(text)?.groups?.['symbol'];
}

interface TitleReading {
  readonly mark: (block: TextBlock) => MarkedSentence;
  readonly file: LanguageFile;
  /** Returns the number of lines of the dateline at a place; 0 if there is none. */
  readonly countDateline: (at: number) => number;
}

/**
 * Returns the title of a note. The lines of the masthead before it are no title: an organization, a
 * symbol, a day and its place.
 */
export function findTitle(
  blocks: readonly TextBlock[],
  first: number,
  reading: TitleReading,
): NoteTitle | undefined {
  const from = skipMasthead(blocks, first, reading) ?? first + reading.countDateline(first);
  return blocks[from] === undefined ? undefined : toTitle(blocks, from, reading);
}

/**
 * Returns the place of the first line that is no masthead; undefined if a sentence is before it.
 */
function skipMasthead(
  blocks: readonly TextBlock[],
  first: number,
  { mark, file, countDateline }: TitleReading,
): number | undefined {
  for (let at = first; at < first + MASTHEAD_MAX; at += 1) {
    at += countDateline(at);
    const block = blocks[at];
    if (block === undefined || (isSentence(block) && !isSymbol(block.text))) return undefined;
    const next = blocks[at + 1];
    // A line above "Press Office" names its body, known or not.
    if (next !== undefined && isOfficeLine(next, file)) continue;
    if (isAboveTitle(blocks, at, { mark, file })) continue;
    if (isNamed(block, file) || !isMasthead(block, { mark, file })) return at;
  }
  return undefined;
}

/** "34th session" or a body alone is no title if a line below it names the kind of document. */
function isAboveTitle(
  blocks: readonly TextBlock[],
  at: number,
  { mark, file }: Pick<TitleReading, 'mark' | 'file'>,
): boolean {
  const block = blocks[at] ?? { start: 0, end: 0, text: '' };
  if (isTyped(block.text, file)) return false;
  // "7e session – les 4 et 5 mai 2031 (en ligne)" is the number with the days, "7e séance – matin"
  // with the hour.
  const plain = block.text
    .replace(/\s?\([^()]{2,40}\)$/u, '')
    .replace(/\s[–—-]\s[^–—-]{1,40}$/u, '');
  const isBare = isBareMeeting({ ...block, text: plain }, file);
  if (!isBare && !getMeeting(file).test(block.text.toLowerCase())) return false;
  const below = blocks.slice(at + 1, at + 1 + TITLE_BELOW);
  const end = below.findIndex(isSentence);
  const type = getTypeStart(file);
  const hasType = (end < 0 ? below : below.slice(0, end)).some(({ text }) =>
    type.test(text.toLowerCase()),
  );
  if (isBare) return hasType || hasHeadline(blocks.slice(at + 1), { mark, file });
  if (!hasType) return false;
  return NAMES_ONLY.test(mark(lowerCapitals(block)).marked);
}

/**
 * Returns whether a line before the first sentence tells of something: it is the title, the lines
 * above it are not.
 */
function hasHeadline(
  below: readonly TextBlock[],
  reading: Pick<TitleReading, 'mark' | 'file'>,
): boolean {
  const end = below.findIndex((block) => isSentence(block));
  return below.slice(0, Math.min(end < 0 ? 0 : end, HEADLINE_BELOW)).some((block) => {
    const { text } = block;
    const lengthMin = /\p{Script=Han}/u.test(text) ? HAN_HEADLINE_MIN : HEADLINE_MIN;
    return text.length >= lengthMin && isTitleLine(block) && !isMasthead(block, reading);
  });
}

/** Returns whether a line is only the number of a meeting: "Seventh ordinary session". */
function isBareMeeting({ text }: TextBlock, file: LanguageFile): boolean {
  const isShort = /\p{Script=Han}/u.test(text)
    ? text.startsWith('第') && text.length <= HAN_MEETING_MAX
    : text.split(/\s+/u).length <= TYPE_WORDS_MAX;
  return isShort && getMeeting(file).test(text.toLowerCase()) && !isTyped(text, file);
}

function isTyped(text: string, file: LanguageFile): boolean {
  return findWord(file.docTypes, text) !== undefined;
}

const getTypeStart = onceByFile(
  ({ docTypes }) =>
    new SearchExpression(`^(?:\\p{L}+\\s)?(?:${toCueSource(Object.values(docTypes).flat())})`),
);

/** A title names its kind of document, or a meeting by its number. */
function isNamed({ text }: TextBlock, file: LanguageFile): boolean {
  return findWord(file.docTypes, text) !== undefined || getMeeting(file).test(text.toLowerCase());
}

const getMeeting = onceByFile(
  ({ words, slots }) =>
    new SearchExpression(
      `${toCue(words['meetingNouns'] ?? []).source}|${slots['meetingnoun'] ?? '(?!)'}`,
    ),
);

function isMasthead(
  block: TextBlock,
  { mark, file }: Pick<TitleReading, 'mark' | 'file'>,
): boolean {
  const { text } = block;
  if (text.length > LINE_MAX) return false;
  if (CODE.test(text) || isSymbol(text) || REMARK.test(text) || BREADCRUMB.test(text)) return true;
  if (isLabelled(block) || isOfficeLine(block, file)) return true;
  if (toCue(file.words['mastheads'] ?? []).exec(text)?.index === 0) return true;
  const { marked } = mark(lowerCapitals(block));
  return [NAMES_ONLY, PLACE_AND_DAYS, PLACE_ONLY].some((form) => form.test(marked));
}

function isTitleLine(line: TextBlock): boolean {
  return !isSentence(line) && line.text.length <= TITLE_LINE_MAX && !/[:：]$/u.test(line.text);
}

function toTitle(
  blocks: readonly TextBlock[],
  from: number,
  { file, countDateline }: TitleReading,
): NoteTitle {
  let title = blocks[from] ?? { start: 0, end: 0, text: '' };
  let to = from + 1;
  while (to < from + TITLE_LINES_MAX) {
    const next = blocks[to];
    if (next === undefined || isSentence(title) || !isTitleLine(next)) break;
    // "Minutes / Harbour Council / Seventh meeting" is one title.
    const isNumber = to > from + 1 && isBareMeeting(next, file);
    const goesOn =
      GOES_ON.test(next.text) || isNumber || (isTypeOnly(title, file) && isNamed(next, file));
    const length = next.end - title.start;
    if (!goesOn || length > TITLE_MAX || countDateline(to) > 0 || isTown(next, file)) break;
    // No name goes on from the kind of document to its subject.
    const gap = (isTypeOnly(title, file) ? '\n' : ' ').padEnd(next.start - title.end);
    title = { start: title.start, end: next.end, text: title.text + gap + next.text };
    to += 1;
  }
  return { title, from, to };
}

/** "г. Рига, 4–6 мая 2031 г." begins with a small letter, and is a line of its own. */
function isTown({ text }: TextBlock, file: LanguageFile): boolean {
  return getTown(file).test(text);
}

const getTown = onceByFile(
  ({ slots }) => new SearchExpression(`^(?:${slots['shorttown'] ?? '(?!)'})\\s?\\p{Lu}`),
);

/** "Final communiqué" and "Circular No. 14" name only the kind of document. */
export function isTypeOnly({ text }: TextBlock, file: LanguageFile): boolean {
  return (
    findWord(file.docTypes, text) !== undefined &&
    text.replace(NUMBER_OF_TYPE, '').split(/\s+/u).length <= TYPE_WORDS_MAX &&
    !getMeeting(file).test(getType(file).remove(text.toLowerCase()))
  );
}

/** "会议纪要" has the noun of a meeting in the name of its kind. */
const getType = onceByFile(
  ({ docTypes }) => new SearchExpression(toCueSource(Object.values(docTypes).flat())),
);
