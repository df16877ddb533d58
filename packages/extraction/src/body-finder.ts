import { type BodyRegister, type NamedBody, readAbbreviation } from './body-names.ts';
import type { DraftBody } from './draft.ts';
import { inflect } from './state-finder.ts';
import type { LanguageFile } from './language-file.ts';
import type { UnitSpan } from './prepared-text.ts';

/** A body that the words name. */
export interface BodyMention extends UnitSpan {
  readonly body: NamedBody;
  readonly name: string;
}

const HAN = /\p{Script=Han}/u;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}'&-]*/gu;
/** "In" is part of a name only before a region: not in "the Committee in Tashkent". */
const REGION = /^\s(?:Asia|Europe|Africa|America)\b/;
const HEREINAFTER = /^\s?\((?:hereinafter|hereafter|ci-après)[^()]{0,60}\)/;
const WORDS_MAX = 24;
const LENGTH_MAX = 200;

/** Returns the forms of an ordinal as a capitalized word. */
function toCapital(ordinal: string): readonly string[] {
  return ordinal.split('|').map((form) => (form[0] ?? '').toUpperCase() + form.slice(1));
}

/** Finds the names of bodies in the words of one language. */
export class BodyFinder {
  readonly #kinds: ReadonlyMap<string, DraftBody['kind']>;
  readonly #connectors: ReadonlySet<string>;
  readonly #openers: ReadonlySet<string>;
  // Names of Chinese end with their noun; those of an inflected language begin with it.
  readonly #han: RegExp | undefined;
  readonly #phrase: RegExp | undefined;
  readonly #nominatives = new Map<string, string>();
  readonly #small: ReadonlySet<string>;
  readonly #documents: ReadonlySet<string>;
  readonly #generic: ReadonlySet<string>;

  constructor({ language, bodyNouns, words, states, ordinals, slots }: LanguageFile) {
    this.#kinds = new Map(
      Object.entries(bodyNouns).flatMap(([kind, nouns]) =>
        nouns.map((noun) => [noun, kind as DraftBody['kind']] as const),
      ),
    );
    this.#connectors = new Set(words['nameConnectors'] ?? ['of', 'the', 'for', 'and', 'on']);
    this.#openers = new Set(words['sentenceOpeners'] ?? []);
    this.#small = new Set(words['smallNameWords'] ?? []);
    this.#generic = new Set([...(words['genericNames'] ?? []), ...ordinals.flatMap(toCapital)]);
    this.#documents = new Set(words['documentNouns'] ?? []);
    const nouns = [...this.#kinds.keys()].toSorted((a, b) => b.length - a.length);
    const stops = (words['nameStops'] ?? []).join('|');
    if (language === 'zh')
      this.#han = new RegExp(
        `(?:(?!${stops})[\\p{Script=Han}A-Za-z]){2,24}(?:${nouns.join('|')})`,
        'gu',
      );
    const tail = slots['bodyTail'];
    if (tail !== undefined)
      this.#phrase = new RegExp(`(?<!\\p{L})(?:${nouns.join('|')})${tail}`, 'gu');
    if (Object.keys(states.endings).length === 0) return;
    for (const noun of nouns)
      for (const form of inflect(noun, states.endings)) this.#nominatives.set(form, noun);
    const forms = [...this.#nominatives.keys()].toSorted((a, b) => b.length - a.length);
    this.#phrase = new RegExp(
      `(?<!\\p{L})(?:${forms.join('|')})(?:\\s(?!(?:${stops})(?!\\p{L}))[\\p{L}-]+){1,9}`,
      'gu',
    );
  }

  /** Returns the bodies that the words name, and introduces those that the register lacks. */
  find(text: string, register: BodyRegister): readonly BodyMention[] {
    if (this.#han !== undefined) return this.#findHan(text, register, this.#han);
    if (this.#phrase !== undefined) return this.#findPhrases(text, register, this.#phrase);
    const mentions: BodyMention[] = [];
    for (const run of this.#listRuns(text)) {
      const name = text.slice(run.start, run.end);
      const known = register.find(name);
      const kind = this.#findKind(name);
      if (known === undefined && kind === undefined) {
        const inner = this.#findInside(name, run.start, register);
        if (inner !== undefined) mentions.push(inner);
        continue;
      }
      const abbreviation = readAbbreviation(text, run.end);
      const body =
        known === undefined || abbreviation !== undefined
          ? register.introduce(name, kind ?? 'organ', abbreviation)
          : known;
      const start = /(?:^|\s)[Tt]he $/.test(text.slice(Math.max(0, run.start - 5), run.start))
        ? run.start - 4
        : run.start;
      const brackets = HEREINAFTER.exec(text.slice(run.end, run.end + 80))?.[0].length ?? 0;
      const end = abbreviation === undefined ? run.end + brackets : text.indexOf(')', run.end) + 1;
      mentions.push({ body, start, end, name: text.slice(start, run.end) });
    }
    return mentions;
  }

  /** Returns a known body whose name begins a run: "SCO RATS" in "SCO RATS Days". */
  #findInside(name: string, start: number, register: BodyRegister): BodyMention | undefined {
    const words = name.split(' ');
    for (let count = words.length - 1; count > 0; count -= 1) {
      const part = words.slice(0, count).join(' ');
      const body = register.find(part);
      if (body !== undefined) return { body, start, end: start + part.length, name: part };
    }
    return undefined;
  }

  /** Returns the runs of capitalized words, with the small words between them. */
  #listRuns(text: string): readonly UnitSpan[] {
    const runs: UnitSpan[] = [];
    let words: { readonly start: number; readonly end: number; readonly isCapital: boolean }[] = [];
    const close = (): void => {
      while (words.length > 0 && words.at(-1)?.isCapital === false) words.pop();
      const [first] = words;
      const last = words.at(-1);
      if (first !== undefined && last !== undefined && last.end - first.start <= LENGTH_MAX)
        runs.push({ start: first.start, end: last.end });
      words = [];
    };
    let lastEnd = 0;
    for (const match of text.matchAll(WORD)) {
      const [word] = match;
      const start = match.index;
      const end = start + word.length;
      const gap = text.slice(lastEnd, start);
      lastEnd = end;
      if (words.length > 0 && !/^ $/.test(gap)) close();
      const isCapital = /^(?:[ldLD]')?\p{Lu}/u.test(word);
      const opens = words.length === 0 && (this.#openers.has(word) || !isCapital);
      if (opens) continue;
      if (this.#documents.has(word)) {
        // "The Declaration of the Council" names the Council, and a document.
        words = [];
        continue;
      }
      const connects = this.#connectors.has(word) || this.#small.has(word);
      const isRegional = word !== 'in' || REGION.test(text.slice(end, end + 12));
      if (!isCapital && !(connects && isRegional)) close();
      else if (words.length < WORDS_MAX)
        words.push({ start, end, isCapital: isCapital || this.#small.has(word) });
    }
    close();
    return runs;
  }

  #findKind(name: string): DraftBody['kind'] | undefined {
    const words = name.split(/[\s]/);
    if (words.length < 2 || words.every((word) => this.#generic.has(word))) return undefined;
    // The first noun is the head of "Council of the Union"; the last one of "Union Council".
    const nouns = words.flatMap((word, index) => (this.#kinds.has(word) ? [index] : []));
    const [first] = nouns;
    if (first === undefined) return undefined;
    const isPhrase = words.slice(first + 1).some((word) => this.#connectors.has(word));
    const head = words[isPhrase ? first : (nouns.at(-1) ?? first)] ?? '';
    return this.#kinds.get(head);
  }

  /** Finds names that begin with a noun in any case, and known names in any case. */
  #findPhrases(text: string, register: BodyRegister, form: RegExp): readonly BodyMention[] {
    return [...text.matchAll(form)].map((match) => {
      const [name] = match;
      const [noun = '', ...rest] = name.split(' ');
      const nominative = [this.#nominatives.get(noun) ?? noun, ...rest].join(' ');
      const kind = this.#kinds.get(this.#nominatives.get(noun) ?? '') ?? 'organ';
      const end = match.index + name.length;
      const abbreviation = readAbbreviation(text, end);
      const body = register.introduce(nominative, kind, abbreviation);
      const close = abbreviation === undefined ? end : text.indexOf(')', end) + 1;
      return { body, start: match.index, end: close, name };
    });
  }

  #findHan(text: string, register: BodyRegister, form: RegExp): readonly BodyMention[] {
    const known = register.all
      .flatMap((body) => [...body.names].map((name) => ({ name, body })))
      .filter(({ name }) => HAN.test(name));
    const found: BodyMention[] = known
      .toSorted((a, b) => b.name.length - a.name.length)
      .flatMap(({ name, body }) => {
        const at = text.indexOf(name);
        return at < 0 ? [] : [{ body, name, start: at, end: at + name.length }];
      });
    for (const match of text.matchAll(form)) {
      const name = match[0].replace(/^.*(?:的|召开|主持|举行)/u, '');
      const start = match.index + match[0].length - name.length;
      if (name.length < 3) continue;
      const kind =
        this.#kinds.get([...this.#kinds.keys()].find((noun) => name.endsWith(noun)) ?? '') ??
        'organ';
      const abbreviation = readAbbreviation(text, start + name.length);
      found.push({
        body: register.introduce(name, kind, abbreviation),
        start,
        end: start + name.length,
        name,
      });
    }
    const sorted = found.toSorted((a, b) => a.start - b.start || b.end - a.end);
    return sorted.filter(({ start }, index) =>
      sorted.slice(0, index).every((other) => other.end <= start),
    );
  }
}
