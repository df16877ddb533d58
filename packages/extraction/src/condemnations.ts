import { shortenWords, toTopic } from './clause-words.ts';
import { type DatePhrase, toDateValue } from './dates.ts';
import type { DraftFields, DraftValue } from './draft.ts';
import { toCue } from './meeting-rule.ts';
import type { NoteContext } from './note-context.ts';
import type { UnitSpan } from './prepared-text.ts';
import { MARKS, type MarkedSentence } from './sentence-reader.ts';
import { type FactProposal, toActor } from './sentence-rules.ts';
import type { StateMention } from './state-finder.ts';
import { keepStated } from './stated-fields.ts';
import { startOfSubject, type StatementVerb } from './statement-verbs.ts';

const ALL_WITHIN = 40;
const NAME = "(\\p{Lu}[\\p{L}'’-]+(?:\\s\\p{Lu}[\\p{L}'’-]+){0,3})";
const TERRITORY = /\b(?:within|in) (?:the )?territor(?:y|ies) of (.{3,120})$/u;
const AGAINST_STATE = new RegExp(`against\\s(?:the\\s)?${MARKS.state}`, 'u');
const IN_STATE = new RegExp(`\\bin\\s(?:the\\s)?${MARKS.state}`, 'u');
const IN_PLACE = new RegExp(`\\b(?:in|at)\\s${NAME}`, 'u');
const ON_NAME = new RegExp(`\\bon\\s(?:the\\s)?${NAME}`, 'u');

/** A condemnation: its verb, its clause and its subject. */
interface Condemnation {
  readonly verb: StatementVerb;
  readonly clause: UnitSpan;
  readonly subject: DraftFields | string;
}

/** Returns the condemnations of a clause: one for each object, with those whom its own words name. */
export function proposeCondemnations(
  sentence: MarkedSentence,
  { verb, clause, subject }: Condemnation,
  context: NoteContext,
): readonly FactProposal[] {
  const { words } = context.file;
  const whole = sentence.marked.slice(clause.start, clause.end);
  const parts = splitObjects(whole, words['further'] ?? []);
  const proposals: FactProposal[] = [];
  for (const [index, part] of parts.entries()) {
    const span = { start: clause.start + part.start, end: clause.start + part.end };
    const isFirst = index === 0;
    const passage = sentence.toSpan({
      start: isFirst ? startOfSubject(sentence.marked, verb.start) : span.start,
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
    if (target.recorded !== undefined)
      proposals.push({
        ...found,
        type: 'IncidentRecorded',
        fields: target.recorded,
        span: sentence.toSpan(span),
        rule: 'incident',
      });
  }
  return proposals;
}

interface ObjectPart extends UnitSpan {
  /** The nouns of the first part, which a part such as "and in Khuzdar" leaves out. */
  readonly object: string;
}

/** Splits the objects of one verb: "…, as well as …", and a second place with a day of its own. */
function splitObjects(clause: string, further: readonly string[]): readonly ObjectPart[] {
  const separator = new RegExp(
    `,?\\s+(?:${further.join('|')})\\s+|\\s+and\\s+(?=(?:in|on)\\s[^,]{2,40}\\son\\s${MARKS.date})`,
    'giu',
  );
  const parts: ObjectPart[] = [];
  let start = clause.length - clause.trimStart().length;
  let object = '';
  for (const match of [...clause.matchAll(separator), undefined]) {
    const end = match?.index ?? clause.length;
    const words = clause.slice(start, end).replace(/[\s,.(]$/u, '');
    const head =
      /^(.{3,80}?)(?=\s(?:that|which|committed|carried|in|on|against|by|at|within)\s|$)/u.exec(
        words,
      )?.[1] ?? words;
    const isPartial = /^(?:in|on)\s/.test(words);
    object = isPartial ? object : head;
    parts.push({ start, end: start + words.length, object });
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
  { file }: NoteContext,
): CondemnedObject {
  const words = sentence.getWords(span);
  const date = sentence.listMentions(span).find((mention) => mention.kind === 'date');
  const isAll = toCue(file.words['allOf'] ?? []).test(words.slice(0, ALL_WITHIN));
  if (date !== undefined && !isAll) return toIncident(sentence, span, { object, words, date });
  const territory = TERRITORY.exec(words)?.[0];
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
): CondemnedObject {
  const marked = sentence.marked.slice(span.start, span.end);
  const attacked = findState(sentence, span, AGAINST_STATE);
  const country = findState(sentence, span, IN_STATE);
  const place = IN_PLACE.exec(marked)?.[1];
  const named = place ?? ON_NAME.exec(marked)?.[1];
  const key = named ?? attacked?.name ?? country?.name ?? object;
  const nouns = toTopic(object.replace(/^the /, ''), 2);
  const incident = `${nouns}-${toTopic(key, 3)}-${date.edtf.slice(0, 4)}`;
  const where =
    place === undefined ? country && { country: toShorthand(country) } : { name: place };
  const occurredOn = toDateValue(date);
  const againstState = attacked && toShorthand(attacked);
  const value = keepStated({ incident, occurredOn, place: where, againstState });
  // A second place of the same sentence has no noun of its own to name the incident.
  if (named === undefined || /^(?:in|on)\s/.test(words)) return { value, recorded: undefined };
  const name = shortenWords(words.replace(/^the /, ''), 120);
  const places = where && [where];
  return { value, recorded: keepStated({ incident, name, occurredOn, places }) };
}

/** Returns the state that a form ends with. */
function findState(
  sentence: MarkedSentence,
  span: UnitSpan,
  form: RegExp,
): StateMention | undefined {
  const match = form.exec(sentence.marked.slice(span.start, span.end));
  if (match === null) return undefined;
  const start = span.start + match.index;
  const [state] = sentence.listMentions({ start, end: start + match[0].length });
  return state?.kind === 'state' ? state : undefined;
}

function toShorthand({ code, name }: StateMention): DraftFields {
  return { [code]: name };
}

/** Returns those whom the words name as perpetrators: "strikes by …". */
function listPerpetrators(
  sentence: MarkedSentence,
  span: UnitSpan,
  context: NoteContext,
): readonly DraftValue[] {
  const marked = sentence.marked.slice(span.start, span.end);
  const list = `[${MARKS.state}${MARKS.body}]`;
  const by = new RegExp(
    `\\b(?:by|carried out by|perpetrated by|committed by)\\s(?:the\\s)?(${list}(?:(?:,\\s*(?:and\\s+)?|\\s+and\\s+)(?:the\\s)?${list})*)`,
    'u',
  ).exec(marked);
  if (by === null) return [];
  const start = span.start + by.index;
  return sentence
    .listMentions({ start, end: start + by[0].length })
    .flatMap((mention) => toActor(mention, context.actors) ?? []);
}
