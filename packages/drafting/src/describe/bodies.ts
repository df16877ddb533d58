import type { EventData } from '@rapporteur/contracts';
import { formatDate } from './dates.ts';
import {
  formatActor,
  formatActorOr,
  formatActors,
  formatPlace,
  formatOptional,
} from './phrases.ts';

export function describeBodyRegistered(data: EventData<'BodyRegistered'>): string {
  return (
    `Body ${data.body} was registered: ${data.name} (${data.kind})` +
    formatOptional(', under ', data.parents.join(', '))
  );
}

export function describeBodyDescribed(data: EventData<'BodyDescribed'>): string {
  const aspects = {
    established: 'was established',
    function: 'has the function',
    headquarters: 'has its headquarters',
    relation: 'has relations',
  } as const;
  const what = formatOptional(': ', data.what);
  const where = formatOptional(' in ', formatPlace(data.place));
  const by = formatOptional(' by ', data.by === null ? null : formatActor(data.by));
  const others = formatOptional(' with ', formatActors(data.others));
  return (
    `Body ${data.body} ${aspects[data.aspect]}${formatOptional(' ', formatDate(data.occurredOn))}` +
    `${where}${by}${others}${what}`
  );
}

export function describeMembershipStatusRecorded(
  data: EventData<'MembershipStatusRecorded'>,
): string {
  const dates =
    formatOptional(' from ', data.startedOn?.edtf ?? null) +
    formatOptional(' until ', data.endedOn?.edtf ?? null);
  const asOf = formatOptional(', as of ', data.heldAsOf?.edtf ?? null);
  return `${formatActor(data.member)} has the status ${data.status} in ${data.body}${dates}${asOf}`;
}

export function describeChairmanshipTransferred(
  data: EventData<'ChairmanshipTransferred'>,
): string {
  const from = formatActorOr(data.from, 'a holder not stated');
  const to = formatActorOr(data.to, 'a holder not stated');
  const meeting = formatOptional(' at meeting ', data.meeting);
  return (
    `The chair of ${data.body} passed from ${from} to ${to}${meeting}` +
    formatOptional(' ', formatDate(data.effectiveOn))
  );
}

export function describeChairmanshipRecorded(data: EventData<'ChairmanshipRecorded'>): string {
  const person = formatOptional(
    ' in the person of ',
    data.person === null ? null : formatActor(data.person),
  );
  const dates =
    formatOptional(' from ', data.startedOn?.edtf ?? null) +
    formatOptional(' until ', data.endedOn?.edtf ?? null);
  const asOf = formatOptional(', as of ', data.heldAsOf?.edtf ?? null);
  return (
    `${formatActor(data.chair)} is the ${data.stage} chair of ${data.body}${person}${dates}` + asOf
  );
}

export function describeNextMeetingAgreed(data: EventData<'NextMeetingAgreed'>): string {
  const where = formatOptional(
    ' in ',
    formatPlace(data.place),
    formatOptional(', at ', data.venue),
  );
  const scheduled = formatDate(data.scheduledOn) ?? 'on a date not stated';
  const nth =
    data.ordinal === null
      ? ''
      : ` as number ${data.ordinal.value}${data.ordinal.basis === 'stated' ? '' : ` (${data.ordinal.basis})`}`;
  return `Body ${data.body} agreed to meet next after ${data.after}${nth}${where} ${scheduled}`;
}

export function describeMandateChangeReported(data: EventData<'MandateChangeReported'>): string {
  const by = formatOptional(' by ', data.by === null ? null : formatActor(data.by));
  const at = formatOptional(' at ', data.at);
  return (
    `Body ${data.body} is to become ${data.becomes}: ${data.stage}${by}${at}` +
    formatOptional(' ', formatDate(data.occurredOn))
  );
}
