import type { EventData } from '@rapporteur/contracts';
import { whenOr } from './dates.ts';
import { actor, actors, actorOr, countOr, ordinal, placeOr, places, stated } from './phrases.ts';

export function meetingAnnounced(data: EventData<'MeetingAnnounced'>): string {
  const nth = data.ordinal === null ? '' : `, ${ordinal(data.ordinal)},`;
  const where = stated(' in ', placeOr(data.place), stated(', at ', data.venue));
  const scheduled = whenOr(data.scheduledOn) ?? 'on a date not stated';
  return `Meeting ${data.meeting} of ${data.body}${nth} is to be held${where} ${scheduled}${stated(', expecting ', actors(data.expected))}`;
}

export function meetingHeld(data: EventData<'MeetingHeld'>): string {
  const nth =
    data.ordinal === null ? '' : `, ${ordinal(data.ordinal)}${stated(' ', data.session)},`;
  const where = stated(' in ', places(data.places), stated(', at ', data.venue));
  const host = stated(', hosted by ', data.host === null ? null : actor(data.host));
  const date = whenOr(data.occurredOn) ?? 'on a date not stated';
  return `Meeting ${data.meeting} of ${data.body}${nth} was held${where} ${date}${stated(', ', data.format)}${host}`;
}

export function meetingChaired(data: EventData<'MeetingChaired'>): string {
  const person = stated(', in the person of ', data.person === null ? null : actor(data.person));
  return `${actors(data.chairs)} chaired meeting ${data.meeting}${person}`;
}

export function delegationAttended(data: EventData<'DelegationAttended'>): string {
  const heads = stated(', headed by ', actors(data.heads));
  const basis =
    data.basis === 'named' ? '' : `, ${data.basis === 'class' ? 'as a class' : 'derived'}`;
  const size = stated(', ', data.count === null ? null : countOr(data.count, ''));
  return `Delegation of ${actor(data.state)} attended meeting ${data.meeting}${stated(' as ', data.capacity)}${heads}${size}${basis}`;
}

export function organAttended(data: EventData<'OrganAttended'>): string {
  const heads = stated(', headed by ', actors(data.heads));
  return `${actor(data.organ)} attended meeting ${data.meeting}${stated(' as ', data.capacity)}${heads}`;
}

export function matterConsidered(data: EventData<'MatterConsidered'>): string {
  const outcome = stated(', with the outcome: ', data.outcome);
  const decisions = stated(' (decisions ', data.decisions.join(', '), ')');
  return `Meeting ${data.meeting} considered (${data.verb}) ${data.subject}${decisions}${stated(' for ', data.forBody)}${outcome}`;
}

export function meetingDescribed(data: EventData<'MeetingDescribed'>): string {
  return `The ${data.aspect} of meeting ${data.meeting} is described as “${data.wording}”`;
}

export function awardsConferred(data: EventData<'AwardsConferred'>): string {
  const number = countOr(data.count, 'number not stated');
  const by = stated(' by ', data.by === null ? null : actor(data.by));
  const award = data.award ?? 'Awards';
  return `${award} were conferred on ${data.recipients} (${number}) at meeting ${data.meeting}${by}${stated(', for ', data.reason)}`;
}

export function meetingRescheduled(data: EventData<'MeetingRescheduled'>): string {
  const anew = stated(', to be held ', whenOr(data.scheduledOn));
  return `Meeting ${data.meeting} was ${data.outcome}${anew}${stated(', because ', data.reason)}`;
}

export function dissentRecorded(data: EventData<'DissentRecorded'>): string {
  const who = actors(data.by) || actorOr(null, 'Somebody not named');
  const where = [
    stated('at meeting ', data.meeting),
    stated('from document ', data.document),
  ].filter((part) => part !== '');
  return `${who} dissented (${data.kind}) on ${data.subject}${stated(' ', where.join(', '))}${stated(', because ', data.reason)}`;
}
