import type { BodyRegister } from '../names/body-names.ts';
import { onceByFile, toCue, toCueSource } from '../language/cues.ts';
import type { Language } from '../language/language.ts';
import type { PreparedText } from '../text/prepared-text.ts';
import { SearchExpression } from '../search/search-expression.ts';
import { SENTENCE_LENGTH_MAX, splitSentences } from '../text/sentences.ts';

/** An abbreviation in brackets. */
const ABBREVIATED = /[(（]["']?[\p{Lu}\d][^()（）]{1,30}[)）]/u;
const OPENING_BLOCKS = 6;
const PUBLISHED_WITHIN = 40;
const PUBLISHED_LENGTH_MAX = 80;

/**
 * Names with an abbreviation are read first, so that a body has its short id from its first
 * mention.
 */
export function introduceAbbreviations(
  text: PreparedText,
  { abbreviations, bodies }: Language,
  register: BodyRegister,
): void {
  for (const block of text.blocks) {
    if (!ABBREVIATED.test(block.text)) continue;
    for (const sentence of splitSentences(block, abbreviations))
      if (sentence.text.length <= SENTENCE_LENGTH_MAX && ABBREVIATED.test(sentence.text))
        bodies.find(sentence.text, register);
  }
}

/** An office of a body that has only its abbreviation: "Secretary General of the UH". */
const getOfficers = onceByFile(({ words }) => {
  const offices = toCueSource(words['bodyOffices'] ?? []);
  return new SearchExpression(
    `(?:${offices})\\s(?:(?:of|de|du|des|de la)\\s(?:the\\s)?|de l')?(?<after>\\p{Lu}{2,8})(?![\\p{L}-])|(?<![\\p{L}-])(?<before>\\p{Lu}{2,8})\\s(?:${offices})`,
  );
});

/**
 * Introduces the organizations that a text names only by their abbreviation, beside an office of
 * theirs.
 */
export function introduceOfficers(
  text: PreparedText,
  { file, states }: Language,
  register: BodyRegister,
): void {
  const form = getOfficers(file);
  for (const block of text.blocks) {
    // In a line of capitals each word looks like an abbreviation.
    if (!/\p{Ll}{3}/u.test(block.text) || !form.mayMatch(block.text)) continue;
    for (const { groups } of form.list(block.text)) {
      const name = groups?.['after'] ?? groups?.['before'] ?? '';
      if (name !== '' && register.find(name) === undefined && states.find(name).length === 0)
        register.introduce(name, 'organization', undefined);
    }
  }
}

/**
 * Gives bodies the abbreviations that the text uses without an introduction: those of their
 * initials.
 */
export function introduceInitials(text: PreparedText, register: BodyRegister): void {
  const unknown = new Set<string>();
  for (const block of text.blocks)
    if (/\p{Ll}{3}/u.test(block.text))
      for (const [word] of block.text.matchAll(/(?<![\p{L}-])\p{Lu}{3,7}(?![\p{L}-])/gu))
        if (register.find(word) === undefined) unknown.add(word);
  register.nameByInitials(unknown);
}

/** The opening sentences have the full names of which the title has a part. */
export function introduceFullNames(
  text: PreparedText,
  { bodies }: Language,
  register: BodyRegister,
): void {
  const opening = text.blocks.slice(0, OPENING_BLOCKS);
  for (const block of opening)
    if (/[.。]$/u.test(block.text) && block.text.length <= SENTENCE_LENGTH_MAX)
      bodies.find(block.text, register);
}

/** Returns the day of publication that a line of the text gives, the anchor of "this year". */
export function findPublished(text: PreparedText, { dates, file }: Language): string | undefined {
  const label = toCue(file.words['published'] ?? []);
  for (const block of text.blocks.slice(0, PUBLISHED_WITHIN)) {
    if (block.text.length > PUBLISHED_LENGTH_MAX || !label.test(block.text)) continue;
    const [day] = dates.find(block.text, undefined);
    if (day?.precision === 'day' && day.basis === 'stated') return day.edtf;
  }
  return undefined;
}

/** Returns the first whole day of the head of a text, which gives the year of days without one. */
export function findFirstDay(text: PreparedText, { dates }: Language): string | undefined {
  for (const block of text.blocks.slice(0, OPENING_BLOCKS)) {
    const day = dates
      .find(block.text.slice(0, SENTENCE_LENGTH_MAX), undefined)
      .find(({ precision, basis }) => precision === 'day' && basis === 'stated');
    if (day !== undefined) return day.edtf;
  }
  return undefined;
}
