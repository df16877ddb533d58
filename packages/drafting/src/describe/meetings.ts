import type { EventData } from '@rapporteur/contracts';
import { formatDate } from './dates.ts';
import {
  formatActor,
  formatActors,
  formatCountOr,
  formatOrdinal,
  formatPlace,
  formatPlaces,
  formatOptional,
} from './phrases.ts';

export function describeMeetingAnnounced(data: EventData<'MeetingAnnounced'>): string {
  const nth = data.ordinal === null ? '' : `, ${formatOrdinal(data.ordinal)},`;
  const where = formatOptional(
    ' in ',
    formatPlace(data.place),
    formatOptional(', at ', data.venue),
  );
  const scheduled = formatDate(data.scheduledOn) ?? 'on a date not stated';
  return (
    `Meeting ${data.meeting} of ${data.body}${nth} is to be held${where} ${scheduled}` +
    formatOptional(', expecting ', formatActors(data.expected))
  );
}

export function describeMeetingHeld(data: EventData<'MeetingHeld'>): string {
  const nth =
    data.ordinal === null
      ? ''
      : `, ${formatOrdinal(data.ordinal)}${formatOptional(' ', data.session)},`;
  const where = formatOptional(
    ' in ',
    formatPlaces(data.places),
    formatOptional(', at ', data.venue),
  );
  const host = formatOptional(', hosted by ', data.host === null ? null : formatActor(data.host));
  const date = formatDate(data.occurredOn) ?? 'on a date not stated';
  return (
    `Meeting ${data.meeting} of ${data.body}${nth} was held${where} ${date}` +
    `${formatOptional(', ', data.format)}${host}`
  );
}

export function describeMeetingChaired(data: EventData<'MeetingChaired'>): string {
  const person = formatOptional(
    ', in the person of ',
    data.person === null ? null : formatActor(data.person),
  );
  return `${formatActors(data.chairs)} chaired meeting ${data.meeting}${person}`;
}

export function describeDelegationAttended(data: EventData<'DelegationAttended'>): string {
  const heads = formatOptional(', headed by ', formatActors(data.heads));
  const basis =
    data.basis === 'named' ? '' : `, ${data.basis === 'class' ? 'as a class' : 'derived'}`;
  const size = formatOptional(', ', data.count === null ? null : formatCountOr(data.count, ''));
  return (
    `Delegation of ${formatActor(data.state)} attended meeting ${data.meeting}` +
    `${formatOptional(' as ', data.capacity)}${heads}${size}${basis}`
  );
}

export function describeOrganAttended(data: EventData<'OrganAttended'>): string {
  const heads = formatOptional(', headed by ', formatActors(data.heads));
  return (
    `${formatActor(data.organ)} attended meeting ${data.meeting}` +
    `${formatOptional(' as ', data.capacity)}${heads}`
  );
}

export function describeMatterConsidered(data: EventData<'MatterConsidered'>): string {
  const outcome = formatOptional(', with the outcome: ', data.outcome);
  const decisions = formatOptional(' (decisions ', data.decisions.join(', '), ')');
  return (
    `Meeting ${data.meeting} considered (${data.verb}) ${data.subject}${decisions}` +
    `${formatOptional(' for ', data.forBody)}${outcome}`
  );
}

export function describeMeetingDescribed(data: EventData<'MeetingDescribed'>): string {
  return `The ${data.aspect} of meeting ${data.meeting} is described as “${data.wording}”`;
}

export function describeAwardsConferred(data: EventData<'AwardsConferred'>): string {
  const number = formatCountOr(data.count, 'number not stated');
  const by = formatOptional(' by ', data.by === null ? null : formatActor(data.by));
  const award = data.award ?? 'Awards';
  return (
    `${award} were conferred on ${data.recipients} (${number}) at meeting ${data.meeting}${by}` +
    formatOptional(', for ', data.reason)
  );
}

export function describeMeetingRescheduled(data: EventData<'MeetingRescheduled'>): string {
  const newDate = formatOptional(', to be held ', formatDate(data.scheduledOn));
  return (
    `Meeting ${data.meeting} was ${data.outcome}${newDate}` +
    formatOptional(', because ', data.reason)
  );
}

export function describeDissentRecorded(data: EventData<'DissentRecorded'>): string {
  const actors = formatActors(data.by) || 'An actor not named';
  const where = [
    formatOptional('at meeting ', data.meeting),
    formatOptional('from document ', data.document),
  ].filter((part) => part !== '');
  return (
    `${actors} dissented (${data.kind}) on ${data.subject}` +
    `${formatOptional(' ', where.join(', '))}${formatOptional(', because ', data.reason)}`
  );
}
