import { isPartOfHanName } from '../names/han-persons.ts';
import { readHanSides, type HanSides } from '../names/han-sides.ts';
import type { BodyFinder, BodyMention } from '../names/body-finder.ts';
import type { BodyRegister } from '../names/body-names.ts';
import { onceByFile, toCueSource } from '../language/cues.ts';
import type { LanguageFile } from '../language/language-file.ts';
import { MARKS } from '../text/marks.ts';
import { SearchExpression } from '../search/search-expression.ts';
import type { DateFinder, DatePhrase } from '../language/dates.ts';
import type { UnitSpan } from '../text/prepared-text.ts';
import { SENTENCE_LENGTH_MAX, type TextSentence } from '../text/sentences.ts';
import type { StateFinder, StateMention } from '../names/state-finder.ts';

/** A name or date of a sentence. Places are those of the sentence. */
export type SentenceMention =
  | ({ readonly kind: 'date' } & DatePhrase)
  | ({ readonly kind: 'state' } & StateMention)
  | ({ readonly kind: 'body' } & BodyMention);

const NAME_WITHIN = 60;
/** "Minister for Foreign Affairs and International Cooperation of the". */
const OFFICE_OF_WITHIN = 100;
/** The lines of the head begin within so many characters. */
const HEAD_UNITS = 3000;
/** The head of a state or delegation; its name does not go on after the state. */
const OFFICE_OF =
  /\b(?:President|Minister|Affairs|Chancellor|King|Emir|Ambassador|Head|Governor|Government|Republic|Kingdom) (?:of|for) (?:the )?$|\b(?:Minister|Secretary) (?:of|for) (?:(?:(?:and|of|the) )?\p{Lu}[\p{L}-]+ ){1,6}of (?:the )?$/u;

/**
 * A sentence in which each date, state and body is one character, so that a pattern needs none of
 * their forms.
 */
export class MarkedSentence {
  readonly sentence: TextSentence;
  readonly marked: string;
  readonly mentions: readonly SentenceMention[];
  /** The places of the mentions in the marked text. */
  readonly marks: readonly number[];

  constructor(sentence: TextSentence, mentions: readonly SentenceMention[]) {
    this.sentence = sentence;
    this.mentions = mentions;
    let marked = '';
    let at = 0;
    const marks: number[] = [];
    for (const mention of mentions) {
      marked += sentence.text.slice(at, mention.start);
      marks.push(marked.length);
      marked += MARKS[mention.kind];
      at = mention.end;
    }
    this.marked = marked + sentence.text.slice(at);
    this.marks = marks;
  }

  /** Returns the mentions within a part of the marked text. */
  listMentions({ start, end }: UnitSpan): readonly SentenceMention[] {
    return this.mentions.filter((_, index) => {
      const mark = this.marks[index] ?? -1;
      return mark >= start && mark < end;
    });
  }

  /** Returns the span of the document for a part of the marked text. */
  toSpan({ start, end }: UnitSpan): UnitSpan {
    return {
      start: this.sentence.start + this.#toPlace(start),
      end: this.sentence.start + this.#toPlace(end),
    };
  }

  /** Returns the words of a part of the marked text. */
  getWords({ start, end }: UnitSpan): string {
    return this.sentence.text.slice(this.#toPlace(start), this.#toPlace(end));
  }

  /** Returns the place in the marked text of a place of the sentence. */
  toMark(place: number): number {
    return this.mentions.reduce(
      (mark, { start, end }) => (end <= place ? mark - (end - start - 1) : mark),
      place,
    );
  }

  #toPlace(mark: number): number {
    let shift = 0;
    for (const [index, mention] of this.mentions.entries()) {
      if ((this.marks[index] ?? 0) >= mark) break;
      shift += mention.end - mention.start - 1;
    }
    return mark + shift;
  }
}

/** Words after a state that a body's name goes on with: "Gulf of Guinea Customs Union". */
const getBodyRest = onceByFile(
  ({ bodyNouns }) =>
    new SearchExpression(
      `^(?:\\s\\p{Lu}[\\p{L}-]+){0,4}\\s(?:${Object.values(bodyNouns).flat().join('|') || '(?!)'})(?!\\p{L})`,
    ),
);

function isBodyNoun(word: string, { bodyNouns }: LanguageFile): boolean {
  return Object.values(bodyNouns).some((nouns) => nouns.includes(word));
}

/** "The Federation of Malta and Italy": the noun of a body begins the name of a state. */
function isNamedState(
  { start }: BodyMention,
  states: readonly StateMention[],
  file: LanguageFile,
): boolean {
  const state = states.find((one) => one.start === start);
  if (state === undefined) return false;
  const [first = ''] = state.name.replace(/^[Tt]he\s/u, '').split(' ');
  return isBodyNoun(first, file);
}

function namesPerson(after: string, file: LanguageFile): boolean {
  return /^ \p{Lu}/u.test(after) && !getBodyRest(file).test(after);
}

const JOINED_NOUN = /(\p{Lu}\p{L}+) and (?:the )?$/u;
const BETWEEN = /\bbetween (?:the )?[^,]*$/;

/**
 * Separates names that only touch: "Malta and the Harbour Committee" has two, and "the Council of
 * Malta Ana Sa" ends with the state.
 */
function separateStates(text: string, states: readonly StateMention[], file: LanguageFile): string {
  let separated = text;
  const cut = (at: number): void => {
    separated = `${separated.slice(0, at)};${separated.slice(at + 1)}`;
  };
  for (const { start, end } of states) {
    const before = text.slice(Math.max(0, start - NAME_WITHIN), start);
    const isJoined = /^ (?:and|for the) /.test(text.slice(end, end + 9));
    const isPart = /\p{Lu}[\p{L}-]+ (?:of|for|between) (?:the )?$/u.test(before);
    const office = text.slice(Math.max(0, start - OFFICE_OF_WITHIN), start);
    if (isJoined && (!isPart || OFFICE_OF.test(office))) cut(end);
    // "The Union and Malta" are two, "between the Union and Malta" may be one name.
    const noun = JOINED_NOUN.exec(before)?.[1];
    if (noun !== undefined && isBodyNoun(noun, file) && !BETWEEN.test(before)) cut(start - 1);
    const isOwner = getOwnedOffice(file).test(text.slice(end, end + NAME_WITHIN));
    if (isOwner || (isPart && namesPerson(text.slice(end, end + NAME_WITHIN), file))) cut(end);
  }
  return separated;
}

/** "Malta's Cabinet Secretary for Community Affairs" names Malta and an office. */
const getOwnedOffice = onceByFile(
  ({ words }) =>
    new SearchExpression(
      `^'s\\s(?:\\p{Lu}[\\p{L}-]+\\s){0,3}(?:${toCueSource(words['personOffices'] ?? [])})`,
    ),
);

/** The finders of one language. */
interface SentenceFinders {
  readonly file: LanguageFile;
  readonly dates: DateFinder;
  readonly states: StateFinder;
  readonly bodies: BodyFinder;
}

const OFFICE_WITHIN = 60;
const getOfficeBefore = onceByFile(
  ({ words }) =>
    new SearchExpression(
      // "Председатель Мажилиса Парламента": words of the office in the genitive.
      `(?:${toCueSource(words['personOffices'] ?? [])})\\s(?:(?:of|de|du)\\s(?:[Tt]he\\s)?|(?:[а-яА-ЯёЁ-]{3,}[аяыийе]\\s){1,2})?$`,
    ),
);

/**
 * "Premier of the State Council of Malta": the organ of a state, beside an office, names the state.
 */
function isOfState(
  { start, end, name }: BodyMention,
  text: string,
  states: readonly StateMention[],
  file: LanguageFile,
): boolean {
  // "Under the presidency of Malta of the Harbour Union".
  const first = states.find((state) => state.start === start);
  if (first !== undefined && text.startsWith(' of ', first.end)) return true;
  const owner = states.find((state) => state.start > start && state.start < end);
  if (owner === undefined || /\s(?:по|for|on)\s/u.test(name)) return false;
  const tail = text.slice(owner.end, end);
  return (
    !/\p{Ll}{3,}\s|\s\p{Ll}/u.test(tail) &&
    getOfficeBefore(file).test(text.slice(Math.max(0, start - OFFICE_WITHIN), start))
  );
}

/** Reads sentences: finds the dates, states and bodies that they name. */
export class SentenceReader {
  readonly #finders: SentenceFinders;
  readonly #register: BodyRegister;
  readonly #published: string | undefined;
  readonly #sides: HanSides;
  readonly #head = new Map<string, { readonly version: number; readonly marked: MarkedSentence }>();

  constructor(
    finders: SentenceFinders,
    register: BodyRegister,
    published: string | undefined,
    sides: HanSides = new Map(),
  ) {
    this.#sides = sides;
    this.#finders = finders;
    this.#register = register;
    this.#published = published;
  }

  /**
   * Returns a sentence with its mentions. The lines at the head of a text are asked for repeatedly.
   */
  read(sentence: TextSentence): MarkedSentence {
    if (sentence.start >= HEAD_UNITS) return this.#readAnew(sentence);
    const { version } = this.#register;
    const key = `${sentence.start} ${sentence.end} ${sentence.text}`;
    const known = this.#head.get(key);
    // A new name may change what the words mention.
    if (known?.version === version) return known.marked;
    const marked = this.#readAnew(sentence);
    this.#head.set(key, { version, marked });
    return marked;
  }

  #readAnew(sentence: TextSentence): MarkedSentence {
    // A line without an end is no sentence, but it may be the title.
    const text = sentence.text.slice(0, SENTENCE_LENGTH_MAX);
    const { file } = this.#finders;
    const states = readHanSides(text, this.#finders.states.find(text), this.#sides).filter(
      (state) => !isPartOfHanName(text, state, file),
    );
    const found: SentenceMention[] = [
      ...this.#finders.bodies
        .find(separateStates(text, states, this.#finders.file), this.#register)
        .filter(
          (mention) =>
            !isOfState(mention, text, states, this.#finders.file) &&
            !isNamedState(mention, states, this.#finders.file),
        )
        .map((mention) => ({ kind: 'body' as const, ...mention })),
      ...this.#finders.dates
        .find(text, this.#published)
        .map((mention) => ({ kind: 'date' as const, ...mention })),
      ...states.map((mention) => ({ kind: 'state' as const, ...mention })),
    ];
    // Of two that overlap, the earlier counts, and of two that begin together the longer one.
    const sorted = found.toSorted((a, b) => a.start - b.start || b.end - a.end);
    const kept: SentenceMention[] = [];
    for (const mention of sorted) if (mention.start >= (kept.at(-1)?.end ?? 0)) kept.push(mention);
    return new MarkedSentence(sentence, kept);
  }
}
