import { onceByFile } from '../language/cues.ts';
import type { LanguageFile } from '../language/language-file.ts';
import { MARKS } from '../text/marks.ts';
import { SearchExpression } from '../search/search-expression.ts';
import type { StatementVerb } from './statement-verbs.ts';

/** The end of a quotation before its verb. */
const QUOTED = /[»"”],?\s?[–—-]\s$|[,.?!…]["”]\s$/u;
/** A quotation, or the rest of one, that begins its sentence: "…," said Ana Sa. */
const QUOTED_FIRST = /^(?:"[^"]*"|[^«“"]*[»”]|[«“][^»”]*[»”]),?\s$/u;
/**
 * The words after such a verb, up to a comma or the end; with a name after its office and a comma.
 */
const FOLLOWING =
  /^\s(?:[^.,;:«"]{3,140},\s(?!\p{L}+['’]s\s)(?:(?:(?:\p{Lu}\.\s?){1,3}|\p{Lu}\p{Ll}{1,4}\.)\s?){0,3}\p{Lu}[\p{L}'’-]+(?:\s(?:\p{Ll}{2,3}\s)?\p{Lu}[\p{L}'’-]+){1,4}|[^.,;:«"]{0,140}(?<!\p{L})(?:\p{Lu}\.\s?|\p{Lu}\p{Ll}{1,3}\.\s(?=\p{Lu})){1,3}[^.,;:«"]{2,60}|[^.,;:«"]{2,140})(?=[.,;:]|$)/u;

/** The words before a verb whose subject follows it: "Как отметил Ана Са". */
const getInverted = onceByFile(
  ({ slots }) => new SearchExpression(`^(?:${slots['invertedBefore'] ?? '(?!)'})\\s$`),
);

/** States directly after a verb, and nothing else of the clause. */
const STATES_AFTER = new RegExp(
  `^\\s${MARKS.state}(?:(?:,\\s|\\sи\\s)${MARKS.state})*(?=[.;]|$)`,
  'u',
);

/** "Озабоченность выразили Мальта и Кипр": the words before the verb are its object. */
const getObjectFirst = onceByFile(
  ({ slots }) => new SearchExpression(`^(?:${slots['objectFirst'] ?? '(?!)'})\\s$`),
);

/** Returns the place after the subject that follows its verb, and whether it has only states. */
export function findAfterObject(
  marked: string,
  { start, end }: StatementVerb,
  file: LanguageFile,
): { readonly end: number; readonly isStates: boolean } | undefined {
  if (!getObjectFirst(file).test(marked.slice(0, start))) return undefined;
  const states = STATES_AFTER.exec(marked.slice(end))?.[0];
  const subject = states ?? FOLLOWING.exec(marked.slice(end))?.[0];
  if (subject === undefined) return undefined;
  return { end: end + subject.length, isStates: states !== undefined };
}

const getObject = onceByFile(
  ({ slots }) => new SearchExpression(`,${slots['objectBefore'] ?? '(?!)'}`),
);

/** Returns the place after the states of "…, это предложение поддержали Мальта и Кипр". */
export function findFollowingStates(
  marked: string,
  { start, end }: StatementVerb,
  file: LanguageFile,
): number | undefined {
  const states = STATES_AFTER.exec(marked.slice(end))?.[0];
  const isAfter = states !== undefined && getObject(file).test(marked.slice(0, start).trimEnd());
  return isAfter ? end + states.length : undefined;
}

/**
 * Returns the place after the subject that follows a verb: of a quotation, "…", said Ana Sa, or after
 * "as". Undefined if the subject is before the verb.
 */
export function findInvertedEnd(
  marked: string,
  { start, end }: StatementVerb,
  file: LanguageFile,
): number | undefined {
  const before = marked.slice(0, start);
  const isQuoted = QUOTED.test(before) || QUOTED_FIRST.test(before);
  if (!isQuoted && !getInverted(file).test(before)) return undefined;
  const subject = FOLLOWING.exec(marked.slice(end))?.[0];
  return subject === undefined ? undefined : end + getAfter(file).remove(subject).length;
}

/** "…", said Ana Sa to journalists after the meeting: words after the speaker. */
const getAfter = onceByFile(
  ({ slots }) => new SearchExpression(`\\s(?:${slots['afterSpeaker'] ?? '(?!)'})(?!\\p{L}).*$`),
);
