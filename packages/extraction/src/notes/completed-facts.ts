import { toSlug } from '../resolutions/citations.ts';
import { readEdtf } from '../language/date-values.ts';
import { toTopic } from '../text/clause-words.ts';
import { findWord } from '../language/cues.ts';
import { compareMeetings, findContradictions } from './contradictions.ts';
import type { DraftContradiction, DraftFact, DraftFields, DraftValue } from '../draft.ts';
import type { LanguageFile } from '../language/language-file.ts';
import type { NoteContext } from './note-context.ts';
import type { PreparedText } from '../text/prepared-text.ts';
import type { FactProposal } from './sentence-rules.ts';
import { findRelativeDue } from '../decisions/relative-due.ts';
import { extendPeriod } from '../meetings/closing-period.ts';
import { keepStated } from './stated-fields.ts';

/** The facts of a note with their ids, and the contradictions among them. */
interface CompletedFacts {
  readonly facts: readonly DraftFact[];
  /** The meeting that the note is about, if it tells of one. */
  readonly meeting: string | undefined;
  readonly contradictions: readonly DraftContradiction[];
  /** The proposals whose values are in the facts or contradictions. */
  readonly placed: ReadonlySet<FactProposal>;
}

/** Types whose `decision` is an id that the draft chooses. */
const DECISIONS = new Set([
  'PlanApproved',
  'ProgrammeAdopted',
  'DraftEndorsed',
  'DecisionAdopted',
  'MeasureTaken',
  'AgreementReached',
  'EventPlanned',
  'VoteTaken',
]);
/** Types that require a meeting; without one in the text they are left out. */
const OF_MEETING = new Set([
  'MeetingChaired',
  'DelegationAttended',
  'OrganAttended',
  'MatterConsidered',
  'MeetingDescribed',
  'AwardsConferred',
  'MeetingRescheduled',
]);
const PLAIN_MODALITY = 'reported';

/** Completes proposals: ids of meetings and decisions, and required fields that words can fill. */
export function completeFacts(
  text: PreparedText,
  proposals: readonly FactProposal[],
  { context, document }: { readonly context: NoteContext; readonly document: string },
): CompletedFacts {
  const main = findMain(proposals, context);
  const meeting = main === undefined ? undefined : toMeetingId(main.fields);
  const ids = new Map<string, number>();
  const facts: DraftFact[] = [];
  const seen = new Map<string, FactProposal>();
  const contradictions: DraftContradiction[] = [];
  const placed = new Set<FactProposal>();
  for (const proposal of proposals) {
    if (meeting === undefined && OF_MEETING.has(proposal.type)) continue;
    let fields = completeFields(text, proposal, {
      meeting,
      main,
      document,
      ids,
      note: context,
    });
    if (fields === undefined) continue;
    placed.add(proposal);
    if (proposal === main)
      fields = { ...readApart(main, context), ...fields, ...extendPeriod(fields, context) };
    if (proposal.type === 'MeetingHeld' || proposal.type === 'MeetingAnnounced') {
      const id = toMeetingId(fields) ?? '';
      const known = seen.get(id);
      if (known !== undefined) {
        fillMeeting(facts, id, fields);
        const toStated = ({ fields: stated, span }: FactProposal) => ({
          fields: stated,
          passage: text.toPassage(span),
        });
        contradictions.push(...compareMeetings(toStated(known), toStated(proposal)));
        if (known.type === proposal.type) continue;
      }
      seen.set(id, proposal);
    }
    facts.push({
      type: proposal.type,
      fields,
      passage: text.toPassage(proposal.span),
      words: text.getWords(proposal.span),
      confidence: proposal.confidence,
      rule: proposal.rule,
    });
  }
  return {
    facts,
    meeting,
    contradictions: [...contradictions, ...findContradictions(facts)],
    placed,
  };
}

/** Adds the day and place of a meeting that a headline has only named. */
function fillMeeting(facts: DraftFact[], id: string, { occurredOn, places }: DraftFields): void {
  if (occurredOn === undefined) return;
  const index = facts.findIndex(
    ({ type, fields }) => type === 'MeetingHeld' && fields['meeting'] === id,
  );
  const fact = facts[index];
  if (fact === undefined || fact.fields['occurredOn'] !== undefined) return;
  facts[index] = { ...fact, fields: { ...keepStated({ occurredOn, places }), ...fact.fields } };
}

/** Returns the values of the meeting that sentences of their own tell. */
function readApart({ type }: FactProposal, context: NoteContext): DraftFields {
  const { host, format, place, day } = context;
  if (type !== 'MeetingHeld') return keepStated({ host });
  return keepStated({ host, format, places: place && [place], occurredOn: day });
}

/** Returns the meeting that the note is about. */
function findMain(
  proposals: readonly FactProposal[],
  { mainBody, hasMeeting }: NoteContext,
): FactProposal | undefined {
  if (mainBody === undefined) return undefined;
  const own = proposals.filter(({ fields }) => fields['body'] === mainBody.body);
  const held = hasMeeting ? own.find(({ type }) => type === 'MeetingHeld') : undefined;
  return held ?? own.find(({ type }) => type === 'MeetingAnnounced');
}

/**
 * Returns the id that a submission gives a meeting: `{body}-{session}-{ordinal}`, the date, or the
 * place.
 */
function toMeetingId(fields: DraftFields): string | undefined {
  const { body, session, ordinal, occurredOn, scheduledOn } = fields;
  const date = occurredOn ?? scheduledOn;
  const edtf = readEdtf(date);
  const number =
    typeof ordinal === 'number'
      ? String(ordinal)
      : edtf !== undefined
        ? edtf.slice(0, 10).replace(/\/.*$/, '')
        : (toPlaceSlug(fields) ?? (date === undefined ? 'meeting' : undefined));
  if (typeof body !== 'string' || number === undefined) return undefined;
  return [
    body,
    ...(typeof session === 'string' && session !== 'ordinary' ? [session] : []),
    number,
  ].join('-');
}

/** Returns the place of a meeting, or its state, as a part of its id. */
function toPlaceSlug({ places }: DraftFields): string | undefined {
  const [place] = Array.isArray(places) ? (places as readonly DraftFields[]) : [];
  const { name, country } = place ?? {};
  const words = readText(name) ?? Object.keys((country ?? {}) as DraftFields)[0] ?? '';
  return toSlug(words, 60) || undefined;
}

interface CompletionContext {
  readonly meeting: string | undefined;
  readonly main: FactProposal | undefined;
  readonly document: string;
  readonly ids: Map<string, number>;
  readonly note: NoteContext;
}

function completeFields(
  text: PreparedText,
  { type, fields, span }: Pick<FactProposal, 'type' | 'fields' | 'span'>,
  context: CompletionContext,
): DraftFields | undefined {
  if (type === 'VoteTaken' && fields['for'] !== undefined) {
    const { for: inFavour, against = null, abstained = null, ...rest } = fields;
    const tally = { for: inFavour, against, abstained };
    // More votes against it adopt nothing.
    const isLost = rest['outcome'] === 'adopted' && Number(against ?? 0) > Number(inFavour);
    const outcome = isLost ? { outcome: 'rejected' } : {};
    return completeFields(text, { type, fields: { ...rest, ...outcome, tally }, span }, context);
  }
  const words = text.folded.slice(span.start, span.end);
  const required = listRequired({ type, fields, words }, context);
  if (Object.values(required).includes(undefined)) return undefined;
  return completeModality(
    {
      ...keepStated(required),
      ...readDue(type, fields, words, context),
      ...fields,
      ...choose(type, fields, required, context.note.file),
    },
    context.note.mainBody !== undefined,
  );
}

/** Returns the day of a task that counts from the meeting. */
function readDue(
  type: string,
  { kind }: DraftFields,
  words: string,
  { main, note }: CompletionContext,
): DraftFields {
  if (type !== 'AgreementReached' && kind !== 'task') return {};
  const meeting = main && { ...readApart(main, note), ...main.fields };
  return keepStated({ dueOn: findRelativeDue(words, meeting, note) });
}

/** Ids that a pattern only stands in for, and terms made of its words. */
function choose(
  type: string,
  fields: DraftFields,
  required: Readonly<Record<string, DraftValue | undefined>>,
  file: LanguageFile,
): DraftFields {
  if (type === 'NextMeetingAgreed') return keepStated({ after: required['after'] });
  const topic = readText(fields['topic']);
  if (topic !== undefined && !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(topic))
    return { topic: toTopic(topic) };
  if (type === 'EventPlanned') return toEvent(readText(fields['kind']) ?? 'event', file);
  return {};
}

/** "The Ports Exercise" has a name; "a joint exercise" is only of a kind. */
function toEvent(written: string, file: LanguageFile): DraftFields {
  const known = findWord(file.eventKinds, written);
  if (known !== undefined) return { kind: known };
  // "A joint EAG/APG workshop" is one of these organizations.
  const words = written.replace(/^(?:a|an|the) /i, '').replace(/^(?:\p{Lu}{2,} )+(?=\S)/u, '');
  const isNamed = /^\p{Lu}.* \p{Lu}\S*$/u.test(words);
  const kind = toSlug(isNamed ? words.slice(words.lastIndexOf(' ')) : words, 80);
  return { ...(isNamed ? { name: words } : {}), kind: kind.replace(/(?<!s)s$/, '') || 'event' };
}

/** Returns the values of fields that a type requires; undefined if the text has none. */
function listRequired(
  {
    type,
    fields,
    words,
  }: { readonly type: string; readonly fields: DraftFields; readonly words: string },
  { meeting, main, document, ids }: CompletionContext,
): Readonly<Record<string, DraftValue | undefined>> {
  const decision =
    DECISIONS.has(type) && fields['decision'] === undefined
      ? { decision: toDecisionId(type, fields, words, { meeting, main, ids }) }
      : {};
  switch (type) {
    case 'MeetingHeld':
    case 'MeetingAnnounced':
      return { meeting: toMeetingId(fields) };
    case 'NextMeetingAgreed':
      return { after: meeting };
    case 'MeasureTaken':
    case 'AgreementReached':
      return { ...decision, topic: toTopic(readText(fields['what']) ?? words) };
    case 'ActivityReported':
      return { summary: words.slice(0, 280).toWellFormed() };
    case 'PositionStated':
      return { topic: toTopic(words), summary: words.slice(0, 280).toWellFormed() };
    case 'DocumentAnnexed':
      return { parent: document };
    case 'DocumentAdopted':
      return { document: toSlug(readText(fields['title']) ?? words, 60) };
    default:
      return decision;
  }
}

function toDecisionId(
  type: string,
  fields: DraftFields,
  words: string,
  { meeting, main, ids }: Pick<CompletionContext, 'meeting' | 'main' | 'ids'>,
): string {
  const title = ['name', 'what', 'subject', 'draft', 'topic']
    .map((field) => fields[field])
    .find((value) => typeof value === 'string');
  const topic = toTopic(title ?? words);
  const kind = toSlug(type.replace(/(?<=[a-z])(?=[A-Z])/g, '-'));
  const base = topic === 'unnamed' ? `${kind}-${ids.size + 1}` : topic;
  return toUniqueId(meeting === undefined ? base : `${base}-${toSuffix(main?.fields)}`, ids);
}

/** Without a body of its own, a text only tells of others. */
function completeModality(all: DraftFields, isReport: boolean): DraftFields {
  const { modality, ...others } = all;
  if (modality === undefined || modality === PLAIN_MODALITY) return others;
  // An author tells of plans and acts; only a position is the word of others.
  if (!isReport && modality === 'planned') return others;
  if (isReport || modality === 'metadata') return { ...others, modality };
  const [by] = Array.isArray(all['by']) ? (all['by'] as readonly DraftValue[]) : [all['condemner']];
  return by === undefined ? others : { ...others, modality: 'attributed', attributedTo: by };
}

function readText(value: DraftValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function toSuffix(fields: DraftFields | undefined): string {
  const { ordinal, occurredOn } = fields ?? {};
  if (typeof ordinal === 'number') return String(ordinal);
  return typeof occurredOn === 'string' ? occurredOn.slice(0, 10).replaceAll('/', '') : 'note';
}

/** Returns an id that no other decision has. `ids` counts how often each was given. */
function toUniqueId(id: string, ids: Map<string, number>): string {
  const plain = toSlug(id, 100) || 'decision';
  let count = ids.get(plain) ?? 0;
  let unique = plain;
  do {
    count += 1;
    unique = count === 1 ? plain : `${plain}-${count}`;
  } while (count > 1 && ids.has(unique));
  ids.set(plain, count);
  if (unique !== plain) ids.set(unique, 1);
  return unique;
}
