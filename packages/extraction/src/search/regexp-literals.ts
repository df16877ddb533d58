import { foldText, joinFolded, listGroups } from './letter-groups.ts';

/** Folded texts of which a match has one. */
type LiteralChoice = readonly string[];

/** The folded texts that a part of an expression matches, or undefined and what a match needs. */
interface PartLiterals {
  readonly exact: LiteralChoice | undefined;
  readonly needs: readonly LiteralChoice[];
}

const CHOICES_MAX = 400;
const PRODUCT_MAX = 64;
/** Of more phrases, only a word of each is searched. */
const PHRASES_MAX = 8;
const CLASS_MAX = 8;
const NEEDS_MAX = 3;
const ANY: PartLiterals = { exact: undefined, needs: [] };
const NOTHING: PartLiterals = { exact: [''], needs: [] };
/** A character that is no letter, or the place before or after one. */
const GAP: PartLiterals = { exact: [' '], needs: [] };

/** The beginning or end of a word. */
const BOUNDARY = /\(\?(?:<!|!)(?:\\p\{L\}|\[\\p\{L\}\])\)/y;
const NEVER = /\(\?!\)/y;
const GROUP = /\((?:\?(?:(?<around><?[=!])|:|<\w+>))?/y;
const QUANTIFIER = /(?:(?<sign>[*+?])|\{(?<least>\d+)(?:,\d*)?\})\??/y;
const ESCAPED =
  /\\(?:u\{(?<point>[\da-fA-F]+)\}|u(?<unit>[\da-fA-F]{4})|x(?<byte>[\da-fA-F]{2})|(?<named>k<\w+>|[pP]\{[^}]*\})|(?<one>.))/suy;
/** A bracket of groups, past escapes and classes. */
const BRACKET = /\\.|\[(?:\\.|[^\]])*\]|[()]/gsu;
/** Letters, without the last one if it is repeated. */
const WORD = /[\p{L} ]+(?![*+?{])/uy;
const NO_LETTERS = /^(?:[sdnrtfv]|[^\p{L}\d])$/u;

/**
 * Returns what each match of a regular expression contains, as lists of which one text is needed
 * from each, the most telling list first. Letters are folded (`foldText`). An unknown part needs
 * nothing, so that no list is too strict.
 */
export function listNeededLiterals(source: string): readonly LiteralChoice[] {
  const needs = listNeeds(new LiteralReader(source).readChoice());
  return needs.toSorted((a, b) => rate(b) - rate(a)).slice(0, NEEDS_MAX);
}

/** The slots of a language are in many of its patterns. */
const LONG_GROUPS = new Map<string, PartLiterals>();
const LONG_GROUP_MIN = 100;
const LONG_GROUPS_MAX = 2000;

function readGroupOnce(source: string): PartLiterals {
  const known = LONG_GROUPS.get(source);
  if (known !== undefined) return known;
  const read = new LiteralReader(source).readChoice();
  if (source.length < LONG_GROUP_MIN) return read;
  if (LONG_GROUPS.size >= LONG_GROUPS_MAX) LONG_GROUPS.clear();
  LONG_GROUPS.set(source, read);
  return read;
}

/** Reads an expression from its beginning to its end. */
class LiteralReader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** Reads alternatives up to the end of their group. */
  readChoice(): PartLiterals {
    const parts = [this.#readSequence()];
    while (this.#source[this.#at] === '|') {
      this.#at += 1;
      parts.push(this.#readSequence());
    }
    return parts.length === 1 ? (parts[0] ?? ANY) : joinChoice(parts);
  }

  #readSequence(): PartLiterals {
    const sequence = new LiteralSequence();
    for (let next = this.#source[this.#at]; next !== undefined; next = this.#source[this.#at]) {
      if (next === '|' || next === ')') break;
      const part = this.#readPart(next);
      const quantifier = this.#match(QUANTIFIER)?.groups;
      sequence.add(quantifier === undefined ? part : repeat(part, quantifier));
    }
    return sequence.end();
  }

  #readPart(next: string): PartLiterals {
    if (next === '(') return this.#readGroup();
    if (next === '[') return this.#readClass();
    if (next === '\\') return this.#readEscape();
    const word = this.#match(WORD)?.[0];
    if (word !== undefined) return toExact(word);
    this.#at += 1;
    if (next === '^' || next === '$') return GAP;
    return next === '.' ? ANY : toExact(next);
  }

  #readGroup(): PartLiterals {
    if (this.#match(BOUNDARY) !== null) return GAP;
    if (this.#match(NEVER) !== null) return { exact: [], needs: [] };
    const around = this.#match(GROUP)?.groups?.['around'];
    const start = this.#at;
    const end = this.#findEnd();
    this.#at = end + 1;
    if (around?.endsWith('!') === true) return NOTHING;
    const content = readGroupOnce(this.#source.slice(start, end));
    if (around === undefined) return content;
    // The words around a match are needed as well, at any place.
    const needs = listNeeds(content);
    return needs.length === 0 ? NOTHING : { exact: undefined, needs };
  }

  /** Returns the place of the bracket that closes the group. */
  #findEnd(): number {
    BRACKET.lastIndex = this.#at;
    let depth = 1;
    for (
      let match = BRACKET.exec(this.#source);
      match !== null;
      match = BRACKET.exec(this.#source)
    ) {
      if (match[0] === '(') depth += 1;
      else if (match[0] === ')') depth -= 1;
      if (depth === 0) return match.index;
    }
    return this.#source.length;
  }

  #readEscape(): PartLiterals {
    const { point, unit, byte, named, one = '' } = this.#match(ESCAPED)?.groups ?? {};
    const code = point ?? unit ?? byte;
    if (code !== undefined) return toExact(String.fromCodePoint(parseInt(code, 16)));
    if (one === 'b' || one === 'B') return NOTHING;
    return named === undefined && NO_LETTERS.test(one) ? GAP : ANY;
  }

  /** Returns the letters of a class, if they are few; a class of signs and digits is a gap. */
  #readClass(): PartLiterals {
    this.#at += 1;
    let isKnown = this.#source[this.#at] !== '^';
    const exact = new Set<string>();
    for (let next = this.#source[this.#at]; next !== ']'; next = this.#source[this.#at]) {
      if (next === undefined) return ANY;
      const isRange = next === '-' && exact.size > 0 && this.#source[this.#at + 1] !== ']';
      const isDigits = isRange && /^\d-\d$/.test(this.#source.slice(this.#at - 1, this.#at + 2));
      if (isRange && !isDigits) isKnown = false;
      const member = next === '\\' ? this.#readEscape() : this.#readLetter(next);
      if (member.exact === undefined) isKnown = false;
      for (const letter of member.exact ?? []) exact.add(letter);
    }
    this.#at += 1;
    return isKnown && exact.size <= CLASS_MAX ? { exact: [...exact], needs: [] } : ANY;
  }

  #readLetter(letter: string): PartLiterals {
    this.#at += 1;
    return toExact(letter);
  }

  #match(form: RegExp): RegExpExecArray | null {
    form.lastIndex = this.#at;
    const match = form.exec(this.#source);
    if (match !== null) this.#at = form.lastIndex;
    return match;
  }
}

/** The parts of an alternative, one after the other. */
class LiteralSequence {
  #exact: LiteralChoice = [''];
  readonly #needs: LiteralChoice[] = [];
  #isExact = true;

  add({ exact, needs }: PartLiterals): void {
    const isOne = exact?.length === 1 || this.#exact.length === 1;
    const productMax = isOne ? CHOICES_MAX : PRODUCT_MAX;
    if (exact !== undefined && this.#exact.length * exact.length <= productMax) {
      this.#exact = this.#exact.flatMap((first) => exact.map((one) => joinFolded(first, one)));
      return;
    }
    this.#close();
    this.#needs.push(...needs);
    this.#exact = exact ?? [''];
  }

  end(): PartLiterals {
    if (this.#isExact) return { exact: [...new Set(this.#exact)], needs: [] };
    this.#close();
    return { exact: undefined, needs: this.#needs };
  }

  #close(): void {
    this.#isExact = false;
    this.#needs.push(...listNeeds({ exact: this.#exact, needs: [] }));
  }
}

function joinChoice(parts: readonly PartLiterals[]): PartLiterals {
  const exact = parts.flatMap((part) => part.exact ?? []);
  const isExact = parts.every((part) => part.exact !== undefined);
  if (isExact && exact.length <= CHOICES_MAX) return { exact: [...new Set(exact)], needs: [] };
  const best = parts.map((part) => listNeeds(part).toSorted((a, b) => rate(b) - rate(a))[0]);
  const isNeeded = best.every((choice) => choice !== undefined);
  return { exact: undefined, needs: isNeeded ? [best.flat()] : [] };
}

function repeat(
  { exact, needs }: PartLiterals,
  { sign, least = '0' }: Readonly<Record<string, string | undefined>>,
): PartLiterals {
  const isGap = exact !== undefined && exact.every((one) => one === ' ');
  const isOptional = sign === undefined ? Number(least) === 0 : sign !== '+';
  if (isGap) return isOptional ? { exact: ['', ' '], needs: [] } : GAP;
  if (isOptional)
    return sign === '?' && exact !== undefined ? { exact: [...exact, ''], needs: [] } : ANY;
  return { exact: undefined, needs: listNeeds({ exact, needs }) };
}

function toExact(letters: string): PartLiterals {
  return { exact: [foldText(letters)], needs: [] };
}

function listNeeds({ exact, needs }: PartLiterals): readonly LiteralChoice[] {
  if (exact === undefined) return needs;
  const words = new Set(exact.length > PHRASES_MAX ? exact.map(findLongestWord) : exact);
  // A gap or a single letter is in every sentence.
  const isTelling = [...words].every((word) => word.trim() !== '' && listGroups(word).length > 0);
  return isTelling ? [[...words]] : [];
}

/** Returns the longest word of a text, with the spaces around it. */
function findLongestWord(text: string): string {
  const words = text.match(/ ?[^ ]+ ?/g) ?? [];
  return words.reduce((one, other) => (other.length > one.length ? other : one), '');
}

/** Returns how seldom a text has one of several: each letter more is worth eight choices fewer. */
function rate(choice: LiteralChoice): number {
  return Math.min(...choice.map(({ length }) => length)) - choice.length / 8;
}
