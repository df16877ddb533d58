import type { BodyMention } from './body-finder.ts';
import { readAbbreviation } from './abbreviations.ts';
import { type BodyRegister, type NamedBody } from './body-names.ts';
import { compileChineseNames } from './chinese-names.ts';
import type { DraftBody } from './draft.ts';
import type { LanguageFile } from './language-file.ts';
import { SearchExpression } from './search-expression.ts';

const NAME_MIN = 3;
/** Those whose meetings are a series: "港口国家领导人第五次会晤". */
const MEETING_PERSONS = /(?:领导人|元首|首脑|总理|部长|外长|议长|秘书|主席)$/u;
const MEETING_AFTER = /^第[\d一二三四五六七八九十百]{1,5}[次届](会晤|会议)/u;
const SERIES_WITHIN = 24;
const SHORT_WITHIN = 40;
/** "（以下简称“理事会”）" belongs to the name before it. */
const HEREINAFTER = /^[(（](?:以下(?:简称|称)?|简称)[^()（）]{1,30}[)）]/u;
/** The words before a name that do not belong to it. */
const BEFORE_NAME =
  /^.*(?:的|召开|主持|举行|担任|出任|接任|作为|常驻(?!代表)|欢迎|参加|出席|访问|加入)|^[^和与及、—–-]{2,12}?(?=(?:国家|最高|联邦){1,2}安全(?:委员会|会议)$)/u;

/** Finds the names of bodies in Chinese: they end with their noun, and no space is between words. */
export class HanBodyFinder {
  readonly #kinds: ReadonlyMap<string, DraftBody['kind']>;
  readonly #names: SearchExpression;
  /** The noun of a series after the number of a meeting. */
  readonly #series: SearchExpression;
  readonly #organs: readonly string[];

  constructor({ bodyNouns, words }: LanguageFile) {
    const kinds = Object.entries(bodyNouns).flatMap(([kind, nouns]) =>
      nouns.map((noun) => [noun, kind as DraftBody['kind']] as const),
    );
    this.#kinds = new Map(kinds.toSorted(([a], [b]) => b.length - a.length));
    this.#names = compileChineseNames([...this.#kinds.keys()], words['nameStops'] ?? []);
    this.#organs = bodyNouns['organ'] ?? [];
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
      const name = match[0].replace(BEFORE_NAME, '');
      const start = match.index + match[0].length - name.length;
      if (name.length < NAME_MIN) continue;
      const end = start + name.length;
      const series = this.#findSeries(name, text.slice(end, end + SERIES_WITHIN));
      const body =
        series === undefined
          ? (register.han.findLonger(name) ??
            register.introduce(name, this.#findKind(name), readAbbreviation(text, end)))
          : register.introduce(`${name}${series}`, 'meeting-series', undefined);
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

  /** A name of the text may be followed by the noun of a series, too; a registered body is itself. */
  #join({ body, name, end }: BodyMention, text: string, register: BodyRegister): NamedBody {
    if (body.isKnown) return body;
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

  #findKind(name: string): DraftBody['kind'] {
    const noun = [...this.#kinds.keys()].find((one) => name.endsWith(one));
    return this.#kinds.get(noun ?? '') ?? 'organ';
  }
}
