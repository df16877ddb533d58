import { type EventData, getDateBounds } from '@rapporteur/contracts';
import { foldText } from '../fold-text.ts';
import { classifyStrength } from '../strength.ts';
import type { VerbValue } from '../statement-values.ts';
import { createReading, type Reading, toActor, toList, toPart, toText } from './reading.ts';

type VerbEventType =
  | 'PlanApproved'
  | 'ProgrammeAdopted'
  | 'DraftEndorsed'
  | 'DecisionAdopted'
  | 'MeasureTaken'
  | 'AgreementReached'
  | 'EventPlanned'
  | 'DocumentAdopted';

/** Returns the verb of an event with its level of strength. */
export function readVerb(
  type: VerbEventType,
  data: { readonly verb: string; readonly verbAsWritten: string | null },
): VerbValue {
  const { verb, verbAsWritten } = data;
  return { verb, asWritten: verbAsWritten, strength: classifyStrength(type, verb) };
}

export function readPlanApproved(data: EventData<'PlanApproved'>): readonly Reading[] {
  const { meeting, kind, name, period, adoptedOn } = data;
  return [
    createReading('decision', [toPart('decision', data.decision)], {
      verb: readVerb('PlanApproved', data),
      meeting,
      planOf: data.of,
      kind,
      name,
      period,
      adoptedOn,
    }),
  ];
}

export function readProgrammeAdopted(data: EventData<'ProgrammeAdopted'>): readonly Reading[] {
  const { meeting, at, name, period, adoptedOn } = data;
  return [
    createReading('decision', [toPart('decision', data.decision)], {
      verb: readVerb('ProgrammeAdopted', data),
      meeting,
      at,
      name,
      period,
      adoptedOn,
    }),
  ];
}

export function readDraftEndorsed(data: EventData<'DraftEndorsed'>): readonly Reading[] {
  const { meeting, kind, name, forBody, parties, nextStepOn } = data;
  return [
    createReading('decision', [toPart('decision', data.decision)], {
      verb: readVerb('DraftEndorsed', data),
      meeting,
      kind,
      name,
      forBody,
      parties,
      nextStepOn,
    }),
  ];
}

export function readDecisionAdopted(data: EventData<'DecisionAdopted'>): readonly Reading[] {
  const { meeting, by, kind, subject, topic, establishes, assignee, count } = data;
  const id = [toPart('decision', data.decision)];
  const scope = { counted: data.count?.ofWhat ? foldText(data.count.ofWhat) : null };
  return [
    createReading('decision', id, {
      verb: readVerb('DecisionAdopted', data),
      meeting,
      by,
      kind,
      subject,
      topic,
      establishes,
      assignee,
      addressees: data.addressees,
      affects: data.affects,
      effect: data.effect,
      measures: data.measures,
      every: data.every,
      partOf: data.partOf,
      identifiers: data.identifiers,
      period: data.period,
      adoptedOn: data.adoptedOn,
      dueOn: data.dueOn,
    }),
    createReading('decision', id, { count }, { scope }),
    createReading('vote', [...id, toText('')], {
      tally: data.votes === null ? null : { ...data.votes, notVoting: null, absent: null },
    }),
  ];
}

export function readVoteTaken(data: EventData<'VoteTaken'>): readonly Reading[] {
  const { part, draft, subject, meeting, body, occurredOn, outcome, tally, votes } = data;
  const id = [toPart('decision', data.decision), toText(part === null ? '' : foldText(part))];
  return [
    createReading('vote', id, { draft, subject, meeting, body, occurredOn, outcome, tally }),
    ...votes.map(({ by, vote, veto, explanation }) =>
      createReading('cast-vote', [...id, toActor(by)], { vote, veto, explanation }),
    ),
  ];
}

export function readMeasureTaken(data: EventData<'MeasureTaken'>): readonly Reading[] {
  const { meeting, kind, topic, by, count } = data;
  return [
    createReading('decision', [toPart('decision', data.decision)], {
      verb: readVerb('MeasureTaken', data),
      meeting,
      kind,
      topic,
      by: toList(by),
      count,
    }),
  ];
}

export function readAgreementReached(data: EventData<'AgreementReached'>): readonly Reading[] {
  const { meeting, topic, target, parties, dueOn } = data;
  return [
    createReading('decision', [toPart('decision', data.decision)], {
      verb: readVerb('AgreementReached', data),
      meeting,
      subject: data.what,
      topic,
      target,
      parties,
      dueOn,
    }),
  ];
}

export function readEventPlanned(data: EventData<'EventPlanned'>): readonly Reading[] {
  const { meeting, kind, name, topic, by, hostState, place, scheduledOn, count } = data;
  return [
    createReading('decision', [toPart('decision', data.decision)], {
      verb: readVerb('EventPlanned', data),
      meeting,
      kind,
      name,
      topic,
      by,
      proposedBy: toList(data.proposedBy),
      hostState,
      place,
      scheduledOn,
      count,
      partOf: data.partOf,
    }),
  ];
}

export function readDecisionStatus(data: EventData<'DecisionStatusReported'>): readonly Reading[] {
  const { status, period, by, subject } = data;
  const decision = toPart('decision', data.decision);
  const { earliest, latest } = getDateBounds(data.heldAsOf);
  const asOfDay = earliest ?? latest;
  return [
    createReading('decision', [decision], { status }, { asOfDay }),
    createReading('decision', [decision], { subject }),
    createReading('decision-status', [decision, toText(status)], { period, by: toList(by) }),
  ];
}
