import { onceBy } from '../language/cues.ts';
import { SearchExpression } from '../search/search-expression.ts';
import { toSlug } from './citations.ts';
import type { DatePhrase } from '../language/dates.ts';
import type { DraftFields } from '../draft.ts';
import type { Language } from '../language/language.ts';
import { type CompiledPattern, compilePattern } from '../language/pattern.ts';
import type { TextBlock, UnitSpan } from '../text/prepared-text.ts';
import type { ResolutionOutline } from './resolution-outline.ts';

/** The words on the cover of a resolution, and after its last paragraph. */
export interface ResolutionCover {
  readonly symbol: string | undefined;
  /** The number that the title gives: `77 (1948)`, `2010/15`. */
  readonly number: string | undefined;
  readonly title: string;
  readonly titleSpan: UnitSpan;
  readonly kind: 'communique' | 'decision' | 'declaration' | 'resolution' | 'statement';
  /** The line that tells of the adoption; else that of the title. */
  readonly adoptedSpan: UnitSpan;
  readonly adoptedOn: DatePhrase | undefined;
  readonly meeting: CountedMeeting | undefined;
  readonly vote: PrintedVote | undefined;
  readonly organization: string | undefined;
}

/**
 * The number of a meeting, and the session in which it is counted if the body counts by session.
 */
interface CountedMeeting {
  readonly ordinal: number;
  readonly series: string | undefined;
}

/** The result of a vote, as printed. */
interface PrintedVote {
  readonly span: UnitSpan;
  readonly outcome: string;
  readonly tally: DraftFields | undefined;
}

interface AdoptionLine {
  readonly block: TextBlock;
  readonly date: DatePhrase | undefined;
  readonly ordinal: number | undefined;
}

const SYMBOL =
  /^[[(]?(?<symbol>[A-Z]{1,8}(?:\.[A-Z]{1,5})?(?:\(\d{1,3}\))?(?:\/[A-Z0-9][A-Za-z0-9.-]*(?:\([\dIVXLC]{1,7}\))?)+(?:\s?\((?:19|20)\d{2}\))?(?:\s[A-Z])?)[\])]?$/;
const TITLE =
  /^(?:resolution|decision|declaration|communiqu[ée]|presidential statement|note|décision|résolution|déclaration)\b/i;
/** A title with its number: "76/178. Boats", "77 (1948). Resolution of 11 October 1948". */
const NUMBERED_TITLE =
  /^(?<number>(?:(?:ES|S)-)?\d{1,4}\/[\dA-Z]{1,6}|\d{1,4} \((?:19|20)\d{2}\))(?:\.?\s+(?=\p{Lu})|\.?$)/u;
const NUMBER_IN_TITLE =
  /^(?:resolution|decision)\s(?:nos?\.?\s?)?(?<number>(?:(?:ES|S)-)?\d{1,4}(?:\/[\dA-Z]{1,6}|\s?\((?:19|20)\d{2}\)|\s?\([IVXLC]+\))?)(?![\d/])/i;
const ORGANIZATION =
  /\b(?:Nations|Union|Organi[sz]ation|Community|League|Association|Commonwealth|Agency)\b/;
const OF_ORGANIZATION =
  /\bof the (?<name>(?:\p{Lu}[\p{L}-]+ ){1,5}(?:Nations|Union|Organi[sz]ation|Community|League))\b/u;
const SESSION = /^[\p{L}\d-]+ (?:(?:regular|special|emergency|ordinary|annual) )*session$/iu;
const KINDS: readonly (readonly [RegExp, ResolutionCover['kind']])[] = [
  [/^decision\b|\bDEC\b/i, 'decision'],
  [/^communiqu|\bCOMM\b/i, 'communique'],
  [/^declaration\b/i, 'declaration'],
  [/^presidential statement\b|\bPRST\b/i, 'statement'],
];
const SMALL_WORDS = new Set(
  'and of for the on in to du de des la le les et en pour au aux sur'.split(' '),
);
const ELIDED = /^[DL]'\p{Lu}/u;
/** The day is beside the line of the meeting: "54th plenary meeting", "24 December 2021". */
const LINES_APART_MAX = 2;

/** Reads the lines before and after the paragraphs of a resolution. */
export function readCover(outline: ResolutionOutline, language: Language): ResolutionCover {
  const lines = outline.cover.map(lowerCapitals);
  const closing = outline.closing.map(lowerCapitals);
  const names = readNames(lines, outline);
  const adoption = findAdoption([...lines, ...closing], language);
  const others = [{ ...names.titleSpan, text: names.title }, ...closing, ...lines];
  return {
    ...names,
    adoptedSpan: adoption?.block ?? names.titleSpan,
    adoptedOn: adoption?.date ?? findDay(others, language),
    meeting: findMeeting(adoption, lines),
    vote: findVote([...lines, ...closing], language),
    organization: findOrganization(lines, outline.issuer),
  };
}

/** Returns the symbol, number and title on a cover; the body is the title of a text without one. */
function readNames(
  lines: readonly TextBlock[],
  { issuer, paragraphs }: ResolutionOutline,
): Pick<ResolutionCover, 'kind' | 'number' | 'symbol' | 'title' | 'titleSpan'> {
  const symbolLine = lines.find(({ text }) => SYMBOL.test(text));
  const symbol = symbolLine === undefined ? undefined : readSymbol(symbolLine);
  const line = findTitle(lines) ?? symbolLine ?? lines.at(-1);
  const title = line?.text.replace(/\s+/g, ' ') ?? issuer;
  const number = NUMBERED_TITLE.exec(title) ?? NUMBER_IN_TITLE.exec(title);
  return {
    symbol,
    number: number?.groups?.['number'],
    title,
    titleSpan: line ?? paragraphs[0] ?? { start: 0, end: 1 },
    kind: findKind(title, symbol ?? ''),
  };
}

/** Returns a symbol with one space before its year. */
function readSymbol({ text }: TextBlock): string | undefined {
  return SYMBOL.exec(text)?.groups?.['symbol']?.replace(/(?<=\d)\s?\((?=\d{4})/, ' (');
}

function findKind(title: string, symbol: string): ResolutionCover['kind'] {
  const found = KINDS.find(([form]) => form.test(title) || form.test(symbol));
  return found?.[1] ?? 'resolution';
}

/** A body whose sessions are counted begins the numbers of its meetings anew in each of them. */
function findMeeting(
  adoption: AdoptionLine | undefined,
  lines: readonly TextBlock[],
): CountedMeeting | undefined {
  if (adoption?.ordinal === undefined) return undefined;
  const series = lines.find(({ text }) => SESSION.test(text))?.text.toLowerCase();
  return { ordinal: adoption.ordinal, series };
}

/** Returns the id of the meeting at which a body adopted a text. */
export function toMeetingId(
  issuer: string,
  { meeting }: Pick<ResolutionCover, 'meeting'>,
): string | undefined {
  if (meeting === undefined) return undefined;
  const { ordinal, series } = meeting;
  return [issuer, ...(series === undefined ? [] : [toSlug(series)]), ordinal].join('-');
}

/** A number on a line of its own has the title after it. */
function findTitle(lines: readonly TextBlock[]): TextBlock | undefined {
  const at = lines.findIndex(({ text }) => NUMBERED_TITLE.test(text));
  const own = lines[at];
  if (own !== undefined) {
    const next = lines[at + 1];
    const isBare = /^[\d/A-Z-]+\.?$/.test(own.text) && next !== undefined;
    return isBare ? { ...own, end: next.end, text: `${own.text} ${next.text}` } : own;
  }
  return (
    lines.find(({ text }) => NUMBER_IN_TITLE.test(text)) ??
    lines.find(({ text }) => TITLE.test(text))
  );
}

function findDay(
  lines: readonly TextBlock[],
  { dates }: Pick<Language, 'dates'>,
): DatePhrase | undefined {
  for (const line of lines) {
    const day = dates.find(line.text, undefined).find(({ precision }) => precision === 'day');
    if (day !== undefined) return day;
  }
  return undefined;
}

/** The patterns of the lines of a cover. */
interface CoverForms {
  readonly adopted: readonly CompiledPattern[];
  readonly votes: readonly { readonly outcome: string; readonly pattern: CompiledPattern }[];
}

const getForms = onceBy(({ paragraphs, numbers }: Language): CoverForms => {
  const forms = {
    name: '[^,;]{3,160}?',
    ordinal: numbers.ordinalForm,
    date: '.{6,40}',
    count: `(?:${numbers.countForm}|none)`,
  };
  const { adopted = [], votes = {} } = paragraphs?.words ?? {};
  return {
    adopted: adopted.map((pattern) => {
      const compiled = compilePattern(pattern, forms);
      const { source } = compiled.expression;
      return { ...compiled, expression: new SearchExpression(`^[[(]?(?:${source})`) };
    }),
    votes: Object.entries(votes).flatMap(([outcome, patterns]) =>
      patterns.map((pattern) => ({ outcome, pattern: compilePattern(pattern, forms) })),
    ),
  };
});

function findAdoption(lines: readonly TextBlock[], language: Language): AdoptionLine | undefined {
  const { dates, numbers } = language;
  const found = getForms(language).adopted.flatMap(({ expression, slots }): AdoptionLine[] => {
    const slot = slots.find(({ kind }) => kind === 'ordinal');
    const at = lines.findIndex(({ text }) => expression.test(text));
    const block = lines[at];
    if (block === undefined) return [];
    const words =
      slot === undefined ? undefined : expression.exec(block.text)?.groups?.[slot.group];
    const ordinal = words === undefined ? undefined : numbers.parseOrdinal(words.toLowerCase());
    const near = lines.slice(at, at + LINES_APART_MAX);
    return [{ block, ordinal, date: findDay(near, { dates }) }];
  });
  const [first] = found;
  if (first === undefined) return undefined;
  return {
    block: first.block,
    date: found.find(({ date }) => date !== undefined)?.date,
    ordinal: found.find(({ ordinal }) => ordinal !== undefined)?.ordinal,
  };
}

function findVote(lines: readonly TextBlock[], language: Language): PrintedVote | undefined {
  const { numbers } = language;
  for (const { outcome, pattern } of getForms(language).votes)
    for (const block of lines) {
      const match = pattern.expression.exec(block.text);
      if (match === null) continue;
      const counts = pattern.slots.flatMap(({ field, group }) => {
        const words = match.groups?.[group];
        if (words === undefined) return [];
        return [[field, words === 'none' ? 0 : (numbers.parseCount(words) ?? null)] as const];
      });
      const tally = counts.length === 0 ? undefined : Object.fromEntries(counts);
      return { span: block, outcome, tally };
    }
  return undefined;
}

function findOrganization(lines: readonly TextBlock[], issuer: string): string | undefined {
  const own = lines.find(
    ({ text }) =>
      ORGANIZATION.test(text) && text.length < 80 && text !== issuer && !/[.:,\d]/.test(text),
  );
  const named = lines.map(({ text }) => OF_ORGANIZATION.exec(text)?.groups?.['name']);
  return own?.text ?? named.find((name) => name !== undefined && name !== issuer);
}

/** Returns a line in capitals as it is written otherwise: `AFRICAN UNION` as `African Union`. */
function lowerCapitals(block: TextBlock): TextBlock {
  if (/\p{Ll}/u.test(block.text) || SYMBOL.test(block.text)) return block;
  return { ...block, text: toTitleCase(block.text) };
}

/** Returns words in capitals with small letters; numbers of decisions keep theirs. */
export function toTitleCase(words: string): string {
  if (/\p{Ll}/u.test(words)) return words;
  return words.replace(
    /(?<![/\d])\p{Lu}[\p{L}'-]*|(?<=\d)(?:ST|ND|RD|TH|ER?|RE|ÈRE|ÈME)(?!\p{L})/gu,
    (word, at: number) => {
      const small = word.toLowerCase();
      const isSmall = at > 0 && (SMALL_WORDS.has(small) || /\d/.test(words[at - 1] ?? ''));
      if (isSmall) return small;
      // "D'ASSURANCES" is "d'Assurances" within a name.
      const start = at > 0 && ELIDED.test(word) ? 2 : 0;
      const title = small.slice(0, start) + word.slice(start, start + 1) + small.slice(start + 1);
      // "ADDIS-ABEBA", but "PORT-AU-PRINCE".
      return title.replace(/-(\p{Ll}+)/gu, (part, name: string) =>
        SMALL_WORDS.has(name) ? part : `-${name.slice(0, 1).toUpperCase()}${name.slice(1)}`,
      );
    },
  );
}
