import { onceByFile, onceBySlot } from '../language/cues.ts';
import type { LanguageFile } from '../language/language-file.ts';
import type { MarkedSentence, SentenceMention } from './sentence-reader.ts';
import type { FactProposal } from './sentence-rules.ts';
import { toEnding } from '../language/endings.ts';
import type { PersonForms } from '../names/person-forms.ts';
import type { UnitSpan } from '../text/prepared-text.ts';
import { SearchExpression } from '../search/search-expression.ts';

const AFTER_WITHIN = 140;
const OFFICE_WITHIN = 40;
const POSTED_WITHIN = 8;
const POSTED = /\s(?:в|во|to|in|en|au|aux|auprès d[eu]s?)\s(?:the\s|la\s|l')?$|常?驻$/u;

/** The words between the head of a delegation and the next member of a list. */
const getJoins = onceByFile(
  ({ words }) => new RegExp(`[;；]|[\\s,](?:${(words['and'] ?? []).join('|')})\\s`, 'u'),
);

/** Returns whether a state is that of a posting: it follows another one and "to". */
function isPosting(
  text: string,
  { kind, start }: SentenceMention,
  mentions: MarkedSentence['mentions'],
): boolean {
  if (kind !== 'state') return false;
  const at = POSTED.exec(text.slice(Math.max(0, start - POSTED_WITHIN * 2), start))?.[0].length;
  return at !== undefined && mentions.some((one) => one.kind === 'state' && one.end === start - at);
}

/** Returns whether a body is one of a list; not in "Secretary of the Security Council Ana Sa". */
function isListed(
  text: string,
  { start, end }: UnitSpan,
  { language, words }: LanguageFile,
): boolean {
  const before = text.slice(Math.max(0, start - OFFICE_WITHIN), start);
  // "Minister in the Office of the President".
  if (/\sin\s(?:the\s)?$/u.test(before)) return false;
  // In Russian the body of an office is in the genitive: "секретарь Совета безопасности".
  const isOfOffice =
    /\s(?:of|for)\s(?:the\s)?$/u.test(before) ||
    (language === 'ru' && toEnding(words['personOffices'] ?? []).test(before.trimEnd()));
  return !isOfOffice || /^(?:[\s)]?[,;)]|\s(?:and|et|и)\s)/u.test(text.slice(end, end + 6));
}

/** "港口国国家安全委员会秘书长王毅": a Chinese body directly after its state belongs to the office. */
function isOfState(
  text: string,
  { start }: UnitSpan,
  mentions: MarkedSentence['mentions'],
): boolean {
  return (
    /\p{Script=Han}/u.test(text[start] ?? '') &&
    mentions.some(
      ({ kind, end }) =>
        kind === 'state' && end <= start && /^(?:最高|联邦|常?驻)?$/u.test(text.slice(end, start)),
    )
  );
}

/** The words that may name the head of a delegation. */
export interface HeadWords {
  readonly before: string;
  readonly after: string;
  /** All words up to the next state. */
  readonly next: string;
  /** Whether "of" is before the state. */
  readonly isOf: boolean;
}

/**
 * Returns the words that may name the head of a delegation: those before its state and those after
 * it, up to other states and members of the list.
 */
export function readHeadWords(
  { type, span }: FactProposal,
  { sentence, mentions }: MarkedSentence,
  { forms, file }: { readonly forms: PersonForms; readonly file: LanguageFile },
): HeadWords {
  const { text, start } = sentence;
  const at = span.start - start;
  const named = mentions.filter(
    (one) =>
      (one.kind === 'state' && !isPosting(text, one, mentions)) ||
      one.start === at ||
      (one.kind === 'body' && isListed(text, one, file) && !isOfState(text, one, mentions)),
  );
  // An organ that has only an abbreviation is no mention.
  const isUnnamed = type === 'OrganAttended' && !named.some((one) => one.start === at);
  const actors: readonly UnitSpan[] = isUnnamed
    ? [...named, { start: at, end: span.end - start }].toSorted((a, b) => a.start - b.start)
    : named;
  const place = actors.findIndex((mention) => mention.start === at);
  const mention = actors[place];
  if (mention === undefined) return { before: '', after: '', next: '', isOf: false };
  // A name directly after the state before is that of its own office.
  const last = actors[place - 1];
  const between = text.slice(last?.end ?? 0, mention.start);
  // "Of Malta, Ana Sa, and of Cyprus": the name after a state is that of its own head.
  const apart = last !== undefined && isOf(text, last) ? dropApposed(between, forms) : between;
  const own = (place > 0 ? forms.attached.remove(apart) : apart).split(/[;；]/u);
  // "The Ambassador of Malta to Cyprus Ana Sa": the second state is that of the posting.
  const posting = mentions.find(
    (one) =>
      one.start > mention.end &&
      one.start - mention.end < POSTED_WITHIN &&
      !named.includes(one) &&
      isPosting(text, one, mentions),
  );
  const end = posting?.end ?? mention.end;
  const next = cutNext(text.slice(end, actors[place + 1]?.start ?? text.length), file);
  return {
    before: dropOpener(own.at(-1) ?? '', file).replace(
      /^(?:[\s,]|\([^()]{1,20}\))*(?:(?:and|et|и)\s)?/u,
      '',
    ),
    next,
    after: cutAtVerb(next.slice(0, AFTER_WITHIN).split(getJoins(file))[0] ?? '', file).replace(
      /^[\s,:：–—-]+/u,
      '',
    ),
    isOf: isOf(text, mention),
  };
}

/** A second office without an article: "…, Ana Sa, Minister of". */
const OWN_OFFICE = /^,\s(?!(?:and|et|the|le|la|les|ainsi)\s|l['’])/u;

/** Leaves out the name after the state before, unless its own office follows it. */
function dropApposed(between: string, { apposed, office }: PersonForms): string {
  const rest = apposed.remove(between);
  return OWN_OFFICE.test(rest) && office.test(rest) ? between : rest;
}

const getOpener = onceByFile(
  ({ slots }) => new SearchExpression(`^.*?(?:${slots['attendedBy'] ?? '(?!)'})`),
);
const getVerb = onceBySlot('attended');
const getAsDid = onceBySlot('asDid');

/** "…, as did Ana Sa, Director of": the name is that of the next one. */
function cutNext(words: string, file: LanguageFile): string {
  return words.slice(0, getAsDid(file).exec(words)?.index ?? words.length);
}

/** "The session was attended by Ana Sa, Minister of Trade of": the name follows the verb. */
function dropOpener(words: string, file: LanguageFile): string {
  return words.slice(getOpener(file).exec(words)?.[0].length ?? 0);
}

/**
 * "Ports Minister Ana Sa took part in the session": the name is before the verb. Of "was represented by
 * Ana Sa" it follows the verb.
 */
function cutAtVerb(words: string, file: LanguageFile): string {
  const before = words.slice(0, getVerb(file).exec(words)?.index ?? words.length).trimEnd();
  return before === '' ? words : before;
}

/** Returns whether "of" is before a name: "the Presidents of Malta". */
function isOf(text: string, { start }: UnitSpan): boolean {
  return /\s(?:(?:of|de|du|des|de la)\s(?:the\s)?|de l['’]|d['’])$/u.test(
    text.slice(Math.max(0, start - 8), start),
  );
}
