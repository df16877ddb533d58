import { isIdiom, isPassiveAct } from './approval-idioms.ts';
import { hasSubject } from './approval-subject.ts';
import { toFields } from './approved-fields.ts';
import { SearchExpression } from '../search/search-expression.ts';
import { listParticiples } from '../statements/compound-verbs.ts';
import type { LanguageFile } from '../language/language-file.ts';
import { onceByFile, onceBySlot, toCue, toCueSource } from '../language/cues.ts';
import { splitApproved } from './approved-objects.ts';
import { isOfEarlierDay } from '../notes/earlier-acts.ts';
import { readActOfItem } from './infinitives.ts';
import { startOfObjects } from './listed-objects.ts';
import { isNegated } from '../language/negation.ts';
import type { NoteContext } from '../notes/note-context.ts';
import { findObjectBefore } from './objects-before.ts';
import type { UnitSpan } from '../text/prepared-text.ts';
import { MARKS } from '../text/marks.ts';
import { isRecalled } from './recalled-approvals.ts';
import type { MarkedSentence } from '../notes/sentence-reader.ts';
import type { FactProposal } from '../notes/sentence-rules.ts';
import { listVerbs } from '../statements/statement-verbs.ts';

/** Verbs that tell of a decision whatever their object is. */
const PLAIN_APPROVALS = new Set(['approved', 'adopted', 'endorsed']);
const CLAUSE_END = new RegExp(
  // "Decision No. 4" goes on.
  `(?<!\\bNos?)\\.(?!\\d)|[;。；]|[,，]并|,?\\s(?:which|aimed at|in order to|noting|while)\\s|,\\swith\\s${MARKS.state}`,
  'u',
);
const TWO_OWNERS = new SearchExpression(
  `\\splans\\s[^,]{0,20}?of\\s(?:the\\s)?${MARKS.body}(?=\\sand\\s\\p{Ll})`,
);

/**
 * Returns the approvals of a sentence: plans, programmes, documents and other decisions. An object
 * without a noun of the language file is left out: it may be no decision.
 */
export function proposeApprovals(
  sentence: MarkedSentence,
  context: NoteContext,
): readonly FactProposal[] {
  const { marked } = sentence;
  // "At the meeting in May, the parties adopted" tells of an earlier meeting.
  if (context.hasMeeting && getEarlier(context.file).test(marked)) return [];
  const verbs = listApprovalVerbs(marked, context);
  // "The following decisions were adopted:" tells nothing that its list does not.
  const told = opensList(marked, context) ? verbs.slice(0, -1) : verbs;
  let hasActor = false;
  // "Принято заявление и утверждён план": the objects of the first verb follow it, so do those of others.
  let follows = false;
  return told.flatMap((verb, index) => {
    const before = marked.slice(0, verb.start);
    if (isNoAct(sentence, verb, context)) return [];
    const next = verbs[index + 1]?.start ?? marked.length;
    if (isPassiveAct(marked, verb, context.file)) {
      const start = follows ? verb.start : (verbs[index - 1]?.end ?? 0);
      const found = proposePassive(sentence, { verb, region: { start, end: next } }, context);
      const at = sentence.toSpan(verb).start;
      follows = found.some(({ span }) => span.start === at);
      return found;
    }
    // A second verb has the actor of the first: "adopted the plan and approved the budget".
    // States sign; what one of them approves is no decision of the meeting.
    hasActor ||=
      hasSubject(before, sentence, context) ||
      isActAtEnd(sentence, verb, context) ||
      (verb.verb === 'signed' && before.includes(MARKS.state));
    if (!hasActor) return [];
    // "The Council took note of the report and approved the plan" tells of two things.
    const start = index > 0 ? verb.start : startOfFirst(before, context);
    return proposeActive(sentence, { ...verb, start }, next, context);
  });
}

/** "Held under the amended Convention": the participle tells of its noun. */
const getAdjectival = onceBySlot('adjectivalBefore');

/** "Did not adopt", "recalled that it had adopted", "was signed in 2020". */
function isNoAct(sentence: MarkedSentence, verb: ApprovalVerb, context: NoteContext): boolean {
  const { marked } = sentence;
  return (
    isNegated(marked, verb.start, context.file) ||
    getAdjectival(context.file).test(marked.slice(0, verb.start)) ||
    isRecalled(marked, verb.start, context) ||
    isOfEarlierDay(sentence, verb, context)
  );
}

/** "1. План утвердить." */
function isActAtEnd(sentence: MarkedSentence, verb: ApprovalVerb, context: NoteContext): boolean {
  return (
    isLast(sentence, verb) && readActOfItem(sentence, verb.written, context)?.isAsked === false
  );
}

/** Returns whether a verb ends its sentence. */
function isLast({ marked }: MarkedSentence, { end }: ApprovalVerb): boolean {
  return /^\s?[.;]?$/u.test(marked.slice(end));
}

function opensList(marked: string, { file }: NoteContext): boolean {
  return /[:：]$/u.test(marked) && toCue(file.words['listOpeners'] ?? []).test(marked);
}

const getEarlier = onceBySlot('earlierAct');

/** Returns the start of the clause of the first verb, unless other verbs are before it. */
function startOfFirst(before: string, context: NoteContext): number {
  return hasVerb(before, context) ? before.length : startOfClause(before, before.length);
}

/** Returns the objects of an active verb: those before the next verb. */
function proposeActive(
  sentence: MarkedSentence,
  verb: ApprovalVerb,
  next: number,
  context: NoteContext,
): readonly FactProposal[] {
  const words = sentence.marked.slice(verb.end, next).replace(/,?\s+(?:and|et|и)\s+$/u, '');
  const stops = [CLAUSE_END, getNextVerb(context.file)].map((stop) => stop.exec(words)?.index);
  const end = verb.end + Math.min(words.length, ...stops.flatMap((stop) => stop ?? []));
  const written = verb.end - verb.written.length;
  const isAtEnd = isLast(sentence, verb);
  const kind = verb.verb === 'amended' ? 'changed' : isAtEnd ? 'leading' : undefined;
  const before = kind && findObjectBefore(sentence.marked, written, kind, context.file);
  const region = before ?? { start: verb.end + startOfObjects(words, context.file), end };
  const found = proposeObjects(sentence, verb, region, context);
  const all = found.length > 0 ? found : proposeOther(sentence, verb, region, context);
  // A text that another body is to act on is a draft, whatever its noun is.
  const passedOn = toCue(context.file.words['passedOn'] ?? []).test(words);
  return passedOn && all.length === 1 ? all.map(toDraft) : all;
}

function toDraft(proposal: FactProposal): FactProposal {
  const { subject = '', name = subject, title = name, ...fields } = proposal.fields;
  return { ...proposal, type: 'DraftEndorsed', fields: { ...fields, kind: 'draft', name: title } };
}

/** "Approved fresh guidance on ports" is a decision, though no list has its noun. */
function proposeOther(
  sentence: MarkedSentence,
  verb: ApprovalVerb,
  { start, end }: UnitSpan,
  context: NoteContext,
): readonly FactProposal[] {
  const words = sentence.marked.slice(start, end);
  if (!PLAIN_APPROVALS.has(verb.verb) || !/^\s\S+\s\S/u.test(words)) return [];
  // "Le budget, arrêté à 4 millions": the participle tells of the noun before it.
  if (!verb.written.includes(' ') && /^\s(?:à|au|aux|en|par)\s/u.test(words)) return [];
  // A vote tells of its object, and "at its eleventh session" of another meeting.
  const { votes = [], ofSessions = [], appointments = [] } = context.file.words;
  if (toCue(appointments).test(words)) return [];
  const session = toCue(ofSessions);
  const isOfOther = !context.tellsMeeting && session.exec(sentence.marked)?.index === 0;
  if (toCue(votes).test(words) || isOfOther) return [];
  // "The agreements adopted within the framework of the Union".
  if (session.exec(words)?.index === 1) return [];
  const at = { start: start + 1, end: start + words.trimEnd().replace(/[.,;。]$/u, '').length };
  const object = { ...at, coding: '' };
  const fields = toFields(sentence, { type: '', kind: 'decision', object, verb }, context);
  const span = sentence.toSpan({ start: verb.start, end: at.end });
  return [{ type: 'DecisionAdopted', fields, span, confidence: 0.6, rule: 'other-approval' }];
}

/** Returns the objects before a passive verb; in Russian they may follow it: "Утвержден план". */
function proposePassive(
  sentence: MarkedSentence,
  { verb, region }: { readonly verb: ApprovalVerb; readonly region: UnitSpan },
  context: NoteContext,
): readonly FactProposal[] {
  const isFirst = sentence.marked.slice(region.start, verb.start).trim() === '';
  const before = {
    start: startOfPassive(sentence.marked, region.start, verb, context),
    end: verb.start,
  };
  const found = isFirst ? [] : proposeObjects(sentence, verb, before, context);
  // "По итогам утвержден план": other words are before the verb.
  const mayFollow =
    isFirst ||
    toCue(context.file.words['passive'] ?? []).test(verb.written) ||
    // "The following documents were adopted: the plan and the budget".
    /^\s?[:：]/u.test(sentence.marked.slice(verb.end)) ||
    isInverted(sentence.marked, verb, context.file);
  return found.length > 0 || !mayFollow
    ? found
    : proposeObjects(sentence, verb, cutFollowing(sentence, verb, region.end, context), context);
}

/** "The accounts were reviewed, and the plan was approved": the clause before has its own verb. */
function startOfPassive(
  marked: string,
  start: number,
  verb: ApprovalVerb,
  context: NoteContext,
): number {
  const { file } = context;
  const last = getPassiveClause(file).list(marked.slice(start, verb.start)).at(-1);
  if (last !== undefined) return start + last.index + last[0].length;
  // "The report was noted, the plan approved": the clause before has a verb of another kind.
  const told = listVerbs(marked, context).findLast(({ end }) => end > start && end < verb.start);
  const comma = told === undefined ? -1 : marked.indexOf(', ', told.end);
  return comma < 0 || comma > verb.start ? start : comma + 2;
}

const getPassiveClause = onceByFile(({ words, statements }) => {
  const passive = toCueSource(words['passive'] ?? []);
  const stated = Object.values(statements).flat();
  const verbs = toCueSource([...(words['clauseVerbs'] ?? []), ...stated]);
  return new SearchExpression(
    `(?:${passive})\\s(?:${verbs})(?:,\\s|,?\\s(?:${(words['and'] ?? []).join('|') || '(?!)'})\\s)`,
  );
});

/** "By the Council were approved the plan and the report". */
function isInverted(marked: string, { start, end }: UnitSpan, file: LanguageFile): boolean {
  const opens = toCue(file.words['inversions'] ?? []).exec(marked.slice(0, start))?.index === 0;
  return opens && getObjectStart(file).test(marked.slice(end));
}

const getObjectStart = onceByFile(({ words }) => {
  const articles = (words['articles'] ?? []).join('|') || '(?!)';
  return new SearchExpression(`^\\s(?:\\p{Lu}|${articles})`);
});

/** "Одобрен доклад, рассмотрены итоги": the objects after a verb end before the next verb. */
function cutFollowing(
  { marked }: MarkedSentence,
  verb: ApprovalVerb,
  end: number,
  { file }: NoteContext,
): UnitSpan {
  const isOwn = toCue(file.words['passive'] ?? []).test(verb.written);
  const next = isOwn ? getNextVerb(file).exec(marked.slice(verb.end, end))?.index : undefined;
  return { start: verb.end, end: next === undefined ? end : verb.end + next };
}

/** Returns the words that end the objects of a verb: "and took note". */
const getNextVerb = onceByFile(({ words, statements, condemnations }) => {
  const stated = [...Object.values(statements), ...Object.values(condemnations)].flat();
  const participles = listParticiples(stated).map(([rest]) => rest);
  const forms = [...(words['clauseVerbs'] ?? []), ...stated, ...participles];
  const and = (words['and'] ?? []).join('|');
  const adverbs = (words['adverbs'] ?? []).join('|') || '(?!)';
  const auxiliaries = (words['auxiliaries'] ?? []).join('|') || '(?!)';
  return new SearchExpression(
    `,?\\s?(?:${and}|,|，)\\s?(?:(?:${auxiliaries})\\s)?(?:(?:${adverbs})\\s)?(?:${toCue(forms).source})`,
  );
});

/** Most sentences have no verb of approvals; one search tells it. */
const getApprovals = onceByFile(({ approvals }) => toCue(Object.values(approvals).flat()));

/** Returns the verbs of decisions of a sentence, in order. */
export function listApprovalVerbs(marked: string, context: NoteContext): readonly ApprovalVerb[] {
  const { file } = context;
  if (!getApprovals(file).test(marked)) return [];
  // "Принял к сведению" takes note, and adopts nothing.
  const stated = new Set(listVerbs(marked, context).map(({ start }) => start));
  return Object.entries(file.approvals)
    .flatMap(([verb, forms]) =>
      toCue(forms)
        .list(marked)
        .map(({ index, 0: written }) => ({
          verb,
          written,
          start: index,
          end: index + written.length,
        })),
    )
    .filter((verb) => !stated.has(verb.start) && !isIdiom(marked, verb, file))
    .toSorted((a, b) => a.start - b.start);
}

function hasVerb(before: string, context: NoteContext): boolean {
  return (
    toCue(context.file.words['clauseVerbs'] ?? []).test(before) ||
    listVerbs(before, context).length > 0
  );
}

/** A verb of decisions in a sentence. */
export interface ApprovalVerb extends UnitSpan {
  readonly verb: string;
  readonly written: string;
}

/** Returns a fact for each object of a verb that a region names. */
export function proposeObjects(
  sentence: MarkedSentence,
  verb: ApprovalVerb,
  region: UnitSpan,
  context: NoteContext,
): readonly FactProposal[] {
  const objects = splitApproved(
    sentence.marked.slice(region.start, region.end),
    region.start,
    context,
  );
  const isAfter = region.start >= verb.end;
  return objects.flatMap((object, index) => {
    const start = index > 0 ? object.start : isAfter ? verb.start : object.start;
    const end = isAfter ? object.end : index === objects.length - 1 ? verb.end : object.end;
    const [type = '', kind = 'other'] = object.coding.split(' ');
    const fields = toFields(sentence, { type, kind, object, verb }, context);
    const found = { type, confidence: 0.88, rule: 'approval' };
    const owners =
      type === 'PlanApproved'
        ? splitOwners(sentence, { ...object, start: isAfter ? verb.end : object.start })
        : undefined;
    const first = { ...found, fields, span: sentence.toSpan({ start, end: owners?.first ?? end }) };
    if (owners === undefined) return [first];
    const { of: _, ...others } = fields;
    return [
      first,
      {
        ...found,
        fields: others,
        span: sentence.toSpan({ start: owners.first + 1, end: owners.end }),
      },
    ];
  });
}

/** "The plans of X and groups that …": plans of two owners are two facts. */
function splitOwners(
  sentence: MarkedSentence,
  { start, end }: UnitSpan,
): { readonly first: number; readonly end: number } | undefined {
  const words = sentence.marked.slice(start, end);
  const match = TWO_OWNERS.exec(words);
  return match === null ? undefined : { first: start + match.index + match[0].length, end };
}

function startOfClause(marked: string, verb: number): number {
  const before = marked.slice(0, verb);
  const comma = Math.max(before.lastIndexOf(', '), before.lastIndexOf('; '));
  return comma >= 0 && comma < 40 ? comma + 2 : 0;
}
