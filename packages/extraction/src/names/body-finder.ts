import { createSpelledName } from './spelled-names.ts';
import { SearchExpression } from '../search/search-expression.ts';
import { endOfAbbreviation, INNER_SHORT, readAbbreviation } from './abbreviations.ts';
import { type BodyRegister, type NamedBody } from './body-names.ts';
import { createNounFinder, type NounFinder } from './body-nouns.ts';
import { addParts, joinOwners } from './body-owners.ts';
import type { DraftBody } from '../draft.ts';
import {
  findAbbreviations,
  joinOwnerNoun,
  skipAside,
  toNominative,
  toTailForm,
} from './body-words.ts';
import {
  ABBREVIATED_FIRST,
  AND_THE,
  countBeforeOffice,
  endsWithOne,
  findJoint,
  findMembersEnd,
  findOfficerJoint,
  findOfficerStart,
} from './name-cuts.ts';
import { HanBodyFinder } from './han-body-finder.ts';
import { compileInflected } from './inflected-names.ts';
import type { LanguageFile } from '../language/language-file.ts';
import { toCapital, toPairs } from '../language/word-forms.ts';
import { NameRuns } from './name-runs.ts';
import {
  readMeetingOffices,
  createPassedOfficeTest,
  type MeetingOffices,
  type PassedOfficeTest,
} from './passed-offices.ts';
import { type NumberingWords, readNumberingWords } from './numbering-words.ts';
import type { UnitSpan } from '../text/prepared-text.ts';

/** A body that the words name. */
export interface BodyMention extends UnitSpan {
  readonly body: NamedBody;
  readonly name: string;
}

/** No name of a body is longer; a text may go on with nouns of bodies for ever. */
const PHRASE_LENGTH_MAX = 300;
const OFFICE_WORDS_MAX = 4;

/** Finds the names of bodies in the words of one language. */
export class BodyFinder {
  readonly #kinds: ReadonlyMap<string, DraftBody['kind']>;
  readonly #connectors: ReadonlySet<string>;
  readonly #runs: NameRuns;
  // Names of Chinese end with their noun; those of an inflected language begin with it.
  readonly #han: HanBodyFinder | undefined;
  readonly #phrase: SearchExpression | undefined;
  readonly #nominatives = new Map<string, string>();
  readonly #smallNouns = new Map<string, string>();
  readonly #numbering: NumberingWords;
  readonly #meetings: ReadonlySet<string>;
  readonly #offices: ReadonlySet<string>;
  readonly #personOffices: ReadonlySet<string>;
  readonly #headsOf: readonly string[];
  readonly #adjectives: readonly (readonly [string, string])[];
  readonly #sessions: ReadonlySet<string>;
  readonly #passes: PassedOfficeTest;
  readonly #hosts: MeetingOffices;
  readonly #findNouns: NounFinder;
  /** Last words of names that are none of a body: "the Minister for Community Affairs". */
  readonly #noBodies: ReadonlySet<string>;

  constructor(file: LanguageFile) {
    const { language, bodyNouns, slots } = file;
    const list = (name: string): readonly string[] => file.words[name] ?? [];
    this.#kinds = new Map(
      Object.entries(bodyNouns).flatMap(([kind, nouns]) =>
        nouns.map((noun) => [noun, kind as DraftBody['kind']] as const),
      ),
    );
    const connectors = list('nameConnectors');
    this.#connectors = new Set(
      connectors.length === 0 ? ['of', 'the', 'for', 'and', 'on'] : connectors,
    );
    this.#runs = new NameRuns(file, this.#kinds, this.#connectors);
    this.#numbering = readNumberingWords(file);
    this.#meetings = new Set(list('meetingsOf'));
    this.#headsOf = list('headsOf');
    this.#personOffices = new Set(list('personOffices'));
    this.#offices = new Set([...list('officesOf'), ...this.#personOffices]);
    this.#adjectives = toPairs(list('adjectiveCases')).toSorted(([a], [b]) => b.length - a.length);
    this.#sessions = new Set(
      [file.sessions['extraordinary'] ?? [], file.sessions['ordinary'] ?? []].flat(),
    );
    this.#passes = createPassedOfficeTest(file);
    this.#hosts = readMeetingOffices(file);
    this.#findNouns = createNounFinder(file, this.#kinds);
    this.#noBodies = new Set(list('noBodies'));
    const nouns = [...this.#kinds.keys()].toSorted((a, b) => b.length - a.length);
    if (language === 'zh') this.#han = new HanBodyFinder(file);
    const tail = slots['bodyTail'];
    if (tail !== undefined) {
      const { extraordinary = [], ordinary = [] } = file.sessions;
      for (const noun of nouns) this.#smallNouns.set(noun.toLowerCase(), noun);
      this.#phrase = toTailForm(nouns, [...extraordinary, ...ordinary], {
        tail,
        spelled: createSpelledName(nouns, file),
      });
    }
    if (Object.keys(file.states.endings).length > 0)
      this.#phrase = compileInflected(nouns, file, this.#nominatives);
  }

  /** Returns the bodies that the words name, and introduces those that the register lacks. */
  find(text: string, register: BodyRegister): readonly BodyMention[] {
    if (this.#han !== undefined) return this.#han.find(text, register);
    if (this.#phrase !== undefined) return this.#findPhrases(text, register, this.#phrase);
    const found = this.#runs
      .list(text)
      .flatMap((run) => this.#splitRun(text, run))
      .flatMap((run) => this.#readRun(text, run, register) ?? []);
    return joinOwners(text, addParts(text, found, register, this.#kinds), register);
  }

  /** "The River Fund and the Ferry Association" are two bodies. */
  #splitRun(text: string, run: UnitSpan): readonly UnitSpan[] {
    const name = text.slice(run.start, run.end);
    const own = findOfficerStart(name, (word) => this.#kinds.has(word));
    if (own > 0) return [{ start: run.start + own, end: run.end }];
    const officer = findOfficerJoint(name, (words) => endsWithOne(words, this.#personOffices));
    if (officer !== undefined)
      return [
        ...this.#splitRun(text, { start: run.start, end: run.start + officer.start }),
        ...this.#splitRun(text, { start: run.start + officer.end, end: run.end }),
      ];
    const joint = findJoint(name);
    if (joint !== undefined && this.#findKind(name.slice(0, joint.start)) !== undefined)
      return [
        ...this.#splitRun(text, { start: run.start, end: run.start + joint.start }),
        { start: run.start + joint.end, end: run.end },
      ];
    const at = name.indexOf(AND_THE);
    if (at < 0) return [run];
    const second = name.slice(at + AND_THE.length);
    const first = name.slice(0, at);
    const isNamed = ABBREVIATED_FIRST.test(first) || this.#findKind(first) !== undefined;
    if (!isNamed || this.#findKind(second) === undefined) return [run];
    const start = run.start + at + AND_THE.length;
    return [
      { start: run.start, end: run.start + at },
      ...this.#splitRun(text, { start, end: run.end }),
    ];
  }

  #readRun(text: string, whole: UnitSpan, register: BodyRegister): BodyMention | undefined {
    const cut = this.#cutRest(text, this.#cutHeads(text, this.#cutMeeting(text, whole)));
    const { start: from, end } = this.#cutGeneric(text, cut, register);
    const members = findMembersEnd(text.slice(from, end), (word) => this.#kinds.has(word));
    const run = { start: from + members, end };
    const name = joinOwnerNoun(text.slice(run.start, run.end), this.#kinds);
    const known = this.#findNamed(name, register);
    const kind =
      this.#findKind(name) ??
      (this.#namesMeeting(text.slice(whole.start, run.start), name) ? 'meeting-series' : undefined);
    if (known === undefined && kind === undefined)
      return this.#findInside(name, run.start, register);
    const abbreviation = readAbbreviation(text, run.end);
    const body =
      known === undefined || abbreviation !== undefined
        ? register.introduce(name, kind ?? 'organ', abbreviation)
        : known;
    const start = /(?:^|\s)[Tt]he $/.test(text.slice(Math.max(0, run.start - 5), run.start))
      ? run.start - 4
      : run.start;
    const named = abbreviation === undefined ? run.end : text.indexOf(')', run.end) + 1;
    const guests = this.#hosts.countGuests(name, text, { start: run.end, end: named });
    return { body, start, end: skipAside(text, named) + guests, name: text.slice(start, run.end) };
  }

  /** Returns the body with a name. "Foreign Minister" does not name the "Foreign Ministers" that meet. */
  #findNamed(name: string, register: BodyRegister): NamedBody | undefined {
    const found = register.find(name);
    return this.#personOffices.has(name) && found?.names.has(name) !== true ? undefined : found;
  }

  /** "Concluding Officials' Meeting" is one of the Officials' Meeting that the text has named. */
  #cutGeneric(text: string, run: UnitSpan, register: BodyRegister): UnitSpan {
    const name = text.slice(run.start, run.end);
    const at = name.indexOf(' ') + 1;
    if (at === 0 || !this.#numbering.isGeneric(name.slice(0, at - 1))) return run;
    const known = register.find(name) === undefined ? register.find(name.slice(at)) : undefined;
    return known?.kind === 'meeting-series' ? { start: run.start + at, end: run.end } : run;
  }

  /** "State and Government of the Union", after "Heads of", names the Union. */
  #cutHeads(text: string, run: UnitSpan): UnitSpan {
    const name = text.slice(run.start, run.end);
    const head = this.#headsOf.find((words) => name.startsWith(`${words} of `));
    if (head === undefined) return run;
    const length = `${head} of ${name.startsWith(`${head} of the `) ? 'the ' : ''}`.length;
    return { start: run.start + length, end: run.end };
  }

  /** "The Ports Committee Ana Sa" names the Ports Committee. */
  #cutRest(text: string, run: UnitSpan): UnitSpan {
    const words = text.slice(run.start, run.end).split(' ');
    const noun = words.findLastIndex((word) => this.#kinds.has(word));
    // "The Council of Ministers' Meeting".
    const owned = words.at(-2)?.endsWith("'") === true ? 2 : 1;
    if (this.#endsWithMeeting(words))
      return { start: run.start, end: run.end - (words[noun]?.length ?? 0) - owned };
    const kept = countBeforeOffice(words, this.#kinds, this.#offices, this.#personOffices);
    if (kept !== undefined)
      return { start: run.start, end: run.start + words.slice(0, kept).join(' ').length };
    const rest = words.slice(noun + 1);
    // Two capitalized words after a body of an officer are his name.
    const isName = rest.length > 1 && !rest.some((word) => this.#connectors.has(word));
    if (noun < 1 || !isName || !this.#follows(text.slice(0, run.start))) return run;
    return { start: run.start, end: run.start + words.slice(0, noun + 1).join(' ').length };
  }

  /** "The Harbour Council Meeting" and "the Council of Masters Meeting" are meetings of a council. */
  #endsWithMeeting(words: readonly string[]): boolean {
    const at = words.length - 1;
    if (at < 2 || !this.#meetings.has(words[at] ?? '')) return false;
    const isOf = (word: string, index: number): boolean =>
      this.#kinds.has(word) && (index === at - 1 || words[index + 1] === 'of');
    return this.#kinds.has(words[at] ?? '') && words.slice(0, at).some(isOf);
  }

  /** Returns whether the words end with an office: "Director of the". */
  #follows(before: string): boolean {
    const words = /(\p{L}[\p{L}-]*(?:\s\p{L}[\p{L}-]*)?)\sof\s(?:the\s)?$/u.exec(before)?.[1];
    return words !== undefined && this.#endsWithOffice(words.split(' '));
  }

  /** "Ninth Meeting of the Sea Ministers" names a series of meetings. */
  #namesMeeting(head: string, name: string): boolean {
    return name.includes(' ') && head.split(' ').some((word) => this.#meetings.has(word));
  }

  /** Returns a known body whose name begins a run: "SCO RATS" in "SCO RATS Days". */
  #findInside(name: string, start: number, register: BodyRegister): BodyMention | undefined {
    const words = name.split(' ');
    for (let count = words.length - 1; count > 0; count -= 1) {
      const part = words.slice(0, count).join(' ');
      if (this.#connectors.has(words[count - 1] ?? '')) continue;
      const body = this.#findNamed(part, register);
      if (body !== undefined) return { body, start, end: start + part.length, name: part };
    }
    return undefined;
  }

  /** "Ninth Regular Meeting of the Harbour Council" names the Harbour Council. */
  #cutMeeting(text: string, run: UnitSpan): UnitSpan {
    const name = text.slice(run.start, run.end);
    const words = name.split(' ');
    // "Chair of the Harbour Council" names the Harbour Council.
    const before = words.indexOf('of') - 1;
    // "Session LVII of the Harbour Council": the number follows its noun.
    const isNumber = before === 0 && /^[IVXLC]{2,}$/.test(words[0] ?? '');
    const isBefore = isNumber || this.#isOffice(words.slice(0, before + 1), text, run);
    const noun = isBefore ? before : words.findIndex((word) => this.#meetings.has(word));
    if (noun < 0 || words[noun + 1] !== 'of') return this.#cutOrdinal(run, words);
    // "Conclusion of the Seventh Special Meeting of the Council": the number begins the meeting.
    const number = words.slice(0, noun).findIndex((word) => this.#numbering.isOrdinal(word)) + 1;
    if (!isBefore && !words.slice(number, noun).every((word) => this.#numbering.isGeneric(word)))
      return run;
    const head = words.slice(0, /^[Tt]he$/.test(words[noun + 2] ?? '') ? noun + 3 : noun + 2);
    return { start: run.start + head.join(' ').length + 1, end: run.end };
  }

  /** Returns whether words before "of" are an office that is no part of a name. */
  #isOffice(words: readonly string[], text: string, run: UnitSpan): boolean {
    const last = words.at(-1) ?? '';
    if (words.length === 1 && this.#hosts.meet(last, text, run.end)) return false;
    if (words.length > OFFICE_WORDS_MAX) return false;
    // "Handed over the Pro Tempore Presidency of the Union".
    return this.#passes(last, text, run) || this.#endsWithOffice(words);
  }

  /** "Deputy Secretary General". */
  #endsWithOffice(words: readonly string[]): boolean {
    return endsWithOne(words, this.#offices);
  }

  /** "Second Conference on Waters" is a meeting of the Conference on Waters. */
  #cutOrdinal(run: UnitSpan, [first = '', ...rest]: readonly string[]): UnitSpan {
    if (!this.#numbering.isOrdinal(first)) return run;
    const kind = this.#findKind(rest.join(' '));
    // "Second Committee" is a name, "Second World Assembly" is none.
    const isSeries =
      kind === 'meeting-series' || (kind !== undefined && rest.at(-1) === 'Assembly');
    return isSeries ? { start: run.start + first.length + 1, end: run.end } : run;
  }

  #findKind(name: string): DraftBody['kind'] | undefined {
    if (!name.includes(' ')) return undefined;
    const words = name.split(' ');
    if (words.every((word) => this.#numbering.isGeneric(word))) return undefined;
    // The first noun is the head of "Council of the Union"; the last one of "Union Council".
    const nouns = this.#findNouns(words);
    const [first] = nouns;
    if (first === undefined) return undefined;
    const isPhrase = words.slice(first + 1).some((word) => this.#connectors.has(word));
    // "Minister for Community Affairs" names an office, "Dialogue Partners" are states.
    if (!isPhrase && this.#noBodies.has(words.at(-1) ?? '')) return undefined;
    const head = words[isPhrase ? first : (nouns.at(-1) ?? first)] ?? '';
    return this.#kinds.get(head);
  }

  /** Finds names that begin with a noun in any case, and known names in any case. */
  #findPhrases(
    text: string,
    register: BodyRegister,
    form: SearchExpression,
  ): readonly BodyMention[] {
    const matches = form.list(text).filter(({ 0: { length } }) => length <= PHRASE_LENGTH_MAX);
    const phrases = matches.map((match) => {
      const [name] = match;
      const words = name.split(' ');
      const toNoun = (word: string): string | undefined =>
        this.#nominatives.get(word) ??
        this.#smallNouns.get(word) ??
        (this.#kinds.has(word) ? word : undefined);
      const at = words.findIndex((word) => toNoun(word) !== undefined);
      const noun = toNoun(words[at] ?? '') ?? '';
      const nominative = words
        .map((word, index) =>
          index < at ? toNominative(word, noun, this.#adjectives) : index === at ? noun : word,
        )
        .filter((word, index) => index !== at + 1 || !this.#sessions.has(word))
        .join(' ')
        .replace(INNER_SHORT, '')
        .replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
      const capital = toCapital(noun);
      const kind = this.#kinds.get(capital) ?? 'meeting-series';
      const end = match.index + name.length;
      const abbreviation = readAbbreviation(text, end);
      const body = register.introduce(nominative, kind, abbreviation);
      for (const { 1: short = '' } of name.matchAll(INNER_SHORT)) register.nameAlso(body, short);
      const close = abbreviation === undefined ? end : endOfAbbreviation(text, end);
      return { body, start: match.index, end: close, name };
    });
    // Only French joins the parts of a name by articles.
    const names = this.#nominatives.size > 0 ? phrases : joinOwners(text, phrases, register);
    return [...findAbbreviations(text, register), ...names];
  }
}
