import { onceByFile, toCueSource } from '../language/cues.ts';
import { MARKS } from '../text/marks.ts';
import type { NoteContext } from '../notes/note-context.ts';
import type { UnitSpan } from '../text/prepared-text.ts';
import { SearchExpression } from '../search/search-expression.ts';
import type { MarkedSentence, SentenceMention } from '../notes/sentence-reader.ts';
import { type FactProposal, toActor } from '../notes/sentence-rules.ts';

const OFFICE_WITHIN = 100;
/** An item of a list that is only an abbreviation. */
const ABBREVIATED = new SearchExpression(
  "(?<=^\\s?(?:[Tt]he\\s)?)[A-Z]{2,8}(?=\\s?$|,|\\sand\\s)|(?<=[,;:(]\\s?|(?:^|\\s)[Дд]елегаци[яи]\\s|\\s(?:and|as well as|et|и)\\s(?:the\\s)?|\\s(?:the|of|from|namely)\\s(?:the\\s)?|(?:^|\\s)(?:[Ll]a|[Ll]e|[Ll]es|[Dd]u)\\s|(?:^|\\s)(?:de\\s)?[Ll]')\\p{Lu}{3,8}(?:\\s\\p{Lu}{3,5})?(?=[,;.)]|\\s(?:and|as|also|et|и)\\s|\\s?$)",
);

/** "Начальник Портовой службы МВД Латвии" is an officer of the state too. */
const OF_STATE = new RegExp(`^(?:\\s(?:\\p{Lu}{2,6}\\s)?)?${MARKS.state}`, 'u');

/** The words around a body that took part. */
interface OrganForms {
  /** A list goes on before it, or an office of it: "and the", "Secretary General of the". */
  readonly before: SearchExpression;
  /** An office directly before a body, or before its abbreviation. */
  readonly office: SearchExpression;
  readonly after: SearchExpression;
  /** Words between two of a list. */
  readonly joint: RegExp;
}

const getForms = onceByFile(({ words, language, capacities }): OrganForms => {
  const and = (words['and'] ?? []).join('|') || '(?!)';
  const adverbs = (words['adverbs'] ?? []).join('|') || '(?!)';
  const titles = (words['titles'] ?? []).join('|') || '(?!)';
  const article = "(?:(?:[Tt]he|[Ll]a|[Ll]e|[Ll]es|aux?|du|de la|des?)\\s|(?:de )?[Ll]')?";
  const offices = toCueSource(words['personOffices'] ?? []);
  const of = language === 'zh' ? '' : `(?:\\s(?:of|for|de|du|des|de la)(?:\\s[Tt]he)?|\\sde l')?`;
  const office = `(?:${offices})${of}[\\s']*$`;
  // "Observers from the Port Office".
  const classes = `(?:${(words['attendees'] ?? []).join('|') || '(?!)'})\\s(?:of|from|de|du|des)\\s`;
  // "Ont participé en qualité d'observateurs l'Union": the verb is before those who attended.
  const inverted =
    language === 'fr' ? `(?:${Object.values(capacities).flat().join('|')})\\s` : '(?!)';
  const list = `(?:^\\s*|${classes}|${inverted}|[,，;、:(]\\s?|namely\\s|\\s(?:${and})\\s|和|以及|及)${article}$`;
  return {
    before: new SearchExpression(`(?:${list}|${office})`),
    office: new SearchExpression(office),
    joint: new RegExp(`[;,、]|\\s(?:${and})\\s`, 'u'),
    after: new SearchExpression(
      `^(?:${language === 'zh' ? `\\p{Script=Han}{0,4}?(?:${offices})(?![团处会])|(?:的|派出?)?代表团|派|作为|` : ''}\\s?[,.;、，。()（）]|\\s(?:${and}|as|en qualité|в качестве)\\s|和|以及|等|(?:\\s(?:${adverbs}))?\\s?$|\\s(?=\\p{Lu}|(?:${titles})\\s\\p{Lu})|'s?\\s|\\s(?:delegation|representatives?|team))`,
    ),
  };
});

/**
 * Returns the bodies that a list of those who took part names, or whose officers it names: "the Port
 * Office", "the Secretary General of the Union". That of the note is left out.
 */
export function proposeOrgans(
  sentence: MarkedSentence,
  region: UnitSpan,
  capacityAt: (index: number) => string | undefined,
  context: NoteContext,
): readonly FactProposal[] {
  const { before, office, after, joint } = getForms(context.file);
  const { marked } = sentence;
  const named = sentence.mentions.flatMap((mention, index) => {
    const at = sentence.marks[index] ?? -1;
    if (mention.kind !== 'body' || at < region.start || at >= region.end) return [];
    const words = marked.slice(Math.max(region.start, at - OFFICE_WITHIN), at);
    const isOffice = office.test(words);
    if (mention.body === context.mainBody && !isOffice) return [];
    // "Secretary of the Security Council of Malta" is an officer of Malta.
    const item = marked.slice(region.start, at).split(joint).at(-1) ?? '';
    if (isOffice && (item.includes(MARKS.state) || OF_STATE.test(marked.slice(at + 1)))) return [];
    if (!before.test(words) || !after.test(marked.slice(at + 1, region.end))) return [];
    return toOrgan(mention, sentence, context, capacityAt(at));
  });
  return [...named, ...listAbbreviated(sentence, region, capacityAt, context)];
}

/** Returns the fact of a body that took part. */
export function toOrgan(
  mention: SentenceMention,
  { sentence }: MarkedSentence,
  { actors }: NoteContext,
  capacity?: string,
): readonly FactProposal[] {
  const organ = toActor(mention, actors);
  if (organ === undefined) return [];
  const fields = { organ, ...(capacity === undefined ? {} : { capacity }) };
  const span = { start: sentence.start + mention.start, end: sentence.start + mention.end };
  return [{ type: 'OrganAttended', fields, span, confidence: 0.85, rule: 'organs' }];
}

/** Returns the organizations that a list has by abbreviations only: "UNODC", "CIS ATC". */
function listAbbreviated(
  sentence: MarkedSentence,
  region: UnitSpan,
  capacityAt: (index: number) => string | undefined,
  { actors }: NoteContext,
): readonly FactProposal[] {
  const words = sentence.marked.slice(region.start, region.end);
  return ABBREVIATED.list(words).flatMap(({ 0: written, index }) => {
    const at = region.start + index;
    const capacity = capacityAt(at);
    const organ = actors.declareOrgan(written);
    const fields = { organ, ...(capacity === undefined ? {} : { capacity }) };
    const span = sentence.toSpan({ start: at, end: at + written.length });
    return [{ type: 'OrganAttended', fields, span, confidence: 0.8, rule: 'organs' }];
  });
}
