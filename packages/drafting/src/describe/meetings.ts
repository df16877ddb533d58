import type { ActorRef, EventData } from '@rapporteur/contracts';
import { formatForce, formatOccasion, VERB_OF_DOING } from './clauses.ts';
import { formatDate } from './dates.ts';
import {
  addDefiniteArticle,
  addIndefiniteArticle,
  compose,
  formatOptional,
  formatVerb,
  joinWords,
  mentions,
  toClause,
  toParticiple,
} from './english.ts';
import { isMeetingName } from './event-names.ts';
import { spellCount } from './counts.ts';
import { arePlural, formatOrdinal, type Phrases } from './phrases.ts';

/** Returns the place and venue of a meeting: `in Tashkent, at the SCO RATS Executive Committee,`. */
function formatVenue(where: string | null, venue: string | null): string {
  return compose(
    where,
    formatOptional(', at ', venue === null ? null : formatOccasion(venue), ','),
  );
}

type SessionParts = Pick<EventData<'MeetingHeld'>, 'ordinal' | 'session' | 'series'>;

/** Returns `44th extraordinary`, without what is not stated or usual. */
function formatSeries({ ordinal, session }: SessionParts): string {
  return compose(
    ordinal === null ? null : formatOrdinal(ordinal),
    session === null || session === 'ordinary' ? null : session,
  );
}

/** Returns ` (2025)` for a number that is counted in a series. */
const formatCountedIn = ({ ordinal, series }: SessionParts): string =>
  ordinal === null ? '' : formatOptional(' (', series, ')');

/** Returns `the 44th meeting of the Council` or `an extraordinary meeting of the Council`. */
function formatMeetingOf(body: string, parts: SessionParts): string {
  const series = formatSeries(parts);
  const name = body.replace(/^the /, '');
  const named = isMeetingName(body) ? compose(series, name) : compose(series, `meeting of ${body}`);
  const meeting = `${named}${formatCountedIn(parts)}`;
  return parts.ordinal !== null || isMeetingName(body)
    ? `the ${meeting}`
    : addIndefiniteArticle(meeting);
}

const formatHost = (host: ActorRef | null, phrases: Phrases): string =>
  formatOptional(', hosted by ', host === null ? null : phrases.formatActor(host));

export function describeMeetingAnnounced(
  data: EventData<'MeetingAnnounced'>,
  phrases: Phrases,
): string {
  const { chair, host, verb, by, expected, agenda } = data;
  return compose(
    formatMeetingOf(phrases.formatBody(data.body), data),
    'is to be held',
    formatVenue(phrases.formatPlace(data.place), data.venue),
    formatDate(data.scheduledOn),
    formatHost(host, phrases),
    formatOptional(', chaired by ', chair === null ? null : phrases.formatActor(chair)),
    formatForce({ verb, by, usual: ', as announced by ' }, phrases),
    formatOptional(', with ', phrases.formatActors(expected), ' expected to attend'),
    formatOptional('; on the agenda: ', joinWords(agenda.map(toClause))),
  );
}

const FORMATS: Readonly<Record<NonNullable<EventData<'MeetingHeld'>['format']>, string>> = {
  'in-person': 'in person',
  videoconference: 'by videoconference',
  hybrid: 'in person and by videoconference',
  written: 'in writing',
};

export function describeMeetingHeld(data: EventData<'MeetingHeld'>, phrases: Phrases): string {
  const { host, prepares, marginsOf, format, participants } = data;
  const body = phrases.formatBody(data.body);
  const series = formatSeries(data);
  const its =
    data.ordinal === null
      ? addIndefiniteArticle(`${series} meeting`)
      : `its ${series} meeting${formatCountedIn(data)}`;
  const held = isMeetingName(body)
    ? `${formatMeetingOf(body, data)} was held`
    : `${body} ${series === '' ? 'met' : `held ${its}`}`;
  const where = compose(
    formatVenue(phrases.formatPlaces(data.places), data.venue),
    formatDate(data.occurredOn, 'duration'),
  );
  return compose(
    held,
    formatOptional('(“', data.sessionAsWritten, '”)'),
    where,
    formatOptional(where === '' ? '' : ', ', format === null ? null : FORMATS[format]),
    formatOptional(', on the margins of ', marginsOf === null ? null : formatOccasion(marginsOf)),
    formatHost(host, phrases),
    formatOptional(
      ', with ',
      participants === null ? null : spellCount(participants, 'participants'),
    ),
    formatOptional(', to prepare ', prepares === null ? null : phrases.formatMeeting(prepares)),
  );
}

export function describeMeetingChaired(
  { meeting, chairs, person }: EventData<'MeetingChaired'>,
  phrases: Phrases,
): string {
  const presiding = person === null || chairs.some(({ id }) => id === person.id) ? null : person;
  return compose(
    phrases.formatActors(chairs),
    'chaired',
    phrases.formatMeeting(meeting),
    formatOptional(
      ', with ',
      presiding === null ? null : phrases.formatActor(presiding),
      ' presiding',
    ),
  );
}

/** Returns `as an observer`, or `as the secretariat`. */
function formatCapacity(capacity: string | null): string {
  if (capacity === null) return '';
  return capacity === 'secretariat' ? 'as the secretariat' : `as ${addIndefiniteArticle(capacity)}`;
}

export function describeDelegationAttended(
  data: EventData<'DelegationAttended'>,
  phrases: Phrases,
): string {
  const { state, heads, count, represents, basis } = data;
  const institution = represents === null ? null : addDefiniteArticle(toClause(represents));
  const size = formatOptional('(', count === null ? null : spellCount(count, 'people'), ')');
  return compose(
    state.kind === 'class' ? null : 'a delegation from',
    formatOptional('', institution, ' of'),
    phrases.formatActor(state),
    'attended',
    phrases.formatMeeting(data.meeting),
    basis === 'derived' ? '(derived)' : null,
    formatCapacity(data.capacity),
    size,
    formatOptional(', headed by ', phrases.formatActors(heads)),
  );
}

export function describeOrganAttended(
  { meeting, organ, heads, capacity, count }: EventData<'OrganAttended'>,
  phrases: Phrases,
): string {
  return compose(
    phrases.formatActor(organ),
    'attended',
    phrases.formatMeeting(meeting),
    formatCapacity(capacity),
    formatOptional('(', count === null ? null : spellCount(count, 'representatives'), ')'),
    formatOptional(', represented by ', phrases.formatActors(heads)),
  );
}

export function describeMatterConsidered(
  { meeting, verb, subject, forBody, decisions, outcome }: EventData<'MatterConsidered'>,
  phrases: Phrases,
): string {
  const named = decisions.map((decision) => phrases.formatDecision(decision));
  return compose(
    phrases.formatMeeting(meeting),
    verb === 'stated' ? 'dealt with' : formatVerb(verb),
    toClause(subject),
    formatOptional('for ', forBody === null ? null : phrases.formatBody(forBody)),
    formatOptional('(', joinWords(named), ')'),
    formatOptional('; the outcome: ', outcome === null ? null : toClause(outcome)),
  );
}

export function describeMeetingDescribed(
  { meeting, aspect, wording }: EventData<'MeetingDescribed'>,
  phrases: Phrases,
): string {
  const name = phrases.formatMeeting(meeting);
  const words = `“${wording.trim()}”`;
  switch (aspect) {
    case 'atmosphere':
      return `the atmosphere of ${name} was described as ${words}`;
    case 'theme':
      return `the theme of ${name} was ${words}`;
    case 'sitting':
      return `a sitting of ${name} was described as ${words}`;
  }
}

export function describeAwardsConferred(
  { meeting, award, recipients, by, count, reason }: EventData<'AwardsConferred'>,
  phrases: Phrases,
): string {
  return compose(
    award === null ? 'awards or thanks were given' : `the award “${award}” was given`,
    `to ${toClause(recipients)}`,
    formatOptional('(', count === null ? null : spellCount(count, 'in all'), ')'),
    formatOptional('by ', by === null ? null : phrases.formatActor(by)),
    phrases.formatAtMeeting(meeting),
    formatOptional(', for ', reason === null ? null : toClause(reason)),
  );
}

/** Returns the reason in the recorder's words, which may be a noun or a clause. */
const formatReason = (reason: string | null): string =>
  formatOptional('; the reason given: ', reason === null ? null : toClause(reason));

export function describeMeetingRescheduled(
  { meeting, outcome, scheduledOn, reason }: EventData<'MeetingRescheduled'>,
  phrases: Phrases,
): string {
  return compose(
    phrases.formatMeeting(meeting),
    `was ${outcome}`,
    formatOptional('and is now to be held ', formatDate(scheduledOn)),
    formatReason(reason),
  );
}

const DISSENTS: Readonly<
  Record<Exclude<EventData<'DissentRecorded'>['kind'], 'no-consensus' | 'dissociated'>, string>
> = {
  reserved: 'reserved its position on',
  abstained: 'abstained on',
  'voted-against': 'voted against',
  vetoed: 'vetoed',
  'refused-to-sign': 'refused to sign',
  'took-no-part': 'took no part in',
};

function formatDissent(
  kind: EventData<'DissentRecorded'>['kind'],
  by: readonly ActorRef[],
  phrases: Phrases,
): string {
  const actors = phrases.formatActors(by) || 'an actor not named';
  const plural = arePlural(by) || by[0]?.kind === 'person';
  if (kind === 'no-consensus') return 'there was no consensus on';
  if (kind === 'dissociated')
    return `${actors} dissociated ${plural ? 'themselves' : 'itself'} from`;
  const verb = plural ? DISSENTS[kind].replace('its position', 'their positions') : DISSENTS[kind];
  return `${actors} ${verb}`;
}

export function describeDissentRecorded(
  { meeting, document, by, kind, subject, reason }: EventData<'DissentRecorded'>,
  phrases: Phrases,
): string {
  const named = document === null ? '' : phrases.formatDocument(document);
  const dissenters = kind === 'no-consensus' ? phrases.formatActors(by) : '';
  return compose(
    formatDissent(kind, by, phrases),
    mentions(named, subject) ? named : compose(toClause(subject), formatOptional('in ', named)),
    phrases.formatAtMeeting(meeting),
    formatOptional(', with ', dissenters, ' dissenting'),
    formatReason(reason),
  );
}

export function describeNextMeetingAgreed(
  data: EventData<'NextMeetingAgreed'>,
  phrases: Phrases,
): string {
  const { ordinal, series, parties, after, host, verb, assertion } = data;
  const body = phrases.formatBody(data.body);
  const previous = phrases.formatMeeting(after).replace(` of ${body}`, '').replace(/^the /, 'its ');
  const next = compose(
    `the next meeting of ${body}`,
    ordinal === null
      ? `after ${previous},`
      : `, its ${formatOrdinal(ordinal)}${formatOptional(' (', series, ')')},`,
  );
  const details = [
    formatVenue(phrases.formatPlace(data.place), data.venue),
    formatDate(data.scheduledOn),
    formatHost(host, phrases),
  ];
  const said = verb === null || verb === 'stated' ? 'agreed' : verb;
  const held = compose(next, 'is to be held', ...details);
  const hold = (subject: string, verbInWords: string): string =>
    VERB_OF_DOING.test(said)
      ? compose(`${subject} ${verbInWords} to hold`, next, ...details)
      : `${subject} ${verbInWords} that ${held}`;
  if (parties !== null && parties.length > 0)
    return hold(phrases.formatActors(parties), formatVerb(said));
  if (assertion.modality === 'decided') return hold('it was', toParticiple(formatVerb(said)));
  return compose(held, formatForce({ verb, by: null, usual: '' }, phrases));
}
