import type { ActorRef, EventData } from '@rapporteur/contracts';
import { formatOccasion, VERB_OF_DOING } from './clauses.ts';
import { formatDate, formatForPeriod, formatPlainDate } from './dates.ts';
import {
  addDefiniteArticle,
  addIndefiniteArticle,
  compose,
  formatOptional,
  formatTerm,
  formatVerb,
  formatWas,
  isPlural,
  joinWords,
  mentions,
  pluralize,
  toClause,
  toParticiple,
} from './english.ts';
import { spellCount } from './counts.ts';
import { formatGivenName, type Phrases } from './phrases.ts';
import { formatTally } from './votes.ts';

/** Verbs that need `on` before a thing: decided on a budget. */
const VERB_WITH_ON = /^(?:agreed|decided|voted|deliberated|reported)$/;

/**
 * Returns `someone approved the plan at the meeting`. Without an actor the meeting itself is the
 * actor, and without a meeting nobody is named: `the plan was approved`.
 */
function formatAct(
  { by, meeting, verb }: { by: readonly ActorRef[]; meeting: string | null; verb: string },
  object: string,
  phrases: Phrases,
): string {
  if (by.length === 0 && meeting === null)
    return compose(object, formatWas(object), toParticiple(formatVerb(verb)));
  const active =
    VERB_WITH_ON.test(verb) && !/^(?:to|that) /.test(object) ? `${verb} on` : formatVerb(verb);
  if (by.length === 0 && meeting !== null)
    return compose(phrases.formatMeeting(meeting), active, object);
  const actors = phrases.formatActors(by);
  return compose(actors, active, object, phrases.formatAtMeeting(meeting, actors));
}

/** Returns whether the id of a decision has the kind in the plural: `work-plans-44`. */
const isSeveral = (decision: string, kind: string): boolean =>
  decision.includes(pluralize(formatTerm(kind)).replaceAll(' ', '-'));

/** Returns `work plan`, or `work plans` if the id of the decision is about several. */
export function formatKind(decision: string, kind: string): string {
  const noun = formatTerm(kind);
  return isSeveral(decision, kind) ? pluralize(noun) : noun;
}

/** Returns `a work plan`, or `work plans`. */
const formatSomeOf = (decision: string, kind: string): string =>
  isSeveral(decision, kind) ? formatKind(decision, kind) : addIndefiniteArticle(formatTerm(kind));

/** Returns `mechanisms on counter-financing`, with their number if it is stated. */
export function formatMeasures({
  decision,
  kind,
  topic,
  count,
}: Pick<EventData<'MeasureTaken'>, 'decision' | 'kind' | 'topic' | 'count'>): string {
  const counted = count === null ? formatKind(decision, kind) : spellCount(count, pluralize(kind));
  return `${counted} on ${formatTerm(topic)}`;
}

/** Returns `the roadmap “Name”`, or `the Name` if the name itself says what it is. */
function formatNamed(noun: string, name: string): string {
  const clause = toClause(name);
  const isInWords = /^[a-z]/.test(clause) && mentions(clause, noun);
  return isInWords ? addDefiniteArticle(clause) : `the ${noun} “${name}”`;
}

/** Returns `for 2026`, unless the text has the years already. */
function formatFor(period: EventData<'PlanApproved'>['period'], besides: string): string | null {
  if (period === null) return null;
  const years = period.edtf.match(/\d{4}/g) ?? [];
  const isNamed = years.length > 0 && years.every((year) => besides.includes(year));
  return isNamed ? null : formatForPeriod(period);
}

/** Returns the owner of a plan; null if the name of the plan has it. */
function formatOwner(owner: string, name: string): string | null {
  const words = owner.replace(/^the /, '').toLowerCase();
  return name.toLowerCase().includes(words) ? null : owner;
}

export function describePlanApproved(data: EventData<'PlanApproved'>, phrases: Phrases): string {
  const { decision, name, kind, of, period } = data;
  const plan = compose(
    name === null ? formatSomeOf(decision, kind) : formatNamed(formatTerm(kind), name),
    formatOptional('of ', of === null ? null : formatOwner(phrases.formatActor(of), name ?? '')),
    formatFor(period, name ?? ''),
  );
  return compose(formatAct({ ...data, by: [] }, plan, phrases), formatDate(data.adoptedOn));
}

export function describeProgrammeAdopted(
  data: EventData<'ProgrammeAdopted'>,
  phrases: Phrases,
): string {
  const { name, period, at } = data;
  const noun = /\b(?:programme|program|strategy|concept|plan)\b/i.exec(name)?.[0] ?? 'programme';
  const programme = compose(formatNamed(noun.toLowerCase(), name), formatFor(period, name));
  return compose(
    formatAct({ ...data, by: [] }, programme, phrases),
    formatOptional('at ', at === null ? null : formatOccasion(at)),
    formatDate(data.adoptedOn),
  );
}

export function describeDraftEndorsed(data: EventData<'DraftEndorsed'>, phrases: Phrases): string {
  const { name, kind, forBody, nextStepOn } = data;
  const body = forBody === null ? 'another body' : phrases.formatBody(forBody);
  const draft = /\bdraft\b/i.test(name)
    ? formatNamed('draft', name)
    : formatNamed(`draft ${formatTerm(kind)}`, name);
  return compose(
    formatAct({ ...data, by: data.parties }, draft, phrases),
    `, on which ${body} must still act`,
    formatOptional('; the next step is due ', formatDate(nextStepOn)),
  );
}

/** Kinds that say how a thing was decided, not what a text is called. */
const ACT_KINDS = new Set(['body-created', 'appointment', 'deployment', 'decision']);

/** Verbs that are followed by the name of a text, not by what it is about. */
const VERB_OF_TEXT = /^(?:adopted|approved|took|passed|issued|made|gave|signed|endorsed)$/;

/** Returns the object of a decision: `a resolution on fish`, `the annual report`. */
function formatDecisionObject({ kind, subject, verb }: EventData<'DecisionAdopted'>): string {
  const clause = toClause(subject).replace(/^on /, '');
  const noun = formatTerm(kind);
  const isTextOf = VERB_OF_TEXT.test(verb);
  if (/^(?:to|that) /.test(clause))
    return isTextOf ? `${addIndefiniteArticle(noun)} ${clause}` : clause;
  if (mentions(clause, noun)) return clause;
  return ACT_KINDS.has(kind) && !(kind === 'decision' && isTextOf)
    ? clause
    : `${addIndefiniteArticle(noun)} on ${clause}`;
}

export function describeDecisionAdopted(
  data: EventData<'DecisionAdopted'>,
  phrases: Phrases,
): string {
  const { votes, count, assignee, addressees, establishes, dueOn, every, period } = data;
  const sanctions = formatSanctions(data, phrases);
  const object = compose(
    formatDecisionObject(data),
    formatOptional('(', count === null ? null : spellCount(count), ')'),
  );
  return compose(
    formatAct(data, object, phrases),
    formatDate(data.adoptedOn),
    formatOptional(
      ', ',
      votes === null ? null : formatTally({ ...votes, notVoting: null, absent: null }),
    ),
    formatOptional(', ', sanctions),
    formatOptional(', creating ', establishes === null ? null : phrases.formatBody(establishes)),
    formatOptional(
      ', for ',
      assignee === null ? null : phrases.formatActor(assignee),
      ' to carry out',
    ),
    formatOptional(', addressed to ', phrases.formatActors(addressees)),
    formatOptional(', ', formatForPeriod(period)),
    formatDue(dueOn),
    formatOptional(', and again every ', every === null ? null : formatInterval(every)),
  );
}

const SANCTION_VERBS = {
  establishes: 'imposing',
  extends: 'extending',
  changes: 'changing',
  eases: 'easing',
  ends: 'ending',
} as const;

/** Returns `imposing an asset freeze and a travel ban on the Pier Front`. */
function formatSanctions(
  { measures, effect, affects }: EventData<'DecisionAdopted'>,
  phrases: Phrases,
): string | null {
  if (measures.length === 0) return null;
  const verb = effect === null ? 'concerning' : SANCTION_VERBS[effect];
  const sanctions = joinWords(measures.map((measure) => addIndefiniteArticle(formatTerm(measure))));
  const whom = affects === null ? null : phrases.formatActor(affects);
  return compose(verb, sanctions, formatOptional('on ', whom));
}

const UNITS: Readonly<Record<string, string>> = { D: 'day', W: 'week', M: 'month', Y: 'year' };

/** Returns `90 days` for `P90D`, and `year` for `P1Y`. */
function formatInterval(interval: string): string {
  const number = Number(interval.slice(1, -1));
  const unit = UNITS[interval.slice(-1)] ?? '';
  return number === 1 ? unit : `${number} ${unit}s`;
}

/** Returns `, due by 3 May 2024`. */
const formatDue = (dueOn: EventData<'DecisionAdopted'>['dueOn']): string =>
  formatOptional(', due ', formatDate(dueOn));

export function describeMeasureTaken(data: EventData<'MeasureTaken'>, phrases: Phrases): string {
  const { decision, kind, by, count, meeting, verb } = data;
  const isSingle = count === null && !isSeveral(decision, kind);
  const measures = isSingle ? addIndefiniteArticle(formatMeasures(data)) : formatMeasures(data);
  return compose(
    formatAct({ by: by === null ? [] : [by], meeting: null, verb }, measures, phrases),
    formatOptional(', as reported at ', meeting === null ? null : phrases.formatMeeting(meeting)),
  );
}

export function describeAgreementReached(
  { what, verb, parties, meeting, target, dueOn }: EventData<'AgreementReached'>,
  phrases: Phrases,
): string {
  const task = compose(
    toClause(what),
    formatOptional('directed at ', target === null ? null : toClause(target)),
  );
  const isToDo = task.startsWith('to ');
  const actors = phrases.formatActors(parties ?? []);
  const at = phrases.formatAtMeeting(meeting);
  const end = formatDue(dueOn);
  if (actors !== '')
    return compose(
      actors,
      verb === 'agreed' && !isToDo ? 'agreed on' : formatVerb(verb),
      task,
      at,
      end,
    );
  if (verb === 'agreed')
    return compose(
      isToDo ? 'it was agreed' : 'agreement was reached',
      at,
      isToDo ? '' : 'on',
      task,
      end,
    );
  return isToDo
    ? compose(`it was ${toParticiple(formatVerb(verb))}`, at, task, end)
    : compose(task, formatWas(task), toParticiple(formatVerb(verb)), at, end);
}

export function describeEventPlanned(data: EventData<'EventPlanned'>, phrases: Phrases): string {
  const { decision, kind, name, topic, count, verb, hostState, proposedBy, partOf } = data;
  const noun = formatTerm(kind);
  const counted =
    count === null ? formatSomeOf(decision, kind) : spellCount(count, pluralize(noun));
  const planned = compose(
    name === null ? counted : formatNamed(noun, name),
    formatOptional(
      'on ',
      topic === null || (name !== null && mentions(name, topic)) ? null : formatTerm(topic),
    ),
    phrases.formatPlace(data.place, { besides: name ?? '' }),
    formatDate(data.scheduledOn),
    formatOptional(', hosted by ', hostState === null ? null : phrases.formatActor(hostState), ','),
    formatOptional(', to be held by ', phrases.formatActors(data.by), ','),
    formatOptional(
      ', proposed by ',
      proposedBy === null ? null : phrases.formatActor(proposedBy),
      ',',
    ),
  );
  const whole = formatOptional(
    ', as part of ',
    partOf === null ? null : phrases.formatDecision(partOf),
  );
  const at = phrases.formatAtMeeting(data.meeting);
  return VERB_OF_DOING.test(verb)
    ? compose(`it was ${formatVerb(verb)}`, at, `to hold ${planned}`, whole)
    : compose(planned, formatWas(planned), toParticiple(formatVerb(verb)), at, whole);
}

const STATUSES: Readonly<
  Record<EventData<'DecisionStatusReported'>['status'], readonly [one: string, several: string]>
> = {
  'in-force': ['is in force', 'are in force'],
  'in-progress': ['is in progress', 'are in progress'],
  extended: ['has been extended', 'have been extended'],
  done: ['has been carried out', 'have been carried out'],
  lapsed: ['has lapsed', 'have lapsed'],
  cancelled: ['has been cancelled', 'have been cancelled'],
};

export function describeDecisionStatusReported(
  data: EventData<'DecisionStatusReported'>,
  phrases: Phrases,
): string {
  const { decision, subject, body, meeting, status, period, heldAsOf, by } = data;
  const name = subject === null ? phrases.formatDecision(decision) : formatGivenName(subject);
  const [one, several] = STATUSES[status];
  return compose(
    `as of ${formatPlainDate(heldAsOf)},`,
    name,
    isPlural(name) ? several : one,
    formatFor(period, name),
    formatOptional('by ', by === null ? null : phrases.formatActor(by)),
    formatOptional(', as reported ', phrases.formatAtMeeting(meeting)),
    formatOptional(', and ', body === null ? null : phrases.formatBody(body), ' acts under it'),
  );
}
