import { isRareUnit } from './common-letters.ts';

/** Other characters than letters and marks are one space, however many they are. */
const SPACE = 0x20;
/** Marks of dates, states and bodies are private characters. */
const PRIVATE_FIRST = 0xe000;
const PRIVATE_LAST = 0xf8ff;
/** No alphabet with words of many letters is above it. */
const SHORT_WORDS = 0x2e80;
const BUCKETS = 16_384;
const BITS = 32;
const UNIT = 0xffff;
const RARE = 0x10000;

/** Folded characters by UTF-16 unit, with the bit of rare ones; 0 is not known yet. */
const FOLDED = new Uint32Array(0x10000);

/** The buckets of the groups of a word, the most telling first. */
export type WordGroups = Uint16Array;

/**
 * The groups of two and three letters of a text: whether a text lacks a word is known without a
 * search. Several words may share a bucket, so that a text may seem to have a group that it lacks.
 */
export class LetterGroups {
  // A bit for each bucket: the whole table stays in the nearest cache.
  readonly #seen = new Int32Array(BUCKETS / BITS);
  #text: string | undefined;
  #hasRare = false;

  /** Whether the text that was read has a rare unit (`isRareUnit`). */
  get hasRare(): boolean {
    return this.#hasRare;
  }

  /** Takes the groups of a text, in place of those of the text before it. */
  read(text: string): void {
    if (this.#text === text) return;
    this.#text = text;
    const seen = this.#seen.fill(0);
    let before = 0;
    let last = SPACE;
    let all = 0;
    for (let at = 0; at <= text.length; at += 1) {
      const unit = at === text.length ? SPACE : text.charCodeAt(at);
      const known = FOLDED[unit] || readUnit(unit);
      const folded = known & UNIT;
      all |= known;
      if (folded === SPACE && last === SPACE) continue;
      // A mark has a space on both sides.
      if (isPrivate(last) || (isPrivate(folded) && last !== SPACE)) {
        mark(seen, toBucket(0, last, SPACE));
        mark(seen, toBucket(before, last, SPACE));
        before = last;
        last = SPACE;
        if (folded === SPACE) continue;
      }
      if (folded >= SHORT_WORDS) mark(seen, toBucket(0, 0, folded));
      mark(seen, toBucket(0, last, folded));
      mark(seen, toBucket(before, last, folded));
      before = last;
      last = folded;
    }
    this.#hasRare = (all & RARE) !== 0;
  }

  /** Returns whether the text that was read may have a group. */
  has(bucket: number): boolean {
    return ((this.#seen[bucket >>> 5] ?? 0) & (1 << (bucket & 31))) !== 0;
  }

  /** Returns whether the text that was read may have all groups of a word. */
  hasAll(groups: WordGroups): boolean {
    for (let at = 0; at < groups.length; at += 1) if (!this.has(groups[at] ?? 0)) return false;
    return true;
  }
}

function mark(seen: Int32Array, bucket: number): void {
  seen[bucket >>> 5] = (seen[bucket >>> 5] ?? 0) | (1 << (bucket & 31));
}

/** Returns the groups of a folded word; none if the word is too short to tell anything. */
export function listGroups(folded: string): WordGroups {
  const unit = (at: number): number => folded.charCodeAt(at);
  if (folded.length === 2) return Uint16Array.of(toBucket(0, unit(0), unit(1)));
  if (folded.length < 2)
    return folded !== '' && unit(0) >= SHORT_WORDS
      ? Uint16Array.of(toBucket(0, 0, unit(0)))
      : new Uint16Array();
  const groups = Array.from({ length: folded.length - 2 }, (_, at) => ({
    bucket: toBucket(unit(at), unit(at + 1), unit(at + 2)),
    // The beginnings and endings of words are in most texts.
    isTelling: !folded.slice(at, at + 3).includes(' '),
  }));
  const sorted = groups.toSorted((a, b) => Number(b.isTelling) - Number(a.isTelling));
  return Uint16Array.from(sorted, ({ bucket }) => bucket);
}

/**
 * Returns a text in the form of the groups: small letters, a space for all between them, and
 * spaces around a mark.
 */
export function foldText(text: string): string {
  let folded = '';
  for (let at = 0; at < text.length; at += 1) {
    const unit = readUnit(text.charCodeAt(at)) & UNIT;
    const letter = String.fromCharCode(unit);
    folded = joinFolded(folded, isPrivate(unit) ? ` ${letter} ` : letter);
  }
  return folded;
}

/** Returns two folded texts as one. */
export function joinFolded(first: string, second: string): string {
  return first.endsWith(' ') && second.startsWith(' ') ? first + second.slice(1) : first + second;
}

function toBucket(first: number, second: number, third: number): number {
  return ((first * 31 + second) * 31 + third) & (BUCKETS - 1);
}

function isPrivate(unit: number): boolean {
  return unit >= PRIVATE_FIRST && unit <= PRIVATE_LAST;
}

function readUnit(unit: number): number {
  const folded = isPrivate(unit) ? unit : foldLetter(String.fromCharCode(unit));
  const known = folded | (isRareUnit(unit) ? RARE : 0);
  FOLDED[unit] = known;
  return known;
}

/** Letters that differ only by their case have one form. */
function foldLetter(letter: string): number {
  if (!/^\p{L}$/u.test(letter)) return SPACE;
  const capital = letter.toUpperCase();
  const small = (capital.length === 1 ? capital : letter).toLowerCase();
  return (small.length === 1 ? small : letter).charCodeAt(0);
}
