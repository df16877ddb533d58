import { toPairs } from '../language/word-forms.ts';
import { SearchExpression } from '../search/search-expression.ts';
import { dropAdverb, listParticiples } from './compound-verbs.ts';
import { onceByFile, onceBySlot, toCue, toCueSource } from '../language/cues.ts';
import type { LanguageFile } from '../language/language-file.ts';
import { isOnlyLabel } from '../text/item-label.ts';
import { MARKS } from '../text/marks.ts';
import { isNegated } from '../language/negation.ts';
import { isPassive } from './passive-agents.ts';
import type { NoteContext } from '../notes/note-context.ts';
import type { UnitSpan } from '../text/prepared-text.ts';

/** A verb of a sentence that states or condemns. */
export interface StatementVerb extends UnitSpan {
  readonly verb: string;
  readonly written: string;
  readonly isCondemnation: boolean;
}

/** The verbs of a language by their form, and one expression that finds all of them. */
interface VerbForms {
  readonly cue: SearchExpression;
  /** Words after which a form is a noun: "their support". */
  readonly noun: SearchExpression;
  readonly verbs: ReadonlyMap<string, Pick<StatementVerb, 'verb' | 'isCondemnation'>>;
  /** Participles that lead only after another verb, or in a list: "pris acte". */
  readonly participles: ReadonlySet<string>;
  /** Infinitives that lead only an item of a list, or after the verb that leads it. */
  readonly infinitives: ReadonlySet<string>;
  /** Verbs that state only after a quotation: "…," she added. */
  readonly quoted: ReadonlySet<string>;
  /** The words between two such verbs: "and". */
  readonly join: SearchExpression;
  /** The words before such a participle: "a adopté le plan et". */
  readonly beforeParticiple: SearchExpression;
  last?: {
    readonly marked: string;
    /** Whether the sentence may be an item of a list of acts, which decides on participles. */
    readonly isListed: boolean;
    readonly found: readonly StatementVerb[];
  };
}

/** "深表关切地注意到": the letter after a verb makes it an adverb. */
const getAdverbial = onceBySlot('adverbialAfter');

/**
 * "The countries that supported it", "the attack, which she said …": verbs of others, or of an
 * aside.
 */
const getRelative = onceByFile(({ words }) => {
  const { relatives = [], personPronouns = [], pronouns = [], plurals = [] } = words;
  const by = toCueSource([...personPronouns, ...pronouns, ...plurals]);
  return new SearchExpression(`(?:${toCueSource(relatives)})\\s(?:(?:${by})\\s)?$`);
});

/** The end of a quotation, and a pronoun. */
const AFTER_QUOTE = /[,.?!…]["”]\s(?:\p{Ll}{2,3}\s)?$/u;

/** The words before a verb that decide what it is are directly before it. */
const BEFORE_WITHIN = 400;

/** Returns the verbs of a sentence that state or condemn, in order. */
export function listVerbs(marked: string, context: NoteContext): readonly StatementVerb[] {
  const forms = getForms(context.file);
  // A sentence is asked for its verbs several times in a row.
  const isListed = context.listSubject !== undefined;
  const { last } = forms;
  if (last?.marked === marked && last.isListed === isListed) return last.found;
  const found = findVerbs(marked, { file: context.file, isListed }, forms);
  forms.last = { marked, isListed, found };
  return found;
}

function findVerbs(
  marked: string,
  { file, isListed }: { readonly file: LanguageFile; readonly isListed: boolean },
  forms: VerbForms,
): readonly StatementVerb[] {
  const { cue, verbs, noun } = forms;
  let leads = false;
  return cue.list(marked).flatMap((match) => {
    const form = match[0].toLowerCase().replace(/\s+/g, ' ');
    // "宣布，": the mark tells that the words of the speaker follow.
    const written = match[0].replace(/[，,：]$/u, '');
    const before = marked.slice(Math.max(0, match.index - BEFORE_WITHIN), match.index);
    const known = findForm(verbs, form, file);
    if (known === undefined || !mayLead(written, before, file)) return [];
    if (forms.quoted.has(form) && !AFTER_QUOTE.test(before)) return [];
    const isItem = isListed && isOnlyLabel(marked.slice(0, match.index));
    leads ||= isItem;
    if (!mayState(form, { isItem, leads, before }, forms)) return [];
    const isNoun = !written.endsWith('ed') && noun.test(before);
    if (isNoun) return [];
    const isAside = isParticiple(match, known, { marked, file });
    if (isAside || getRelative(file).test(before)) return [];
    if (isNegated(marked, match.index, file)) return [];
    if (getAdverbial(file).test(marked.slice(match.index + written.length))) return [];
    return [{ ...known, written, start: match.index, end: match.index + written.length }];
  });
}

/** Participles and infinitives state only where they lead an item, or after another verb. */
function mayState(
  form: string,
  {
    isItem,
    leads,
    before,
  }: { readonly isItem: boolean; readonly leads: boolean; readonly before: string },
  { participles, beforeParticiple, infinitives, join }: VerbForms,
): boolean {
  if (infinitives.has(form)) return isItem || (leads && join.test(before));
  return !participles.has(form) || isItem || beforeParticiple.test(before);
}

/** "Malta, supported by Cyprus, proposed": a participle; "was welcomed by Malta" has an agent. */
function isParticiple(
  { 0: written, index }: RegExpExecArray,
  { isCondemnation }: Pick<StatementVerb, 'isCondemnation'>,
  { marked, file }: { readonly marked: string; readonly file: LanguageFile },
): boolean {
  if (isCondemnation || !written.endsWith('ed')) return false;
  return BY.test(marked.slice(index + written.length)) && !isPassive(marked, index, file);
}

/** Returns what a form tells, with or without the adverb within it. */
function findForm(
  verbs: VerbForms['verbs'],
  form: string,
  file: LanguageFile,
): Pick<StatementVerb, 'verb' | 'isCondemnation'> | undefined {
  return verbs.get(form) ?? verbs.get(dropAdverb(form, file));
}

const getForms = onceByFile((file): VerbForms => {
  const list = (lists: LanguageFile['statements'], isCondemnation: boolean) =>
    Object.entries(lists).flatMap(([verb, forms]) =>
      forms.map((form) => [form.toLowerCase(), { verb, isCondemnation }] as const),
    );
  const infinitives = list(file.itemStatements, false);
  const quoted = toPairs(file.words['quotedVerbs']);
  const whole = new Map([
    ...quoted.map(([form, verb]) => [form, { verb, isCondemnation: false }] as const),
    ...list(file.statements, false),
    ...infinitives,
    ...list(file.condemnations, true),
  ]);
  const participles = listParticiples([...whole.keys()]).flatMap(([rest, form]) => {
    const verb = whole.get(form);
    return verb === undefined || whole.has(rest) ? [] : [[rest, verb] as const];
  });
  const verbs = new Map([...whole, ...participles]);
  const markers = toCueSource(file.words['nounMarkers'] ?? []);
  const noun = new SearchExpression(`(?:${markers}|${file.slots['nounAdjective'] ?? '(?!)'})\\s*$`);
  const { and = [], adverbs = [] } = file.words;
  const beforeParticiple = new SearchExpression(
    `(?<!\\p{L})(?:a|ont)(?:,?\\s(?!été)\\p{L}+){1,3}?(?:(?!\\sété\\s)[^;.]){0,300}?(?:,|\\s(?:${and.join('|') || '(?!)'}))\\s(?:(?:${adverbs.join('|') || '(?!)'}|puis)\\s)?$`,
  );
  return {
    cue: toCue([...verbs.keys()]),
    verbs,
    noun,
    participles: new Set(participles.map(([rest]) => rest)),
    quoted: new Set(quoted.map(([form]) => form)),
    infinitives: new Set(infinitives.map(([form]) => form)),
    join: new SearchExpression(`\\s(?:${and.join('|') || '(?!)'})\\s$`),
    beforeParticiple,
  };
});

const PARTICIPLE = /ing\b|^\p{L}+ant\b/u;

/** The words before a participle that leads: none, a comma, "and", "tout en". */
const getClauseStart = onceByFile(({ words }) => {
  const before = toCueSource(words['beforeParticiples'] ?? []);
  return new SearchExpression(`(?:^|[,;]\\s(?:and\\s)?|–\\s)(?:(?:${before})\\s)?$`);
});

/** A participle leads a clause only at its beginning: not in "it is worth noting". */
function mayLead(written: string, before: string, file: LanguageFile): boolean {
  return !PARTICIPLE.test(written) || getClauseStart(file).test(before);
}

/** Returns whether no words are before the first verb, or only "tout en". */
export function isFirstOf(before: string, file: LanguageFile): boolean {
  return (
    before === '' ||
    toCue(file.words['beforeParticiples'] ?? []).exec(before.trim())?.[0] === before.trim()
  );
}

const BY = new RegExp(`^\\sby\\s(?:the\\s)?[${MARKS.state}${MARKS.body}\\p{Lu}]`, 'u');
const LIST = new RegExp(`[${MARKS.state}${MARKS.body}],\\s+[${MARKS.state}${MARKS.body}]$`, 'u');

/** Leaves out words such as "In this context," before the subject. */
export function startOfSubject(marked: string, verb: number): number {
  const opening = /^(?:[^,]{1,90}),\s+(?=\S)/u.exec(marked.slice(0, verb));
  // "The delegations of Malta, Cyprus and Italy" is a list, and no opening.
  const isList = opening !== null && LIST.test(marked.slice(0, opening[0].length + 1));
  return opening === null || isList ? 0 : opening[0].length;
}
