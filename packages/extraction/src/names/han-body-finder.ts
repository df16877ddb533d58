import type { BodyMention } from './body-finder.ts';
import { readAbbreviation } from './abbreviations.ts';
import { type BodyRegister, type NamedBody } from './body-names.ts';
import { compileChineseNames, HAN_SHORT } from './chinese-names.ts';
import type { DraftBody } from '../draft.ts';
import { isWithin } from './han-names.ts';
import type { LanguageFile } from '../language/language-file.ts';
import { SearchExpression } from '../search/search-expression.ts';

const NAME_MIN = 3;
/** Those whose meetings are a series: "港口国家领导人第五次会晤". */
const MEETING_PERSONS = /(?:领导人|元首|首脑|总理|长|秘书|主席|高官|大使|专家|协调[人员])$/u;
const MEETING_AFTER = /^第[\d一二三四五六七八九十百]{1,5}[次届](会晤|会议)/u;
const SERIES_WITHIN = 24;
const ORGAN_WITHIN = 44;
const SHORT_WITHIN = 40;
/** "（10+3）": the numbers of members of the two sides. */
const SUM = /[(（]\d{1,2}\+\d{1,2}[)）]/u;
const CALLED = /^(?:以下(?:简称|称)?|简称|或)/u;
/** "国家（地区）理事会" has no short name in its brackets. */
const ASIDE_MIN = 6;
/** "（以下简称“理事会”）" belongs to the name before it. */
const HEREINAFTER = /^[(（](?:以下(?:简称|称)?|简称)[^()（）]{1,30}[)）]/u;
/** "港口合作组织（港合组织）": the name of an owner, its short names, and the rest of the name. */
const SHORT_OWNER = new RegExp(`^(?<owner>[^(（]{4,24})(?<aside>${HAN_SHORT})(?<rest>.*)$`, 'u');
/** The words before a name that do not belong to it. */
const BEFORE_NAME =
  /^.*(?:的|召开|主持|举行|担任|出任|接任|作为|常驻(?!代表)|欢迎|参加|出席|访问|加入)|^[^和与及、—–-]{2,12}?(?=(?:国家|最高|联邦){1,2}安全(?:委员会|会议)$)/u;

/** "第三届港口会议首脑会议": the meeting that has summits is an organization. */
const OWNING_MEETING = /^\p{Script=Han}{2,12}会议(?=\p{Script=Han}{1,8}$)/u;
const AFTER_NUMBER = /第[\d一二三四五六七八九十百]{1,5}[次届]$/u;

/**
 * Finds the names of bodies in Chinese: they end with their noun, and no space is between words.
 */
export class HanBodyFinder {
  readonly #kinds: ReadonlyMap<string, DraftBody['kind']>;
  readonly #names: SearchExpression;
  /** The noun of a series after the number of a meeting. */
  readonly #series: SearchExpression;
  readonly #organs: readonly string[];
  /** Organizations by their short names. */
  readonly #short: ReadonlySet<string>;
  /** An organ of the body before it: "港口银行第八届理事会年会", "港口组织4日召开理事会会议". */
  readonly #ownOrgan: SearchExpression;

  constructor({ bodyNouns, words }: LanguageFile) {
    const kinds = Object.entries(bodyNouns).flatMap(([kind, nouns]) =>
      nouns.map((noun) => [noun, kind as DraftBody['kind']] as const),
    );
    this.#kinds = new Map(kinds.toSorted(([a], [b]) => b.length - a.length));
    this.#names = compileChineseNames(
      [...this.#kinds.keys()],
      words['nameStops'] ?? [],
      words['shortBodies'] ?? [],
    );
    this.#short = new Set(words['shortBodies'] ?? []);
    this.#organs = bodyNouns['organ'] ?? [];
    const organ = `(?<organ>\\p{Script=Han}{0,4}?(?:${this.#organs.toSorted((a, b) => b.length - a.length).join('|')}))`;
    this.#ownOrgan = new SearchExpression(
      `^(?:第[\\d一二三四五六七八九十百]{1,5}[次届](?:${organ}(?=年会|会议|例会)|(?<assembly>大会)(?!第|主席|会议|年会))|(?:(?!将)[^，,。；]){0,30}?(?:召开|举行)了?${organ.replace('organ', 'held')}(?=[\\d年本今第例特紧]|会议|会$))`,
    );
    const series = (bodyNouns['meeting-series'] ?? []).toSorted((a, b) => b.length - a.length);
    this.#series = new SearchExpression(
      `^第[\\d一二三四五六七八九十百]{1,5}[次届](?<series>(?:(?!会议|会晤|[例特紧])\\p{Script=Han}){0,6}?(?:${series.join('|')}))`,
    );
  }

  /** Returns the bodies that the words name, and introduces those that the register lacks. */
  find(text: string, register: BodyRegister): readonly BodyMention[] {
    const found: BodyMention[] = register.han
      .find(text)
      .map((mention) => ({ ...mention, body: this.#join(mention, text, register) }));
    for (const match of this.#names.list(text)) {
      const end = match.index + match[0].length;
      const own = match[0].includes('《') ? match[0] : match[0].replace(BEFORE_NAME, '');
      const { name, length } = this.#dropAside(own, register);
      const start = end - length;
      introduceMeeting(name, text.slice(0, start), register);
      const series = this.#findSeries(name, text.slice(end, end + SERIES_WITHIN));
      if (name.length + (series ?? '').length < NAME_MIN && !this.#short.has(name)) continue;
      const organ = this.#findOrgan(name, text.slice(end, end + ORGAN_WITHIN));
      const body =
        organ === undefined
          ? this.#introduce(name, series, readAbbreviation(text, end), register)
          : this.#introduce(`${name}${organ}`, undefined, undefined, register);
      const short = HEREINAFTER.exec(text.slice(end, end + SHORT_WITHIN))?.[0].length ?? 0;
      found.push({ body, start, end: end + short, name });
    }
    const sorted = found.toSorted((a, b) => a.start - b.start || b.end - a.end);
    let lastEnd = 0;
    return sorted.filter(({ start, end }) => {
      const isApart = start >= lastEnd;
      lastEnd = Math.max(lastEnd, end);
      return isApart;
    });
  }

  /** Introduces the short names of the owner that a name has in brackets, and leaves them out. */
  #dropAside(
    written: string,
    register: BodyRegister,
  ): { readonly name: string; readonly length: number } {
    const { owner, aside, rest } = SHORT_OWNER.exec(written)?.groups ?? {};
    const { length } = written;
    if (SUM.test(written)) return { name: written.replace(SUM, ''), length };
    if (owner === undefined || aside === undefined || rest === undefined)
      return { name: written, length };
    const names = (aside.match(/\p{Script=Han}+/gu) ?? []).map((name) => name.replace(CALLED, ''));
    // "以下简称" needs no proof that the name is that of the owner.
    const isCalled = CALLED.test(aside.slice(1));
    const short = names.filter((name) => isCalled || isWithin(name, owner));
    if (short.length > 0) {
      const body = register.introduce(owner, 'organization', undefined);
      for (const name of short) register.nameAlso(body, name);
    } else if (rest !== '' && !isCalled) {
      // "4日电（记者王某）港口联盟": the words in brackets belong to what is before them.
      return aside.length < ASIDE_MIN
        ? { name: written, length }
        : { name: rest, length: rest.length };
    }
    return { name: owner + rest, length };
  }

  #introduce(
    written: string,
    series: string | undefined,
    abbreviation: string | undefined,
    register: BodyRegister,
  ): NamedBody {
    const name = this.#spellOwner(written, register);
    if (name !== written && series === undefined) {
      const body =
        register.find(written) ?? this.#introduce(name, undefined, abbreviation, register);
      if (!body.isKnown) register.nameAlso(body, written);
      return body;
    }
    const whole = `${name}${series ?? ''}`;
    const known = register.han.findSpelled(whole);
    if (known !== undefined && register.find(whole) === undefined) register.nameAlso(known, whole);
    if (series !== undefined) return register.introduce(whole, 'meeting-series', undefined);
    return (
      register.han.findLonger(name) ?? register.introduce(name, this.#findKind(name), abbreviation)
    );
  }

  /**
   * "港行理事会" is "港口银行理事会", and "港盟首脑会议" that of the "港口联盟", if the text has the short name of the
   * bank in brackets.
   */
  #spellOwner(name: string, register: BodyRegister): string {
    const organ = [...this.#kinds.keys()].find((noun) => name.endsWith(noun));
    const short = organ === undefined ? '' : name.slice(0, -organ.length);
    const owner = short === '' ? undefined : register.find(short);
    if (owner === undefined || owner.isKnown || owner.name === short) return name;
    return isWithin(short, owner.name) ? `${owner.name}${organ}` : name;
  }

  /**
   * A name of the text may be followed by the noun of a series, too; a registered body is itself.
   */
  #join({ body, name, end }: BodyMention, text: string, register: BodyRegister): NamedBody {
    if (body.isKnown) return body;
    const organ = this.#findOrgan(name, text.slice(end, end + ORGAN_WITHIN));
    if (organ !== undefined)
      return this.#introduce(`${name}${organ}`, undefined, undefined, register);
    const series = this.#findSeries(name, text.slice(end, end + SERIES_WITHIN));
    return series === undefined
      ? body
      : register.introduce(`${name}${series}`, 'meeting-series', undefined);
  }

  /** "江河合作第三次外长会" is a meeting of the series "江河合作外长会"; that of an organ is its own. */
  #findSeries(name: string, after: string): string | undefined {
    if (this.#organs.some((noun) => name.endsWith(noun))) return undefined;
    const plain = MEETING_PERSONS.test(name) ? MEETING_AFTER.exec(after)?.[1] : undefined;
    return this.#series.exec(after)?.groups?.['series'] ?? plain;
  }

  /** Returns the organ of an organization whose meeting the words after its name tell of. */
  #findOrgan(name: string, after: string): string | undefined {
    if (this.#findKind(name) !== 'organization') return undefined;
    const { organ, assembly, held } = this.#ownOrgan.exec(after)?.groups ?? {};
    return organ ?? assembly ?? held;
  }

  #findKind(name: string): DraftBody['kind'] {
    if (this.#short.has(name)) return 'organization';
    const noun = [...this.#kinds.keys()].find((one) => name.endsWith(one));
    return this.#kinds.get(noun ?? '') ?? 'organ';
  }
}

/** Introduces the owner of a numbered meeting, if its name is that of a meeting, too. */
function introduceMeeting(name: string, before: string, register: BodyRegister): void {
  const owner = AFTER_NUMBER.test(before) ? OWNING_MEETING.exec(name)?.[0] : undefined;
  if (owner !== undefined) register.introduce(owner, 'organization', undefined);
}
