import { findWord, onceByFile, onceBySlot, toCue, toCueSource } from '../language/cues.ts';
import { toDateValue } from '../language/dates.ts';
import type { LanguageFile } from '../language/language-file.ts';
import { MARKS } from '../text/marks.ts';
import type { TextBlock } from '../text/prepared-text.ts';
import { SearchExpression } from '../search/search-expression.ts';
import type { MarkedSentence } from './sentence-reader.ts';
import { toPlace } from '../names/place-names.ts';
import type { FactProposal } from './sentence-rules.ts';
import { keepStated } from './stated-fields.ts';

const DATELINE_MAX = 80;
/** A line with bars has the section of a site and a symbol beside its day. */
const BARRED_MAX = 120;
const PUBLISHED_MAX = 120;
const PLACE_WORDS_MAX = 5;
const EMPTY: TextBlock = { start: 0, end: 0, text: '' };
/** "Done at Riga", "Fait à Dakar". */
const DONE_AT =
  '(?:Done|Adopted|Given|Signed|Issued|Fait|Signé|Совершено|Подписано|Принято)\\s(?:at|in|à|в)(?:\\s(?:the\\scity\\sof|г\\.|городе))?';
/** "Done at Riga, 4 May 2031." may end with a full stop. */
const DONE = new RegExp(`^${DONE_AT}\\s[^.;]+\\.$`, 'u');
/**
 * "11 Sha'ban 1450 AH corresponding to 28 December 2028", "11 Sha'ban 1450 AH (28 December 2028)".
 */
const OTHER_CALENDAR = `(?:[^|:]{3,40},?\\s(?:corresponding to|equivalent to|that is)\\s(?:the\\s)?|\\d{1,2}\\s[^|:\\d]{3,30}\\s1[345]\\d{2}(?:\\s?A?H)?,?\\s?[(/]?)?`;
const WEEKDAY =
  '\\p{Lu}\\p{Ll}+day|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|\\p{Ll}{5,12}(?=,)';
const THIS_DAY = `(?:on\\s)?(?:(?:this|the|le|les)\\s)?(?:(?:${WEEKDAY}),?\\s)?`;
/** "4 May 2031 | Riga, Latvia". */
const DAY_FIRST = new SearchExpression(
  `^${MARKS.date}\\s?[|,–—-]\\s?(?<place>\\p{Lu}[\\p{L}'. -]{1,40}|)(?:,?\\s*\\(?${MARKS.state}\\)?)?(?:\\s?\\|.*)?$`,
);
const DATELINE = new SearchExpression(
  `^(?:[•·|]\\s*)?(?<label>[^:：${MARKS.date}]{0,40}[:：]\\s*)?(?:${DONE_AT}\\s|Fait\\s(?=le\\s))?(?:г\\.\\s?)?(?<place>(?!Fait\\sle)\\p{Lu}(?:(?!\\son\\s)[\\p{L}'. -]){1,40}|)(?:(?:,|\\s[–—-])?\\s*\\(?${MARKS.state}\\)?)?,?\\s*${OTHER_CALENDAR}${THIS_DAY}${MARKS.date}\\)?(?:\\sгода|\\sг\\.|\\s(?:AD|CE|A\\.D\\.))?(?:\\.|\\s?[-–—]+)?(?:,?\\s\\d{1,2}[:.]\\d{2})?(?:\\s\\([^()]{2,60}\\))?$`,
);
/** "Riga, 4 May (Port News) -- The Council …". */
const AGENCY_IN_BRACKETS = '\\([^()]{1,40}\\)\\s*[-–—]*\\s+';
/** "Рига, 4 мая — Новости порта. Совет …". */
const AGENCY_AFTER_DASH =
  '[-–—/]+\\s*(?:\\p{Lu}[\\p{L}-]*[\\s.]){1,3}(?:(?<=\\.)|[-–—/]+)\\s+(?=\\p{Lu})';
/** "Рига, 4 мая. /Новости порта/. Совет …". */
const AGENCY_BETWEEN_SLASHES = '\\.?\\s*/[^/]{2,60}/[.\\s]*[-–—]*\\s*';
/** "Port House, Riga, Latvia, 4 May 2031:" and "Communiqués | 4 May 2031 | No. 7". */
const PLACE_AT_END = new SearchExpression(
  `^(?:[^.:]{3,60},\\s)?(?<place>\\p{Lu}[\\p{L}'-]+(?:\\s\\p{Lu}[\\p{L}'-]+){0,2}),\\s${MARKS.state},\\s${MARKS.date}:?$`,
);
/** "18:05, 4 мая 2031, Рига – «Вести порта», Анна Са". */
const TIME_FIRST = new SearchExpression(
  `^\\d{1,2}[:.]\\d{2},\\s${MARKS.date},\\s(?<place>\\p{Lu}[\\p{L}'-]{1,40}(?:\\s\\p{Lu}[\\p{L}'-]{1,40})?)(?:\\s[–—-]\\s.{1,80})?$`,
);
/** "(UTC +02:00)". */
const ZONE = '(?:\\s\\([^()]{2,30}\\))?';
/** "12:40, 4 мая 2031", "04.05.2031 12:40": a day beside its time of day. */
const TIME = '\\d{1,2}:\\d{2}(?::\\d{2})?';
const DATE_AND_TIME = `${MARKS.date},?\\s+(?:[в|]\\s)?${TIME}`;
const DAY_AND_TIME = `(?:${TIME},?\\s+${MARKS.date}|${DATE_AND_TIME})${ZONE}[|\\s]{0,6}$`;
const TIMED = new SearchExpression(`^(?:[\\p{L}-]{2,20}[\\s,]\\s?)?${DAY_AND_TIME}`);
/** "Латвия Новости 4 мая 2031 12:40 (UTC +02:00)": the sections of a site are no place. */
const SECTIONS = new SearchExpression(
  `^(?:(?:[\\p{L}-]{2,20}|${MARKS.state})\\s){2,4}${DAY_AND_TIME}`,
);
const BETWEEN_BARS = new SearchExpression(`^[^|]{0,60}\\|\\s?${MARKS.date}\\s?(?:\\|.{0,60})?$`);
/** A dateline before the first sentence of a paragraph: "Riga, 4 May 2031 – The Council …". */
const INLINE_DATELINE = new SearchExpression(
  `^\\(?(?<place>\\p{Lu}[\\p{L}'. -]{1,40}?|${MARKS.state})(?:,\\s*|,?\\s*[(/]?${MARKS.state}[)/]?,?\\s*(?:[–—-]\\s*|\\((?=[^()]{0,20}${MARKS.date}\\)))?)${THIS_DAY}${MARKS.date}\\)?(?:\\sгода|\\sг\\.)?(?:,\\s\\d{1,2}[:.]\\d{2})?\\.?\\s*(?:${AGENCY_IN_BRACKETS}|${AGENCY_BETWEEN_SLASHES}|${AGENCY_AFTER_DASH}|[-–—]+\\s*|[.:]\\s+(?=[\\p{Lu}${MARKS.body}${MARKS.state}]))(?=\\S)`,
);
/** "4 May 2031 – Riga, Latvia – The Council …", "4 мая, Рига /А. Са – Порт/. Совет …". */
const INLINE_DAY = new SearchExpression(
  `^${MARKS.date}(?:\\sгода|\\sг\\.)?\\s?[,–—-]+\\s?(?<place>\\p{Lu}[\\p{L}'. -]{1,40}?)(?:,\\s*\\(?${MARKS.state}\\)?)?(?:\\s?[-–—:]+\\s|${AGENCY_BETWEEN_SLASHES})(?=\\S)`,
);
/** "Port Union House, Riga, Latvia, 4 May 2031: The Council …". */
const INLINE_SEAT = new SearchExpression(
  `^(?:[^.:;]{1,60},\\s)?(?<place>\\p{Lu}[\\p{L}'. -]{1,40}?),\\s${MARKS.state},\\s${MARKS.date}:\\s(?=\\S)`,
);
/** "（2031年5月4日，瓦莱塔）", "瓦莱塔，2031年5月4日电". */
/** "（瓦莱塔，2031年5月4日）" on a line of its own. */
const HAN_LINE = new SearchExpression(
  `^[（(]?(?:(?<place>\\p{Script=Han}{2,10})[,，\\s]\\s?${MARKS.date}|${MARKS.date}(?:于|[,，\\s]\\s?)(?<place>\\p{Script=Han}{2,10}))[)）]?$`,
);
const HAN_OPENING = /^[（(]?[\p{Script=Han}，,\s\d]{4,30}(?:[)）]|日电|日讯|日消息|—|[:：])/u;
/** "港口社瓦莱塔5月4日电（记者…）": the agency before the place, the reporters after the day. */
const HAN_AGENCY = '据?\\p{Script=Han}{1,8}?(?:社|报|网|台)';
const HAN_REPORTERS = '(?:\\s?[（(][^()（）]{2,40}[)）])?';
const HAN_DATELINE = new SearchExpression(
  `^(?:[（(](?:${MARKS.date}(?:[,，]\\s?(?<place>\\p{Script=Han}{2,10}))?|(?<place>\\p{Script=Han}{2,10})[,，]\\s?${MARKS.date})[)）]|据?${MARKS.state}?\\p{Script=Han}{1,8}?(?:社|报|网|台)${MARKS.date}(?:消息|讯)${HAN_REPORTERS}[,，]?\\s?|(?:${HAN_AGENCY})?${MARKS.state}?(?<place>\\p{Script=Han}{2,10})[,，]?${MARKS.date}[电讯]${HAN_REPORTERS}[,，]?\\s?|(?:${MARKS.date}[,，]\\s?(?<place>\\p{Script=Han}{2,10})|(?<place>\\p{Script=Han}{2,10})[,，]\\s?${MARKS.date})\\s?(?:[—–-]{1,2}|[:：])\\s?)`,
);
const INLINE_WITHIN = 120;
/** A day is a number beside a year or a word; most short lines have none. */
const HAS_DAY = /\d{4}|\d\s?\p{L}|\p{L}\s\d/u;

interface DatelineOptions {
  readonly file: LanguageFile;
  readonly document: string;
}

/** "Posted on 4 May 2031 by the Press Office" is the day of publication. */
const getPublished = onceByFile(({ words }) => {
  const by = toCueSource(words['publishedBy'] ?? []);
  return new SearchExpression(
    `^(?:${toCueSource(words['published'] ?? [])})\\s(?:(?:on|le)\\s)?${MARKS.date}(?:\\s(?:${by})\\s[^.]{1,100})?$`,
  );
});

/** "Issued by the Registry on 4 May 2031". */
const getIssued = onceByFile(
  ({ words }) =>
    new SearchExpression(
      `^(?:${toCueSource(words['issuerLabels'] ?? [])})\\s[^.${MARKS.date}]{1,100}\\s(?:on|le)\\s${MARKS.date}$`,
    ),
);

/** "日期：2031年5月4日 来源：港口社" at the head of a page. */
const getPublishedLine = onceBySlot('publishedLine');
/** Words in place of a town: "Weekly Bulletin", "Issued". */
const getPublication = onceBySlot('publication');

function readPublished(
  block: TextBlock | undefined,
  mark: (block: TextBlock) => MarkedSentence,
  { file, document }: DatelineOptions,
): FactProposal | undefined {
  if (block === undefined || block.text.length > PUBLISHED_MAX) return undefined;
  const labels = [file.words['published'] ?? [], file.words['issuerLabels'] ?? []];
  if (!/\d/u.test(block.text) || !labels.some((label) => toCue(label).test(block.text)))
    return undefined;
  const { marked, mentions } = mark(block);
  const date = mentions.find((mention) => mention.kind === 'date');
  const forms = [getPublished(file), getIssued(file), getPublishedLine(file)];
  const isDated = forms.some((form) => form.test(marked));
  if (!isDated || date?.precision !== 'day') return undefined;
  const occurredOn = toDateValue(date);
  const fields = { document, aspect: 'published', occurredOn, modality: 'metadata' };
  const { start, end } = block;
  const span = { start, end };
  return { type: 'DocumentDescribed', fields, span, confidence: 0.9, rule: 'dateline' };
}

/** Returns the dateline that one to three lines are: a place, a state and a day. */
export function proposeDateline(
  blocks: readonly TextBlock[],
  at: number,
  mark: (block: TextBlock) => MarkedSentence,
  { file, document }: DatelineOptions,
): { readonly proposal: FactProposal; readonly lines: number } | undefined {
  for (const count of [1, 2, 3]) {
    const lines = blocks.slice(at, at + count);
    const posted = count === 1 ? readPublished(lines[0], mark, { file, document }) : undefined;
    if (posted !== undefined) return { proposal: posted, lines: 1 };
    const isShort = lines.every(
      ({ text }) =>
        text.replace(/\s+/gu, ' ').length <= (text.includes('|') ? BARRED_MAX : DATELINE_MAX) &&
        !(/^Held\s|(?<!\d\sг)[.;。]$/u.test(text) && !DONE.test(text)),
    );
    // Labels such as "Date:" begin a line of their own.
    const hasLabel = lines.slice(1).some(({ text }) => /[:：]/u.test(text));
    if (lines.length < count || !isShort || hasLabel) return undefined;
    const proposal = readDateline(lines, mark, { file, document });
    if (proposal !== undefined) return { proposal, lines: count };
  }
  return undefined;
}

/** Returns the dateline at the beginning of a paragraph, and the paragraph without it. */
export function readInlineDateline(
  block: TextBlock,
  mark: (block: TextBlock) => MarkedSentence,
  document: string,
): { readonly proposal: FactProposal; readonly rest: TextBlock } | undefined {
  const quick = block.text.slice(0, INLINE_WITHIN);
  const isHan = HAN_OPENING.test(quick);
  if (!isHan && !/^(?:\d|\(?\p{Lu}[^;]{3,90}\d).{0,50}(?:[-–—/)]|[.:]\s)/u.test(quick))
    return undefined;
  // A name is read as a whole.
  const stop = block.text.indexOf('. ', INLINE_WITHIN);
  const opening = stop < 0 ? block.text : block.text.slice(0, stop + 1);
  const sentence = mark({ ...block, text: opening });
  const match = isHan
    ? HAN_DATELINE.exec(sentence.marked)
    : findFirst([INLINE_DATELINE, INLINE_DAY, INLINE_SEAT], sentence.marked);
  if (match === null) return undefined;
  const span = { start: 0, end: match[0].length };
  const mentions = sentence.listMentions(span);
  const date = mentions.find((mention) => mention.kind === 'date');
  if (date?.precision !== 'day') return undefined;
  const { start, end } = sentence.toSpan(span);
  // "港口新闻网5月4日消息" has no place.
  const written = match.groups?.['place']?.replace(MARKS.state, '');
  const fields = keepStated({
    document,
    aspect: 'datelined',
    occurredOn: toDateValue(date),
    place: written === undefined ? undefined : toPlace(written, mentions),
    modality: 'metadata',
  });
  const rest = { start: end, end: block.end, text: block.text.slice(end - start) };
  const words = block.text.slice(0, end - start).replace(/[\s.–—-]+$/u, '');
  return {
    proposal: {
      type: 'DocumentDescribed',
      fields,
      span: { start, end: start + words.length },
      confidence: 0.9,
      rule: 'dateline',
    },
    rest,
  };
}

/** A line alone may have other words beside its place and day. */
function matchDateline(
  marked: string,
  isAlone: boolean,
  file: LanguageFile,
): RegExpExecArray | null {
  const forms = [
    ...(isAlone ? [SECTIONS] : []),
    DATELINE,
    DAY_FIRST,
    HAN_LINE,
    ...(isAlone ? [PLACE_AT_END, BETWEEN_BARS, TIME_FIRST, TIMED] : []),
  ];
  const match = findFirst(forms, marked);
  const { label, place = '' } = match?.groups ?? {};
  // A headline above its day is no place.
  const isTold = place.split(/\s+/u).length > PLACE_WORDS_MAX || /\s[а-яё]{5,}/u.test(place);
  const isHeadline = label === undefined && isTold;
  return isHeadline && !getPublication(file).test(place) ? null : match;
}

function findFirst(forms: readonly SearchExpression[], marked: string): RegExpExecArray | null {
  for (const form of forms) {
    const match = form.exec(marked);
    if (match !== null) return match;
  }
  return null;
}

/** A weekday or a section of a site; in "2031-05-04 | ПС", those who published it. */
function isNoPlace(written: string, line: string, file: LanguageFile): boolean {
  const isPublisher = /^[А-ЯЁ]{2,5}$/u.test(written) && line.includes('|');
  const { noPlaces = [], mastheads = [] } = file.words;
  // "Press Releases" above a day.
  const isType = findWord(file.docTypes, written) !== undefined;
  return isPublisher || isType || [noPlaces, mastheads].some((list) => toCue(list).test(written));
}

function readDateline(
  lines: readonly TextBlock[],
  mark: (block: TextBlock) => MarkedSentence,
  { file, document }: DatelineOptions,
): FactProposal | undefined {
  const [first = EMPTY] = lines;
  const span = { start: first.start, end: lines.at(-1)?.end ?? first.end };
  const text = lines.map((line) => line.text).join(', ');
  if (!HAS_DAY.test(text)) return undefined;
  const { marked, mentions } = mark({ ...span, text });
  const match = matchDateline(marked, lines.length === 1, file);
  // The last one: a day of another calendar is before it.
  const date = mentions.findLast((mention) => mention.kind === 'date');
  if (match === null || date?.precision !== 'day') return undefined;
  const { label, place: written = '' } = match.groups ?? {};
  // "Weekly Bulletin, 3 May 2031" names no place, and "Friday, 3 May 2031" neither.
  const isPublished = label !== undefined || getPublication(file).test(written);
  const hasNone = isPublished || SECTIONS.test(marked) || isNoPlace(written, text, file);
  const place = hasNone ? undefined : toPlace(written, mentions);
  const aspect = isPublished ? 'published' : 'datelined';
  const occurredOn = toDateValue(date);
  const fields = keepStated({ document, aspect, occurredOn, place, modality: 'metadata' });
  return { type: 'DocumentDescribed', fields, span, confidence: 0.9, rule: 'dateline' };
}

/** "RIGA, Latvia – The Council …", below a line with the day. */
const INLINE_PLACE = new SearchExpression(
  `^(?<place>\\p{Lu}[\\p{L}'. -]{1,40}?)(?:,\\s*\\(?${MARKS.state}\\)?\\s?[–—-]|(?<=^\\p{Lu}{3,20})\\s[–—])+\\s+(?=[\\p{Lu}${MARKS.body}${MARKS.state}])`,
);

/** Returns the place at the beginning of a paragraph, for a dateline that has none, and the rest of the paragraph. */
export function readInlinePlace(
  block: TextBlock,
  { fields }: FactProposal,
  mark: (block: TextBlock) => MarkedSentence,
): { readonly place: FactProposal['fields'][string]; readonly rest: TextBlock } | undefined {
  if (fields['place'] !== undefined || !/^\p{Lu}[^.;:]{2,60}\s[–—-]\s/u.test(block.text))
    return undefined;
  const sentence = mark({ ...block, text: block.text.slice(0, INLINE_WITHIN) });
  const match = INLINE_PLACE.exec(sentence.marked);
  if (match === null) return undefined;
  const span = { start: 0, end: match[0].length };
  const place = toPlace(match.groups?.['place'] ?? '', sentence.listMentions(span));
  const { start, end } = sentence.toSpan(span);
  if (place === undefined) return undefined;
  return { place, rest: { start: end, end: block.end, text: block.text.slice(end - start) } };
}
