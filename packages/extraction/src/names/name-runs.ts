import { LAST_CAPITAL } from './body-words.ts';
import type { DraftBody } from '../draft.ts';
import type { LanguageFile } from '../language/language-file.ts';
import { isCapitalized, listNameWords } from './name-words.ts';
import type { UnitSpan } from '../text/prepared-text.ts';
import { SearchExpression } from '../search/search-expression.ts';

/** "In" is part of a name only before a region: not in "the Committee in Tashkent". */
const REGION = /^\s(?:Asia|Europe|Africa|America)\b/;
/** Words that join only after others. */
const JOINED: ReadonlyMap<string, RegExp> = new Map([
  // "Assembly of States Parties to the Statute".
  ['to', /^Part(?:y|ies)$/],
  // "Organization for Cooperation between Ports".
  ['between', /^Co-?operation$/],
  // Titles in capitals have "of The Conference".
  ['The', /^of$/],
]);
/** "The Programme Office in Tashkent" has its place in its name. */
const SEATED = /^(?:Office|Mission)$/;
/** The next field of a list. */
const FIELD = /^, (?:and )?(?<field>\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?)/u;
const FIELD_MAX = 40;
const NEXT_CAPITALS = /^(?:\s\p{Lu}\p{Ll}+){1,2}(?!\p{L})/u;
const INITIALS = /^(?!U\.)\p{Lu}\.\s?\p{Lu}/u;
const CAPITALS = /^(?:\s\p{Lu}\p{L}+){1,4}/u;
const WORDS_MAX = 24;
const NEXT_WITHIN = 30;
const LENGTH_MAX = 200;

interface NameWord extends UnitSpan {
  readonly word: string;
  readonly isCapital: boolean;
}

function isWithin(found: readonly RegExpExecArray[], at: number): boolean {
  return found.some(({ 0: { length }, index }) => at >= index && at < index + length);
}

/** Finds runs of capitalized words, which may be names of bodies. */
export class NameRuns {
  readonly #kinds: ReadonlyMap<string, DraftBody['kind']>;
  readonly #connectors: ReadonlySet<string>;
  readonly #openers: ReadonlySet<string>;
  readonly #headlineVerbs: ReadonlySet<string>;
  /** The days of the week. */
  readonly #days: ReadonlySet<string>;
  readonly #pressOffices: ReadonlySet<string>;
  readonly #small: ReadonlySet<string>;
  readonly #documents: ReadonlySet<string>;
  readonly #meetings: ReadonlySet<string>;
  /**
   * Words after "on" that are the matter of a meeting, and no field of a body: "on the Situation
   * in".
   */
  readonly #matters: readonly string[];
  /** "Ministers", who may meet without an institution. */
  readonly #collegial: ReadonlySet<string>;
  /** The words between ministers and their field: "in charge of". */
  readonly #charges: SearchExpression;
  /** Fields of ministers and committees: "Trade". */
  readonly #fields: ReadonlySet<string>;

  constructor(
    { words, slots }: LanguageFile,
    kinds: ReadonlyMap<string, DraftBody['kind']>,
    connectors: ReadonlySet<string>,
  ) {
    const read = (list: string): ReadonlySet<string> => new Set(words[list] ?? []);
    this.#kinds = kinds;
    this.#connectors = connectors;
    this.#openers = read('sentenceOpeners');
    this.#headlineVerbs = read('headlineVerbs');
    this.#days = read('noPlaces');
    this.#pressOffices = read('pressOffices');
    this.#small = read('smallNameWords');
    this.#documents = read('documentNouns');
    this.#meetings = read('meetingsOf');
    this.#matters = words['meetingMatters'] ?? [];
    this.#collegial = read('collegialOffices');
    this.#charges = new SearchExpression(slots['chargeOf'] ?? '(?!)');
    this.#fields = read('portfolios');
  }

  /** Returns the runs of capitalized words, with the small words between them. */
  list(text: string): readonly UnitSpan[] {
    const runs: UnitSpan[] = [];
    let words: NameWord[] = [];
    const close = (): void => {
      while (words.length > 0 && words.at(-1)?.isCapital === false) words.pop();
      const [first] = words;
      const last = words.at(-1);
      if (first !== undefined && last !== undefined && last.end - first.start <= LENGTH_MAX)
        runs.push({ start: first.start, end: last.end });
      words = [];
    };
    let lastEnd = 0;
    const charges = this.#charges.list(text);
    for (const match of listNameWords(text)) {
      const [word] = match;
      const start = match.index;
      const end = start + word.length;
      const isNext = this.#isNext(text, { start, end }, lastEnd, words);
      lastEnd = end;
      if (words.length > 0 && !isNext) close();
      const isCapital = this.#isPart(word, words);
      if (words.length === 0 && !this.#opensName(word, text, end)) continue;
      if (this.#documents.has(word) && !this.#goesOn(words) && !this.#names(words, text, end)) {
        // "The Declaration of the Council" names the Council, and a document.
        words = [];
        continue;
      }
      const next = text.slice(end, end + NEXT_WITHIN);
      const isJoint =
        isCapital || isWithin(charges, start) || this.#isConnector(word, next, words.at(-1));
      if (!isJoint) close();
      else if (words.length < WORDS_MAX) {
        const owner = this.#cutOwner(word, text.slice(end, end + FIELD_MAX));
        words.push(this.#toNameWord(owner, start, isCapital));
        if (owner !== word) close();
      }
    }
    close();
    return runs;
  }

  /** Returns whether a word goes on with a run: after a space, or as the next field of a list. */
  #isNext(
    text: string,
    { start, end }: UnitSpan,
    lastEnd: number,
    words: readonly NameWord[],
  ): boolean {
    // "The Head of the Harbour Office H.E. Ana Sa": titles are no part of the name.
    if (end === start + 1 && INITIALS.test(text.slice(start, end + 3))) return false;
    if (start === lastEnd + 1) return text[lastEnd] === ' ';
    const isListed = start === lastEnd + 2 && text[lastEnd] === ',';
    return isListed && this.#goesOnWithField(words, text.slice(lastEnd, end + FIELD_MAX));
  }

  /** "Council on Trade, Industry and Finance": the fields of a body may be a list. */
  #goesOnWithField(words: readonly NameWord[], rest: string): boolean {
    const field = FIELD.exec(rest)?.groups?.['field'];
    const last = words.at(-1)?.word ?? '';
    const at = words.findIndex(({ word }) => this.#kinds.has(word));
    return (
      field !== undefined &&
      field.split(' ').some((word) => this.#fields.has(word)) &&
      this.#fields.has(last) &&
      at >= 0 &&
      words.slice(at + 1).some(({ word }) => /^(?:on|for|of)$/.test(word))
    );
  }

  /** Returns whether a word is one of a name: no day of the week, and no verb of a headline. */
  #isPart(word: string, before: readonly NameWord[]): boolean {
    if (!isCapitalized(word) || word === 'The' || this.#days.has(word)) return false;
    return before.length === 0 || !this.#headlineVerbs.has(word);
  }

  #opensName(word: string, text: string, end: number): boolean {
    const isTitle = word.length === 1 && INITIALS.test(text.slice(end - 1, end + 3));
    return this.#isPart(word, []) && !isTitle && !this.#isOpener(word, text, end);
  }

  #toNameWord(word: string, start: number, isCapital: boolean): NameWord {
    return { word, start, end: start + word.length, isCapital: isCapital || this.#small.has(word) };
  }

  /** "The Harbour Council's leaders" names the Harbour Council. */
  #cutOwner(word: string, rest: string): string {
    // "The Port League's Council" is one name, "the Port League's Work Plan" names only its owner.
    const next = CAPITALS.exec(rest)?.[0].trim().split(' ') ?? [];
    if (/^ \p{Lu}/u.test(rest) && !next.some((one) => this.#documents.has(one))) return word;
    const owner = word.endsWith("'s") ? word.slice(0, -2) : word;
    return this.#kinds.has(owner) ? owner : word;
  }

  #isOpener(word: string, text: string, end: number): boolean {
    // "Meeting in Riga, the Council" opens a sentence, "Meeting of Trade Ministers" is a name.
    const isHead = this.#meetings.has(word) || this.#collegial.has(word);
    if (isHead && text.startsWith(' of ', end)) return false;
    return this.#openers.has(word) && !this.#leadsName(word, text.slice(end));
  }

  /** "Joint Commission" and "Press Office" are names, "Joint Statement" is none. */
  #leadsName(word: string, rest: string): boolean {
    const next = /^\s(\p{L}+)/u.exec(rest)?.[1] ?? '';
    if (this.#pressOffices.has(`${word} ${next}`)) return true;
    if (!/^(?:Joint|Special)$/.test(word)) return false;
    const last = LAST_CAPITAL.exec(rest)?.[1] ?? '';
    return this.#kinds.get(last) === 'organ';
  }

  #isConnector(word: string, next: string, last: NameWord | undefined): boolean {
    const joined = JOINED.get(word);
    if (joined !== undefined) return joined.test(last?.word ?? '');
    if (word === 'in' && !REGION.test(next))
      return SEATED.test(last?.word ?? '') && /^\s\p{Lu}/u.test(next);
    if (word === 'on' && this.#matters.some((matter) => next.startsWith(` ${matter}`)))
      return false;
    return this.#connectors.has(word) || this.#small.has(word);
  }

  /** "Salt Treaty Council" and "Salt Treaty Consultative Meeting" are bodies of the treaty. */
  #names(words: readonly NameWord[], text: string, end: number): boolean {
    if (!words.some(({ isCapital }) => isCapital)) return false;
    const next = NEXT_CAPITALS.exec(text.slice(end, end + FIELD_MAX))?.[0]
      .trim()
      .split(' ');
    return next?.some((word) => this.#kinds.has(word)) === true;
  }

  /** Returns whether a name with a noun of bodies goes on after "of". */
  #goesOn(words: readonly NameWord[]): boolean {
    const last = words.findLast(({ isCapital, word }) => !isCapital && word !== 'the');
    return /^(?:of|to)$/.test(last?.word ?? '') && words.some(({ word }) => this.#kinds.has(word));
  }
}
