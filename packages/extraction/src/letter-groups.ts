/** Other characters than letters and marks are one space, however many they are. */
const SPACE = 0x20;
/** Marks of dates, states and bodies are private characters. */
const PRIVATE_FIRST = 0xe000;
const PRIVATE_LAST = 0xf8ff;
/** No alphabet with words of many letters is above it. */
const SHORT_WORDS = 0x2e80;
const BUCKETS = 16_384;

/** Folded characters by UTF-16 unit; 0 is not known yet. */
const FOLDED = new Uint16Array(0x10000);

/**
 * The groups of two and three letters of a text: whether a text lacks a word is known without a
 * search. Several words may share a bucket, so that a text may seem to have a group that it lacks.
 */
export class LetterGroups {
  // The number of the last text that had a group: no table is cleared between texts.
  readonly #seen = new Uint32Array(BUCKETS);
  #number = 0;
  #text: string | undefined;

  /** Takes the groups of a text, in place of those of the text before it. */
  read(text: string): void {
    if (this.#text === text) return;
    this.#text = text;
    this.#number += 1;
    const number = this.#number;
    const seen = this.#seen;
    let before = 0;
    let last = SPACE;
    for (let at = 0; at <= text.length; at += 1) {
      const unit = at === text.length ? SPACE : text.charCodeAt(at);
      const folded = FOLDED[unit] || foldUnit(unit);
      if (folded === SPACE && last === SPACE) continue;
      // A mark has a space on both sides.
      if (isPrivate(last) || (isPrivate(folded) && last !== SPACE)) {
        seen[toBucket(0, last, SPACE)] = number;
        seen[toBucket(before, last, SPACE)] = number;
        before = last;
        last = SPACE;
        if (folded === SPACE) continue;
      }
      if (folded >= SHORT_WORDS) seen[toBucket(0, 0, folded)] = number;
      seen[toBucket(0, last, folded)] = number;
      seen[toBucket(before, last, folded)] = number;
      before = last;
      last = folded;
    }
  }

  /** Returns whether the text that was read may have all groups of a word. */
  hasAll(groups: readonly number[]): boolean {
    for (const group of groups) if (this.#seen[group] !== this.#number) return false;
    return true;
  }
}

/** Returns the groups of a folded word; none if the word is too short to tell anything. */
export function listGroups(folded: string): readonly number[] {
  const unit = (at: number): number => folded.charCodeAt(at);
  if (folded.length > 2)
    return Array.from({ length: folded.length - 2 }, (_, at) =>
      toBucket(unit(at), unit(at + 1), unit(at + 2)),
    );
  if (folded.length === 2) return [toBucket(0, unit(0), unit(1))];
  return folded !== '' && unit(0) >= SHORT_WORDS ? [toBucket(0, 0, unit(0))] : [];
}

/**
 * Returns a text in the form of the groups: small letters, a space for all between them, and
 * spaces around a mark.
 */
export function foldText(text: string): string {
  let folded = '';
  for (let at = 0; at < text.length; at += 1) {
    const unit = foldUnit(text.charCodeAt(at));
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
  return ((first * 31 + second) * 31 + third) % BUCKETS;
}

function isPrivate(unit: number): boolean {
  return unit >= PRIVATE_FIRST && unit <= PRIVATE_LAST;
}

function foldUnit(unit: number): number {
  const folded = isPrivate(unit) ? unit : foldLetter(String.fromCharCode(unit));
  FOLDED[unit] = folded;
  return folded;
}

/** Letters that differ only by their case have one form. */
function foldLetter(letter: string): number {
  if (!/^\p{L}$/u.test(letter)) return SPACE;
  const capital = letter.toUpperCase();
  const small = (capital.length === 1 ? capital : letter).toLowerCase();
  return (small.length === 1 ? small : letter).charCodeAt(0);
}
