import type { ActorRef, EventData } from '@rapporteur/contracts';
import { formatDate } from './dates.ts';
import { formatActor, formatActors, formatCount, formatPlace, formatOptional } from './phrases.ts';

const at = (meeting: string | null): string => formatOptional(' at meeting ', meeting);
const due = (date: string | null): string => formatOptional(', due ', date);
const parties = (refs: readonly ActorRef[] | null): string =>
  refs === null ? ', by parties not stated' : formatOptional(' between ', formatActors(refs));

export function describePlanApproved(data: EventData<'PlanApproved'>): string {
  const of = formatOptional(' of ', data.of === null ? null : formatActor(data.of));
  const period = formatOptional(' for ', data.period?.edtf ?? null);
  return (
    `Decision ${data.decision}: ${data.verb} ${formatOptional('“', data.name, '”, ')}${data.kind}` +
    `${of}${period}${at(data.meeting)}${formatOptional(' ', formatDate(data.adoptedOn))}`
  );
}

export function describeProgrammeAdopted(data: EventData<'ProgrammeAdopted'>): string {
  const period = formatOptional(' for ', data.period?.edtf ?? null);
  const occasion = formatOptional(' at ', data.at);
  return (
    `Decision ${data.decision}: ${data.verb} programme “${data.name}”${period}${at(data.meeting)}` +
    `${occasion}${formatOptional(' ', formatDate(data.adoptedOn))}`
  );
}

export function describeDraftEndorsed(data: EventData<'DraftEndorsed'>): string {
  const next = formatOptional(', which another body must still act on: ', data.forBody);
  return (
    `Decision ${data.decision}: ${data.verb} draft ${data.kind} “${data.name}”${at(data.meeting)}` +
    `${next}${formatOptional(', next step ', formatDate(data.nextStepOn))}`
  );
}

export function describeDecisionAdopted(data: EventData<'DecisionAdopted'>): string {
  const by = formatOptional(' by ', formatActors(data.by));
  const { votes } = data;
  const counted =
    votes === null
      ? ''
      : `, by ${votes.for} votes to ${votes.against} with ${votes.abstained} abstentions`;
  return (
    `Decision ${data.decision}: ${data.verb} ${data.kind} on ${data.subject}${by}` +
    `${at(data.meeting)}${formatOptional(' ', formatDate(data.adoptedOn))}${counted}` +
    due(formatDate(data.dueOn))
  );
}

export function describeMeasureTaken(data: EventData<'MeasureTaken'>): string {
  const by = data.by === null ? ', by whom is not stated' : ` by ${formatActor(data.by)}`;
  const number = formatOptional(', ', data.count === null ? null : formatCount(data.count));
  return (
    `Decision ${data.decision}: ${data.verb} ${data.kind} on ${data.topic}${at(data.meeting)}` +
    `${by}${number}`
  );
}

export function describeAgreementReached(data: EventData<'AgreementReached'>): string {
  return (
    `Decision ${data.decision}: ${data.verb} ${data.what}${at(data.meeting)}` +
    `${parties(data.parties)}${due(formatDate(data.dueOn))}`
  );
}

export function describeEventPlanned(data: EventData<'EventPlanned'>): string {
  const host = formatOptional(
    ', hosted by ',
    data.hostState === null ? null : formatActor(data.hostState),
  );
  const where = formatOptional(' in ', formatPlace(data.place));
  const date = formatDate(data.scheduledOn) ?? 'on a date not stated';
  const whole = formatOptional(', part of ', data.partOf);
  return (
    `Decision ${data.decision}: ${data.verb} ${data.name ?? data.kind}` +
    `${formatOptional(' on ', data.topic)}${at(data.meeting)}, to be held${where} ${date}${host}` +
    whole
  );
}

export function describeDecisionStatusReported(data: EventData<'DecisionStatusReported'>): string {
  const by = formatOptional(' by ', data.by === null ? null : formatActor(data.by));
  return (
    `Decision ${data.decision} is ${data.status}${by}, as of ${data.heldAsOf.edtf}` +
    formatOptional(', period ', data.period?.edtf ?? null)
  );
}
