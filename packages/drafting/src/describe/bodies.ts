import type { EventData } from '@rapporteur/contracts';
import { formatDate, formatTermDates } from './dates.ts';
import {
  addIndefiniteArticle,
  compose,
  formatOptional,
  isPlural,
  joinWords,
  stripStop,
  toClause,
} from './english.ts';
import { formatOccasion, formatToBe } from './clauses.ts';
import { arePlural, type Phrases } from './phrases.ts';

const BODY_KINDS: Readonly<Record<EventData<'BodyRegistered'>['kind'], string>> = {
  organization: 'an organization',
  organ: 'an organ',
  'meeting-series': 'a series of meetings',
  agency: 'an agency',
  group: 'a group',
  'joint-session': 'a joint session',
};

export function describeBodyRegistered(
  { body, name, kind, parents, otherNames }: EventData<'BodyRegistered'>,
  phrases: Phrases,
): string {
  const also = otherNames.filter((other) => other !== name).map((other) => `“${other}”`);
  const named = phrases.formatNamedBody(body, name);
  return compose(
    named,
    `was registered as ${BODY_KINDS[kind]}`,
    formatOptional('of ', joinWords(parents.map((parent) => phrases.formatBody(parent)))),
    formatOptional(', also called ', joinWords(also)),
  );
}

/** Returns `The function of X is to …`; words such as `coordinates …` follow the body itself. */
function describeFunction(body: string, what: string): string {
  const clause = toClause(what);
  const [first = '', second = ''] = clause.split(' ');
  const isVerb = /^[a-z]+[^s]s$/.test(first) && !/^(?:of|for|in|on|and|against|to)$/.test(second);
  return isVerb ? `${body} ${clause}` : `the function of ${body} is ${clause}`;
}

export function describeBodyDescribed(
  { body: id, aspect, what, occurredOn, by, instrument, place, others }: EventData<'BodyDescribed'>,
  phrases: Phrases,
): string {
  const body = phrases.formatBody(id);
  const details = [
    formatDate(occurredOn),
    formatOptional('by ', by === null ? null : phrases.formatActor(by)),
    formatOptional('(instrument: ', instrument === null ? null : stripStop(instrument), ')'),
    formatOptional('with ', phrases.formatActors(others)),
  ];
  const where = phrases.formatPlace(place);
  switch (aspect) {
    case 'established':
      return compose(body, 'was established', where, ...details, formatOptional(': ', what));
    case 'function':
      return compose(describeFunction(body, what ?? 'not stated'), where, ...details);
    case 'headquarters':
      return compose(
        body,
        where === null ? 'has a headquarters' : 'has its headquarters',
        where,
        ...details,
        formatOptional(': ', what),
      );
    case 'relation':
      return compose(body, 'has relations', ...details, where, formatOptional(': ', what));
  }
}

type MembershipStatus = EventData<'MembershipStatusRecorded'>['status'];

const MEMBERSHIPS: Readonly<
  Record<Exclude<MembershipStatus, 'withdrawn'>, readonly [status: string, of: string]>
> = {
  member: ['a member', 'of'],
  acceding: ['acceding', 'to'],
  observer: ['an observer', 'in'],
  partner: ['a partner', 'of'],
  guest: ['a guest', 'of'],
  'elected-member': ['an elected member', 'of'],
  suspended: ['suspended', 'from'],
};

/** Returns the words of the source, if they say more than the status. */
function formatOtherStatus(status: MembershipStatus, asWritten: string | null): string {
  const words = (asWritten ?? '').toLowerCase().match(/\p{L}+/gu) ?? [];
  const known = new Set([...status.split('-'), 'state', 'country', 'status', 'the', 'an', 'a']);
  return words.some((word) => !known.has(word)) ? `(“${asWritten}”)` : '';
}

export function describeMembershipStatusRecorded(
  data: EventData<'MembershipStatusRecorded'>,
  phrases: Phrases,
): string {
  const member = phrases.formatActor(data.member);
  const members = arePlural([data.member]);
  const body = phrases.formatBody(data.body);
  const by = data.by === null ? null : phrases.formatActor(data.by);
  const source = compose(formatOptional('by ', by), phrases.formatAtMeeting(data.meeting, by));
  const written = formatOtherStatus(data.status, data.statusAsWritten);
  if (data.status === 'withdrawn') {
    const left = data.startedOn === null ? `${members ? 'have' : 'has'} withdrawn` : 'withdrew';
    const { startedOn, ...rest } = data;
    const dates = formatTermDates({ ...rest, startedOn: null });
    return compose(member, left, `from ${body}`, written, formatDate(startedOn), source, dates);
  }
  const [status, of] = MEMBERSHIPS[data.status];
  return compose(
    member,
    formatToBe(data, members),
    members ? status.replace(/^an? (.*)$/, '$1s') : status,
    of,
    body,
    written,
    formatTermDates(data),
    formatOptional(', a status given ', source),
  );
}

const MANDATE_VERBS = {
  proposed: ['proposed', 'become'],
  announced: ['announced', 'is to become'],
  agreed: ['agreed', 'is to become'],
} as const;

export function describeMandateChangeReported(
  { body: id, becomes, stage, by, at, occurredOn }: EventData<'MandateChangeReported'>,
  phrases: Phrases,
): string {
  const body = phrases.formatBody(id);
  const nature = isPlural(becomes) ? toClause(becomes) : addIndefiniteArticle(toClause(becomes));
  const when = [
    formatOptional('at ', at === null ? null : formatOccasion(at)),
    formatDate(occurredOn),
  ];
  const actor = by === null ? null : phrases.formatActor(by);
  if (stage === 'in-force')
    return compose(body, `became ${nature}`, ...when, formatOptional(', by act of ', actor));

  const [verb, becoming] = MANDATE_VERBS[stage];
  return compose(actor ?? 'it was', verb, ...when, `that ${body} ${becoming} ${nature}`);
}
