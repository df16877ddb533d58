import { toPairs } from '../language/word-forms.ts';
import { ExpressionIndex, SearchExpression } from '../search/search-expression.ts';
import { toDateValue } from '../language/dates.ts';
import type { DraftFields, DraftValue } from '../draft.ts';
import { type DraftActors, toUniqueActors } from '../names/draft-actors.ts';
import { shortenWords } from '../text/clause-words.ts';
import { toCue } from '../language/cues.ts';
import type { LanguageFile } from '../language/language-file.ts';
import type { NumberWords } from '../language/number-words.ts';
import { toPersonName } from '../names/persons.ts';
import { type CompiledPattern, compilePattern, type SlotForms } from '../language/pattern.ts';
import type { UnitSpan } from '../text/prepared-text.ts';
import { MARKS } from '../text/marks.ts';
import { readOrgan } from '../names/organ-words.ts';
import { keepWritten } from './stated-fields.ts';
import type { MarkedSentence, SentenceMention } from './sentence-reader.ts';
import { toPlace } from '../names/place-names.ts';
import { createForms } from '../language/slot-forms.ts';

/** A fact that a rule proposes, before its ids and required fields are complete. */
export interface FactProposal {
  readonly type: string;
  readonly fields: DraftFields;
  readonly span: UnitSpan;
  readonly confidence: number;
  readonly rule: string;
}

interface CompiledRule {
  readonly rule: LanguageFile['rules'][number];
  readonly pattern: CompiledPattern;
  /** Marks without which the pattern cannot match. */
  readonly marks: readonly string[];
}

/** The type of the patterns that only name a meeting. */
/** Slots of those who get a task. */
const ORGAN_SLOTS = new Set(['organ', 'tasked', 'labelled']);
const MEETING_TYPE = 'Meeting';
const MARKS_BY_KIND: Readonly<Record<string, string>> = {
  date: MARKS.date,
  state: MARKS.state,
  states: MARKS.state,
  body: MARKS.body,
};

const FREE_SLOTS = new Set(['rest', 'text', 'clause', 'modal']);
const NEGATION_WITHIN = 20;
/** The words beside a slot that a sentence may end with. */
const ENDING = /[\s.。;；,，:]+$/u;

/** Applies the patterns of a language file to marked sentences. */
export class SentenceRules {
  readonly #file: LanguageFile;
  /** The rules of meetings, and all others. */
  readonly #meetings: ExpressionIndex<CompiledRule>;
  readonly #others: ExpressionIndex<CompiledRule>;
  readonly #numbers: NumberWords;
  readonly #splits: readonly string[];
  readonly #ownSlots: ReadonlySet<string>;
  readonly #cases: ReadonlyMap<string, string>;
  readonly #slotForms: ReadonlyMap<string, SearchExpression>;
  readonly #negated: SearchExpression;
  readonly #negatedBefore: SearchExpression;
  /** Words with a negation that negate nothing: "not later than". */
  readonly #affirmed: SearchExpression;

  constructor(file: LanguageFile, numbers: NumberWords) {
    this.#file = file;
    this.#numbers = numbers;
    this.#splits = file.words['splits'] ?? [];
    this.#ownSlots = new Set(Object.keys(file.slots));
    this.#cases = new Map(toPairs(file.words['organCases']));
    const negations = toCue(file.words['negations'] ?? []);
    this.#negated = negations;
    this.#affirmed = toCue(file.words['affirmed'] ?? []);
    this.#negatedBefore = new SearchExpression(`(?:${negations.source})\\s*$`);
    const forms = createForms(file, numbers);
    this.#slotForms = new Map(
      [...Object.keys(file.slots), 'ordinal', 'number', 'count'].map((kind) => [
        kind,
        new SearchExpression(forms[kind] ?? ''),
      ]),
    );
    const rules = file.rules.flatMap((rule) =>
      rule.patterns.map((written) => {
        const pattern = compileRule(written, forms);
        const marks = pattern.neededKinds.flatMap((kind) => MARKS_BY_KIND[kind] ?? []);
        return { rule, pattern, marks };
      }),
    );
    const toIndex = (isWanted: (type: string) => boolean): ExpressionIndex<CompiledRule> =>
      new ExpressionIndex<CompiledRule>(
        rules.filter(({ rule }) => isWanted(rule.type)),
        ({ pattern }) => pattern.expression,
      );
    this.#meetings = toIndex((type) => type === MEETING_TYPE);
    this.#others = toIndex((type) => type !== MEETING_TYPE);
  }

  /** Returns the proposals of a sentence. A rule proposes once for the same words. */
  apply(
    sentence: MarkedSentence,
    actors: DraftActors,
    tellsOfMeeting: boolean,
  ): readonly FactProposal[] {
    const meetings = tellsOfMeeting ? this.#apply(sentence, actors, this.#meetings) : [];
    return [...meetings, ...this.#apply(sentence, actors, this.#others)];
  }

  /** Returns the meetings that a line names. No other rule is applied. */
  listMeetings(sentence: MarkedSentence, actors: DraftActors): readonly FactProposal[] {
    return this.#apply(sentence, actors, this.#meetings);
  }

  #apply(
    sentence: MarkedSentence,
    actors: DraftActors,
    rules: ExpressionIndex<CompiledRule>,
  ): readonly FactProposal[] {
    const proposals: FactProposal[] = [];
    const applied = new Set<string>();
    const found = new Map<string, boolean>();
    const has = (kind: string): boolean => {
      const known = found.get(kind);
      if (known !== undefined) return known;
      const isFound = this.#slotForms.get(kind)?.test(sentence.marked) ?? true;
      found.set(kind, isFound);
      return isFound;
    };
    for (const { rule, pattern, marks } of rules.find(sentence.marked)) {
      if (marks.some((mark) => !sentence.marked.includes(mark))) continue;
      if (!pattern.neededKinds.every((kind) => has(kind))) continue;
      for (const match of pattern.expression.list(sentence.marked)) {
        const key = `${rule.rule} ${rule.type} ${match.index}`;
        if (applied.has(key) || this.#isDenied(rule, match, pattern, sentence)) continue;
        const fields = this.#fill(match, pattern, sentence, actors);
        if (fields === undefined) continue;
        applied.add(key);
        const proposal = {
          type: rule.type,
          confidence: rule.confidence,
          rule: rule.rule,
          span: toRuleSpan(match, rule.passage, sentence),
          fields: keepWritten({ ...rule.fields, ...fields }, sentence.sentence.text),
        };
        if (rule.each !== null)
          proposals.push(
            ...this.#spread(proposal, rule.each, match, { pattern, sentence, actors }),
          );
        else proposals.push(...(rule.splits ? this.#split(proposal, sentence) : [proposal]));
      }
    }
    return proposals;
  }

  /** Returns whether the words of a rule, without those of its free slots, are negated. */
  #isDenied(
    { type }: CompiledRule['rule'],
    match: RegExpExecArray,
    { slots }: CompiledPattern,
    { marked }: MarkedSentence,
  ): boolean {
    if (type === 'DissentRecorded') return false;
    let words = match[0];
    for (const { group, kind } of slots)
      if (FREE_SLOTS.has(kind)) words = words.replace(match.groups?.[group] ?? '', ' ');
      // "Discussed the dues, but did not adopt them": the words after a comma tell of another act.
      else if (kind === 'matter')
        words = words.replace(
          /(?<=^[^,，]*)[,，].*$/u.exec(match.groups?.[group] ?? '')?.[0] ?? '',
          ' ',
        );
    const before = marked.slice(Math.max(0, match.index - NEGATION_WITHIN), match.index);
    words = this.#affirmed.remove(words);
    return this.#negated.test(words) || this.#negatedBefore.test(before);
  }

  /** Returns a proposal for each actor of a list. Its words are the name of the actor. */
  #spread(
    proposal: FactProposal,
    field: string,
    match: RegExpExecArray,
    {
      pattern,
      sentence,
      actors,
    }: {
      readonly pattern: CompiledPattern;
      readonly sentence: MarkedSentence;
      readonly actors: DraftActors;
    },
  ): readonly FactProposal[] {
    const slot = pattern.slots.find((one) => one.field === field);
    const place = slot === undefined ? undefined : match.indices?.groups?.[slot.group];
    if (place === undefined) return [];
    return sentence.listMentions({ start: place[0], end: place[1] }).flatMap((mention) => {
      const actor = toActor(mention, actors);
      if (actor === undefined) return [];
      const { start, end } = mention;
      const span = { start: sentence.sentence.start + start, end: sentence.sentence.start + end };
      return [{ ...proposal, fields: { ...proposal.fields, [field]: actor }, span }];
    });
  }

  /** Returns a second proposal for words such as "as well as to …". */
  #split(proposal: FactProposal, { sentence }: MarkedSentence): readonly FactProposal[] {
    const { start, end } = proposal.span;
    const words = sentence.text.slice(start - sentence.start, end - sentence.start);
    const found = this.#splits
      .map((form) => ({ form, at: words.indexOf(form) }))
      .find(({ at }) => at > 0);
    if (found === undefined) return [proposal];
    const gap = /^,?\s+(?:and\s+)?/u.exec(found.form)?.[0].length ?? 0;
    return [
      { start, end: start + found.at },
      { start: start + found.at + gap, end },
    ].map((span) => {
      const own = sentence.text.slice(span.start - sentence.start, span.end - sentence.start);
      const recipients =
        proposal.fields['recipients'] === undefined
          ? {}
          : { recipients: shortenWords(own.replace(/\s(?:were|was)\s.*$/u, ''), 280) };
      return { ...proposal, fields: { ...proposal.fields, ...recipients }, span };
    });
  }

  /** Returns the values of the slots; undefined if one of them is no value of its kind. */
  #fill(
    match: RegExpExecArray,
    { slots }: CompiledPattern,
    sentence: MarkedSentence,
    actors: DraftActors,
  ): DraftFields | undefined {
    const fields: Record<string, DraftValue> = {};
    for (const { group, field, kind, isNamed } of slots) {
      const words = match.groups?.[group];
      const start = match.indices?.groups?.[group]?.[0];
      if (words === undefined || start === undefined || field === 'skip') continue;
      // A slot of the language file fills a field only if the pattern names it.
      if (words === '' || (!isNamed && this.#ownSlots.has(kind))) continue;
      const value = this.#readSlot(kind, { start, end: start + words.length }, sentence, actors);
      if (value === undefined) return undefined;
      fields[field] = value;
    }
    return fields;
  }

  #readSlot(
    kind: string,
    span: UnitSpan,
    sentence: MarkedSentence,
    actors: DraftActors,
  ): DraftValue | undefined {
    const words = sentence.getWords(span).replace(ENDING, '').trim();
    const mentions = sentence.listMentions(span);
    if (ORGAN_SLOTS.has(kind))
      return readOrgan(this.#cases.get(words.toLowerCase()) ?? words, mentions, actors);
    switch (kind) {
      case 'date': {
        const [date] = mentions;
        return date?.kind === 'date' ? toDateValue(date) : undefined;
      }
      case 'ordinal':
        return this.#numbers.parseOrdinal(words);
      case 'number':
        return this.#numbers.parseCount(words);
      case 'count': {
        const count = this.#numbers.parseCount(words);
        return count === undefined ? undefined : { min: count, max: count };
      }
      case 'body': {
        const [body] = mentions;
        return body?.kind === 'body' ? body.body.body : undefined;
      }
      case 'place':
        return toPlace(words, mentions);
      case 'actor':
      case 'state':
      case 'actors':
      case 'states':
      case 'cochairs':
      case 'statelist': {
        const values = toUniqueActors(mentions.flatMap((one) => toActor(one, actors) ?? []));
        return /s$|list$/.test(kind) ? (values.length === 0 ? undefined : values) : values[0];
      }
      case 'ownbody':
        return `own ${words}`;
      case 'chairoffice':
        return [actors.declare(words, { kind: 'office' })];
      case 'members':
      case 'agencies':
        return actors.declare(this.#cases.get(words.toLowerCase()) ?? words, { kind: 'class' });
      case 'classes':
        return [actors.declare(words, { kind: 'class' })];
      case 'person':
      case 'shortperson':
      case 'titledperson':
      case 'objectperson':
      case 'holder': {
        const name = toPersonName(words, kind === 'objectperson', this.#file);
        return actors.findPerson(name) ?? actors.declare(name, { kind: 'person' });
      }
      default:
        return words === '' ? undefined : shortenWords(words, 280);
    }
  }
}

/** Returns the shorthand of a state or body as written. */
export function toActor(
  mention: SentenceMention,
  actors: DraftActors,
): DraftFields | string | undefined {
  if (mention.kind === 'state') return { [mention.code]: mention.name };
  return mention.kind === 'body' ? actors.resolveBody(mention.body, mention.name) : undefined;
}

/** Compiles a rule. A clause at its end goes on to the end of the clause. */
function compileRule(written: string, forms: SlotForms): CompiledPattern {
  const pattern = compilePattern(written, forms);
  if (!/:(?:clause|text)\}$/.test(written)) return pattern;
  const { source } = pattern.expression;
  return { ...pattern, expression: new SearchExpression(`${source}(?=[,;.，；。]|$)`, 'd') };
}

function toRuleSpan(
  match: RegExpExecArray,
  passage: 'pattern' | 'sentence' | 'rest',
  sentence: MarkedSentence,
): UnitSpan {
  if (passage === 'sentence') return { start: sentence.sentence.start, end: sentence.sentence.end };
  const end = passage === 'rest' ? sentence.marked.length : match.index + match[0].length;
  const words = sentence.marked.slice(match.index, end);
  const trimmed = passage === 'rest' ? words : words.replace(ENDING, '');
  return sentence.toSpan({ start: match.index, end: match.index + trimmed.length });
}
