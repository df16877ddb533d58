import { SearchExpression } from '../search/search-expression.ts';
import { toSlug } from '../resolutions/citations.ts';
import { shortenWords, toTopic } from '../text/clause-words.ts';
import { onceBy, onceByFile, toCue } from '../language/cues.ts';
import { type DatePhrase, toDateValue } from '../language/dates.ts';
import type { DraftFields, DraftValue } from '../draft.ts';
import type { LanguageFile } from '../language/language-file.ts';
import type { NumberWords } from '../language/number-words.ts';
import { MARKS } from '../text/marks.ts';
import type { NoteContext } from '../notes/note-context.ts';
import { type CompiledPattern, compilePattern } from '../language/pattern.ts';
import type { UnitSpan } from '../text/prepared-text.ts';
import type { MarkedSentence, SentenceMention } from '../notes/sentence-reader.ts';
import { toPlace } from '../names/place-names.ts';
import { type FactProposal, toActor } from '../notes/sentence-rules.ts';
import { createForms } from '../language/slot-forms.ts';
import { keepStated } from '../notes/stated-fields.ts';
import { startOfSubject, type StatementVerb } from './statement-verbs.ts';

const ALL_WITHIN = 40;

/** A condemnation: its verb, its clause and its subject. */
interface Condemnation {
  readonly verb: StatementVerb;
  readonly clause: UnitSpan;
  readonly subject: DraftFields | string;
  /** Whether another verb of the sentence is before it. */
  readonly isLater: boolean;
}

/**
 * Returns the condemnations of a clause: one for each object, with those whom its own words name.
 */
export function proposeCondemnations(
  sentence: MarkedSentence,
  { verb, clause, subject, isLater }: Condemnation,
  context: NoteContext,
): readonly FactProposal[] {
  const whole = sentence.marked.slice(clause.start, clause.end);
  const parts = splitObjects(whole, context.file);
  // A later verb of a sentence begins with itself: the words before it tell of something else.
  const start = isLater ? verb.start : startOfSubject(sentence.marked, verb.start);
  const proposals: FactProposal[] = [];
  for (const [index, part] of parts.entries()) {
    const span = { start: clause.start + part.start, end: clause.start + part.end };
    const isFirst = index === 0;
    const passage = sentence.toSpan({
      start: isFirst ? start : span.start,
      end: span.end,
    });
    const target = toTarget(sentence, span, part.object, context);
    if (typeof target.value['incident'] === 'string')
      context.lastIncident = target.value['incident'];
    const perpetrators = listPerpetrators(sentence, span, context);
    const found = { confidence: 0.9, rule: 'condemnation' };
    proposals.push({
      ...found,
      type: 'IncidentCondemned',
      fields: {
        condemner: subject,
        modality: 'stated',
        strength: verb.verb,
        verbAsWritten: verb.written,
        target: target.value,
        ...(perpetrators.length === 0 ? {} : { perpetrators }),
      },
      span: passage,
    });
    proposals.push(...recordIncident(sentence, span, target, context));
  }
  return proposals;
}

/** Returns the incident of a condemnation in the passive voice, whose condemner is not named. */
export function proposeIncident(
  sentence: MarkedSentence,
  clause: UnitSpan,
  context: NoteContext,
): readonly FactProposal[] {
  const [part] = splitObjects(sentence.marked.slice(clause.start, clause.end), context.file);
  if (part === undefined) return [];
  const span = { start: clause.start + part.start, end: clause.end };
  const target = toTarget(sentence, span, part.object, context);
  return recordIncident(sentence, span, target, context);
}

/** Returns the incident of a target, once in a text. */
function recordIncident(
  sentence: MarkedSentence,
  span: UnitSpan,
  { recorded }: CondemnedObject,
  { incidents }: NoteContext,
): readonly FactProposal[] {
  const incident = recorded?.['incident'];
  if (recorded === undefined || typeof incident !== 'string' || incidents.has(incident)) return [];
  incidents.add(incident);
  return [
    {
      type: 'IncidentRecorded',
      fields: recorded,
      span: sentence.toSpan(span),
      confidence: 0.9,
      rule: 'incident',
    },
  ];
}

interface ObjectPart extends UnitSpan {
  /** The nouns of the first part, which a part such as "and in Khuzdar" leaves out. */
  readonly object: string;
  readonly isPartial: boolean;
}

/** The words between the objects of a verb, and around the nouns of one. */
const getObjectForms = onceByFile(({ words }) => {
  const join = (list: string): string => (words[list] ?? []).join('|') || '(?!)';
  const near = join('incidentPrepositions');
  return {
    separator: new SearchExpression(
      `,?\\s+(?:${join('further')})\\s+|\\s+(?:${join('and')})\\s+(?=(?:${near})\\s[^,]{2,40}\\s(?:on\\s)?${MARKS.date})`,
      'i',
    ),
    head: new SearchExpression(`^(.{3,80}?)(?=\\s(?:${join('objectEnds')})(?!\\p{L})|$)`),
    partial: new SearchExpression(`^(?:${near})\\s`),
  };
});

/** Splits the objects of one verb: "…, as well as …", and a second place with a day of its own. */
function splitObjects(clause: string, file: LanguageFile): readonly ObjectPart[] {
  const { separator, head, partial } = getObjectForms(file);
  const parts: ObjectPart[] = [];
  let start = clause.length - clause.trimStart().length;
  let object = '';
  for (const match of [...separator.list(clause), undefined]) {
    const end = match?.index ?? clause.length;
    const own = clause.slice(start, end).replace(/[\s,.(]$/u, '');
    const isPartial = partial.test(own);
    object = isPartial ? object : (head.exec(own)?.[1] ?? own);
    parts.push({ start, end: start + own.length, object, isPartial });
    start = end + (match?.[0].length ?? 0);
  }
  return parts;
}

interface CondemnedObject {
  readonly value: DraftFields;
  /** The fields of the incident, if the words name it by its place or object. */
  readonly recorded: DraftFields | undefined;
}

function toTarget(
  sentence: MarkedSentence,
  span: UnitSpan,
  object: string,
  context: NoteContext,
): CondemnedObject {
  const words = sentence.getWords(span);
  const { file } = context;
  const date = sentence.listMentions(span).find((mention) => mention.kind === 'date');
  const isAll = toCue(file.words['allOf'] ?? []).test(words.slice(0, ALL_WITHIN));
  if (date !== undefined && !isAll)
    return toIncident(sentence, span, { object, words, date }, context);
  const territory = findSlot(sentence, span, getForms(context).territories)?.whole;
  const occurredOn = date && toDateValue(date);
  const value = keepStated({ class: toTopic(object, 3), occurredOn, territory });
  return { value, recorded: undefined };
}

function toIncident(
  sentence: MarkedSentence,
  span: UnitSpan,
  {
    object,
    words,
    date,
  }: { readonly object: string; readonly words: string; readonly date: DatePhrase },
  context: NoteContext,
): CondemnedObject {
  const forms = getForms(context);
  const attacked = findSlot(sentence, span, forms.attacked);
  const where = findSlot(sentence, span, forms.places);
  const place = where && toPlace(where.words, where.mentions);
  const name = typeof place?.['name'] === 'string' ? place['name'] : undefined;
  const named = name ?? findSlot(sentence, span, forms.objects)?.words;
  const key = named ?? attacked?.words ?? where?.words ?? object;
  const nouns = toTopic(object.replace(/^the /, ''), 2);
  const incident = nameIncident({ nouns, key, isNamed: named !== undefined, date }, context);
  const occurredOn = toDateValue(date);
  const againstState = toShorthand(attacked);
  const value = keepStated({ incident, occurredOn, place, againstState });
  const near = context.file.words['incidentPrepositions'] ?? [];
  // A second place of the same sentence has no noun of its own to name the incident.
  const isPartial = near.some((word) => words.startsWith(`${word} `));
  if (named === undefined || isPartial) return { value, recorded: undefined };
  const title = shortenWords(words.replace(/^the /, ''), 120);
  const places = place && [place];
  return { value, recorded: keepStated({ incident, name: title, occurredOn, places }) };
}

/** Returns the id of an incident: attacks in one place on one day are one incident. */
function nameIncident(
  {
    nouns,
    key,
    isNamed,
    date,
  }: {
    readonly nouns: string;
    readonly key: string;
    readonly isNamed: boolean;
    readonly date: DatePhrase;
  },
  { incidentIds, incidentPlaces }: NoteContext,
): string {
  const where = toTopic(key, 3);
  const at = `${date.edtf} ${where}`;
  const known = isNamed ? incidentIds.get(at) : undefined;
  if (known !== undefined) return known;
  const byYear = `${nouns}-${where}-${date.edtf.slice(0, 4)}`;
  const isTaken = (incidentPlaces.get(byYear) ?? at) !== at;
  // Two attacks in one place and year differ by their days.
  const incident = isTaken ? toSlug(`${nouns}-${where}-${date.edtf}`) : byYear;
  incidentIds.set(at, incident);
  incidentPlaces.set(incident, at);
  return incident;
}

function toShorthand(found: FoundSlot | undefined): DraftFields | undefined {
  const [state] = found?.mentions ?? [];
  return state?.kind === 'state' ? { [state.code]: state.name } : undefined;
}

/** The words around those whom a condemnation names, and around its place. */
interface IncidentForms {
  readonly places: readonly CompiledPattern[];
  readonly objects: readonly CompiledPattern[];
  readonly attacked: readonly CompiledPattern[];
  readonly territories: readonly CompiledPattern[];
  readonly perpetrators: readonly CompiledPattern[];
}

const makeForms = onceBy((file: LanguageFile, numbers: NumberWords): IncidentForms => {
  const forms = createForms(file, numbers);
  const compile = (list: string): readonly CompiledPattern[] =>
    (file.words[list] ?? []).map((pattern) => compilePattern(pattern, forms));
  return {
    places: compile('incidentPlaces'),
    objects: compile('incidentObjects'),
    attacked: compile('attackedStates'),
    territories: compile('territories'),
    perpetrators: compile('perpetrators'),
  };
});

const getForms = ({ file, numbers }: NoteContext): IncidentForms => makeForms(file, numbers);

interface FoundSlot {
  readonly words: string;
  readonly whole: string;
  readonly mentions: readonly SentenceMention[];
}

/** Returns the first slot of the first pattern that matches within a span. */
function findSlot(
  sentence: MarkedSentence,
  span: UnitSpan,
  patterns: readonly CompiledPattern[],
): FoundSlot | undefined {
  const marked = sentence.marked.slice(span.start, span.end);
  for (const { expression, slots } of patterns) {
    const match = expression.exec(marked);
    const slot = slots.findLast(({ field }) => field !== 'skip');
    const at = slot && match?.indices?.groups?.[slot.group];
    if (match === null || at === undefined) continue;
    const part = { start: span.start + at[0], end: span.start + at[1] };
    const start = span.start + match.index;
    return {
      words: sentence.getWords(part),
      whole: sentence.getWords({ start, end: start + match[0].length }),
      mentions: sentence.listMentions(part),
    };
  }
  return undefined;
}

/** Returns those whom the words name as perpetrators: "strikes by …". */
function listPerpetrators(
  sentence: MarkedSentence,
  span: UnitSpan,
  context: NoteContext,
): readonly DraftValue[] {
  const found = findSlot(sentence, span, getForms(context).perpetrators);
  if (found === undefined) return [];
  const actors = found.mentions.flatMap((mention) => toActor(mention, context.actors) ?? []);
  if (actors.length > 0) return actors;
  const code = context.actors.findAdjective(found.words.trim());
  if (code !== undefined) return [{ [code]: found.words.trim() }];
  return [context.actors.declare(found.words.trim(), { kind: 'group' })];
}
