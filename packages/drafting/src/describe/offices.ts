import { type EventData, PLAN_VERB_PATTERN } from '@rapporteur/contracts';
import { formatForce, formatOccasion, formatToBe } from './clauses.ts';
import { formatDate, formatTermDates } from './dates.ts';
import { addIndefiniteArticle, compose, formatOptional, formatTerm, toClause } from './english.ts';
import { arePlural, type Phrases } from './phrases.ts';

/** Verbs of the transfer itself; another verb is that of an actor who speaks of it. */
const VERB_OF_TRANSFER =
  /^(?:passed|transferred|handed|gave|given|ceded|relinquished|rotated|moved|took|taken|assumed|accepted|received|inherited|succeeded|became|began)(?:-(?:over|on|up))?$/;

const VERB_OF_PLAN = new RegExp(PLAN_VERB_PATTERN);

export function describeChairmanshipTransferred(
  data: EventData<'ChairmanshipTransferred'>,
  phrases: Phrases,
): string {
  const body = phrases.formatBody(data.body);
  const { from, to, by, assertion } = data;
  const given = data.verb ?? '';
  const verb = VERB_OF_TRANSFER.test(given) ? null : data.verb;
  const isToCome = assertion.modality === 'planned' || VERB_OF_PLAN.test(given);
  return compose(
    `the chair of ${body}`,
    isToCome ? 'is to pass' : 'passed',
    formatOptional('from ', from === null ? null : phrases.formatActor(from)),
    `to ${to === null ? 'a new holder' : phrases.formatActor(to)}`,
    phrases.formatAtMeeting(data.meeting, body),
    formatDate(data.effectiveOn),
    formatForce({ verb, by, usual: ', by decision of ' }, phrases),
    formatTermInWords(data.term, ''),
  );
}

/** Returns `for 2026`, unless the dates say so, or other words of a term in quotation marks. */
function formatTermInWords(term: string | null, dates: string): string {
  if (term === null || dates.includes(term)) return '';
  return /^\d{4}(?:\s?[-–/]\s?\d{2,4})?$/.test(term) ? `for ${term}` : `(term: “${term}”)`;
}

export function describeChairmanshipRecorded(
  data: EventData<'ChairmanshipRecorded'>,
  phrases: Phrases,
): string {
  const { chair, person, stage, startedOn, endedOn, assertion } = data;
  const plural = arePlural([chair]);
  const dates = formatTermDates(data, stage === 'current' ? 'since' : 'from');
  const current =
    assertion.modality === 'planned'
      ? 'is to chair'
      : ({ is: 'chairs', are: 'chair', was: 'chaired', were: 'chaired' }[
          formatToBe({ startedOn, endedOn }, plural)
        ] ?? `${plural ? 'have' : 'has'} chaired`);
  return compose(
    phrases.formatActor(chair),
    stage === 'current' ? current : `${plural ? 'are' : 'is'} the ${stage} chair of`,
    phrases.formatBody(data.body),
    formatOptional(
      ', in the person of ',
      person === null || person.id === chair.id ? null : phrases.formatActor(person),
      ',',
    ),
    dates,
    formatTermInWords(data.term, dates),
  );
}

const DESIGNATION_NOUN =
  /\b(?:organi[sz]ation|group|entity|movement|association|agent|party|state)$/;

export function describeOrganizationDesignated(
  { organization, by, status, occurredOn }: EventData<'OrganizationDesignated'>,
  phrases: Phrases,
): string {
  const named = phrases.formatActor(organization);
  const words = formatTerm(status);
  if (words.endsWith('ed')) {
    const verb = occurredOn === null ? 'is' : 'was';
    return compose(named, verb, words, `by ${phrases.formatActor(by)}`, formatDate(occurredOn));
  }
  const noun = DESIGNATION_NOUN.test(words) ? addIndefiniteArticle(words) : words;
  return compose(
    phrases.formatActor(by),
    'designated',
    named,
    `as ${noun}`,
    formatDate(occurredOn),
  );
}

type OfficeStage = EventData<'OfficeRecorded'>['stage'];

const OFFICE_STAGES: Readonly<Record<Exclude<OfficeStage, 'holds'>, string>> = {
  proposed: 'was proposed as',
  elected: 'was elected',
  appointed: 'was appointed',
  left: 'left the office of',
};

export function describeOfficeRecorded(
  data: EventData<'OfficeRecorded'>,
  phrases: Phrases,
): string {
  const { stage, holder, exOfficio, by, rank } = data;
  const body = data.body === null ? null : phrases.formatBody(data.body);
  const words = /-.*-/.test(data.office) ? formatTerm(data.office) : data.office;
  const office = compose(words, formatOptional('of ', body));
  const dates = formatTermDates(data, stage === 'holds' ? 'since' : 'from');
  const actor = by === null ? null : phrases.formatActor(by);
  const source = compose(
    formatOptional('by ', actor),
    phrases.formatAtMeeting(data.meeting, actor ?? body),
  );
  if (holder === null && exOfficio !== null && stage === 'holds')
    return compose(`the ${office} is, ex officio,`, formatOccasion(exOfficio), dates, source);
  const person =
    holder === null
      ? 'a person not named'
      : `${phrases.formatActor({ ...holder, office: null })}${formatOptional(' (', rank, ')')}`;
  return compose(
    person,
    stage === 'holds' ? formatToBe(data, false) : OFFICE_STAGES[stage],
    office,
    formatOptional(', ex officio as ', exOfficio === null ? null : toClause(exOfficio), ','),
    source,
    stage === 'left'
      ? formatDate(data.endedOn)
      : formatOptional(stage === 'holds' ? '' : ', ', dates),
  );
}
