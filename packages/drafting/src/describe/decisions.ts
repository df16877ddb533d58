import type { ActorRef, EventData } from '@rapporteur/contracts';
import { whenOr } from './dates.ts';
import { actor, actors, count, placeOr, stated } from './phrases.ts';

const at = (meeting: string | null): string => stated(' at meeting ', meeting);
const due = (date: string | null): string => stated(', due ', date);
const parties = (refs: readonly ActorRef[] | null): string =>
  refs === null ? ', by parties not stated' : stated(' between ', actors(refs));

export function planApproved(data: EventData<'PlanApproved'>): string {
  const of = stated(' of ', data.of === null ? null : actor(data.of));
  const period = stated(' for ', data.period?.edtf ?? null);
  return `Decision ${data.decision}: ${data.verb} ${stated('“', data.name, '”, ')}${data.kind}${of}${period}${at(data.meeting)}${stated(' ', whenOr(data.adoptedOn))}`;
}

export function programmeAdopted(data: EventData<'ProgrammeAdopted'>): string {
  const period = stated(' for ', data.period?.edtf ?? null);
  const occasion = stated(' at ', data.at);
  return `Decision ${data.decision}: ${data.verb} programme “${data.name}”${period}${at(data.meeting)}${occasion}${stated(' ', whenOr(data.adoptedOn))}`;
}

export function draftEndorsed(data: EventData<'DraftEndorsed'>): string {
  const next = stated(', which another body must still act on: ', data.forBody);
  return `Decision ${data.decision}: ${data.verb} draft ${data.kind} “${data.name}”${at(data.meeting)}${next}${stated(', next step ', whenOr(data.nextStepOn))}`;
}

export function decisionAdopted(data: EventData<'DecisionAdopted'>): string {
  const by = stated(' by ', actors(data.by));
  const { votes } = data;
  const counted =
    votes === null
      ? ''
      : `, by ${votes.for} votes to ${votes.against} with ${votes.abstained} abstentions`;
  return `Decision ${data.decision}: ${data.verb} ${data.kind} on ${data.subject}${by}${at(data.meeting)}${stated(' ', whenOr(data.adoptedOn))}${counted}${due(whenOr(data.dueOn))}`;
}

export function measureTaken(data: EventData<'MeasureTaken'>): string {
  const by = data.by === null ? ', by whom is not stated' : ` by ${actor(data.by)}`;
  const number = stated(', ', data.count === null ? null : count(data.count));
  return `Decision ${data.decision}: ${data.verb} ${data.kind} on ${data.topic}${at(data.meeting)}${by}${number}`;
}

export function agreementReached(data: EventData<'AgreementReached'>): string {
  return `Decision ${data.decision}: ${data.verb} ${data.what}${at(data.meeting)}${parties(data.parties)}${due(whenOr(data.dueOn))}`;
}

export function eventPlanned(data: EventData<'EventPlanned'>): string {
  const host = stated(', hosted by ', data.hostState === null ? null : actor(data.hostState));
  const where = stated(' in ', placeOr(data.place));
  const date = whenOr(data.scheduledOn) ?? 'on a date not stated';
  const whole = stated(', part of ', data.partOf);
  return `Decision ${data.decision}: ${data.verb} ${data.name ?? data.kind}${stated(' on ', data.topic)}${at(data.meeting)}, to be held${where} ${date}${host}${whole}`;
}

export function decisionStatusReported(data: EventData<'DecisionStatusReported'>): string {
  const by = stated(' by ', data.by === null ? null : actor(data.by));
  return `Decision ${data.decision} is ${data.status}${by}, as of ${data.heldAsOf.edtf}${stated(', period ', data.period?.edtf ?? null)}`;
}
