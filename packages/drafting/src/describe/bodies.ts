import type { EventData } from '@rapporteur/contracts';
import { whenOr } from './dates.ts';
import { actor, actorOr, actors, placeOr, stated } from './phrases.ts';

export function bodyRegistered(data: EventData<'BodyRegistered'>): string {
  return `Body ${data.body} was registered: ${data.name} (${data.kind})${stated(', under ', data.parents.join(', '))}`;
}

export function bodyDescribed(data: EventData<'BodyDescribed'>): string {
  const aspects = {
    established: 'was established',
    function: 'has the function',
    headquarters: 'has its headquarters',
    relation: 'has relations',
  } as const;
  const what = stated(': ', data.what);
  const where = stated(' in ', placeOr(data.place));
  const by = stated(' by ', data.by === null ? null : actor(data.by));
  const others = stated(' with ', actors(data.others));
  return `Body ${data.body} ${aspects[data.aspect]}${stated(' ', whenOr(data.occurredOn))}${where}${by}${others}${what}`;
}

export function membershipStatusRecorded(data: EventData<'MembershipStatusRecorded'>): string {
  const dates = `${stated(' from ', data.startedOn?.edtf ?? null)}${stated(' until ', data.endedOn?.edtf ?? null)}`;
  const asOf = stated(', as of ', data.heldAsOf?.edtf ?? null);
  return `${actor(data.member)} stood to ${data.body} as ${data.status}${dates}${asOf}`;
}

export function chairmanshipTransferred(data: EventData<'ChairmanshipTransferred'>): string {
  const from = actorOr(data.from, 'a holder not stated');
  const to = actorOr(data.to, 'a holder not stated');
  const meeting = stated(' at meeting ', data.meeting);
  return `The chair of ${data.body} passed from ${from} to ${to}${meeting}${stated(' ', whenOr(data.effectiveOn))}`;
}

export function chairmanshipRecorded(data: EventData<'ChairmanshipRecorded'>): string {
  const person = stated(' in the person of ', data.person === null ? null : actor(data.person));
  const dates = `${stated(' from ', data.startedOn?.edtf ?? null)}${stated(' until ', data.endedOn?.edtf ?? null)}`;
  const asOf = stated(', as of ', data.heldAsOf?.edtf ?? null);
  return `${actor(data.chair)} is the ${data.stage} chair of ${data.body}${person}${dates}${asOf}`;
}

export function nextMeetingAgreed(data: EventData<'NextMeetingAgreed'>): string {
  const where = stated(' in ', placeOr(data.place), stated(', at ', data.venue));
  const scheduled = whenOr(data.scheduledOn) ?? 'on a date not stated';
  const nth =
    data.ordinal === null
      ? ''
      : ` as number ${data.ordinal.value}${data.ordinal.basis === 'stated' ? '' : ` (${data.ordinal.basis})`}`;
  return `Body ${data.body} agreed to meet next after ${data.after}${nth}${where} ${scheduled}`;
}

export function mandateChangeReported(data: EventData<'MandateChangeReported'>): string {
  const by = stated(' by ', data.by === null ? null : actor(data.by));
  const at = stated(' at ', data.at);
  return `Body ${data.body} is to become ${data.becomes}: ${data.stage}${by}${at}${stated(' ', whenOr(data.occurredOn))}`;
}
