import { completeEventData, type EventSample } from './sample-event.ts';

const state = (id: string) => ({ id, kind: 'state', nameAsWritten: id });
const council = { id: 'council', kind: 'organ', nameAsWritten: 'Council' };
const members = { id: 'members', kind: 'class', nameAsWritten: 'Member States', of: 'union' };
const on = (edtf: string) => ({ edtf, basis: 'stated' });

const campaigns = {
  decision: 'campaigns',
  meeting: 'council-44',
  what: 'campaigns',
  topic: 'campaigns',
  verb: 'agreed',
};
const strikes = { incident: 'strikes', occurredOn: on('2025-06') };
const plan = { decision: 'plan', meeting: 'council-44', kind: 'work-plan', verb: 'approved' };

/** A small record of decisions, incidents, positions and reports. Event n has the id `cn.1`. */
export const SAMPLE_DECISIONS: readonly EventSample[] = [
  /*  1 */ [
    'MeetingHeld',
    {
      meeting: 'council-44',
      body: 'council',
      ordinal: { value: 44 },
      occurredOn: on('2025-09-10'),
    },
  ],
  /*  2 */ ['PlanApproved', plan],
  /*  3 */ [
    'MeasureTaken',
    {
      decision: 'mechanism',
      meeting: 'council-44',
      kind: 'mechanism',
      topic: 'financing',
      verb: 'developed',
    },
  ],
  /*  4 */ ['AgreementReached', { ...campaigns, dueOn: on('2026') }],
  /*  5 */ [
    'EventPlanned',
    {
      decision: 'seminar',
      meeting: 'council-44',
      kind: 'seminar',
      hostState: state('PAK'),
      verb: 'planned',
    },
  ],
  /*  6 */ [
    'NextMeetingAgreed',
    { body: 'council', after: 'council-44', ordinal: { value: 45 }, place: { name: 'Tashkent' } },
  ],
  /*  7 */ [
    'ProgrammeAdopted',
    {
      decision: 'programme',
      name: 'Programme',
      period: on('2025/2027'),
      adoptedOn: on('[2024-07,2025-07]'),
      verb: 'approved',
    },
  ],
  /*  8 */ [
    'DecisionStatusReported',
    {
      decision: 'programme',
      body: 'rats',
      status: 'in-force',
      heldAsOf: on('2025-09-29'),
      period: on('2025/2027'),
    },
  ],
  /*  9 */ [
    'MatterConsidered',
    { meeting: 'council-44', verb: 'reviewed', subject: 'earlier decisions' },
  ],
  /* 10 */ ['AwardsConferred', { meeting: 'council-44', recipients: 'employees' }],
  /* 11 */ [
    'MandateChangeReported',
    { body: 'rats', becomes: 'centre', stage: 'announced', by: state('RUS') },
  ],
  /* 12 */ [
    'IncidentRecorded',
    {
      incident: 'market',
      name: 'At the market',
      occurredOn: on('1999'),
      places: [{ name: 'V.', country: { code: 'RUS', basis: 'context' } }],
    },
  ],
  /* 13 */ [
    'IncidentRecorded',
    {
      incident: 'planes',
      name: 'Planes',
      occurredOn: on('2004'),
      places: [{ country: { code: 'RUS' } }],
    },
  ],
  /* 14 */ [
    'IncidentRecorded',
    {
      incident: 'school',
      name: 'School',
      occurredOn: on('2004-09-01/2004-09-03'),
      places: [{ country: { code: 'RUS' } }],
    },
  ],
  /* 15 */ [
    'CasualtiesReported',
    { incident: 'school', killed: { min: 301, qualifier: 'more than 300' } },
  ],
  /* 16 */ [
    'IncidentCondemned',
    { condemner: council, strength: 'strongly-condemned', target: strikes },
  ],
  /* 17 */ [
    'IncidentCondemned',
    {
      condemner: members,
      strength: 'condemned',
      target: strikes,
      perpetrators: [state('ISR'), state('USA')],
    },
  ],
  /* 18 */ [
    'IncidentCondemned',
    {
      condemner: council,
      strength: 'strongly-condemned',
      target: { class: 'acts', occurredOn: on('2025') },
    },
  ],
  /* 19 */ [
    'PositionStated',
    {
      by: [members],
      verb: 'reaffirmed',
      topic: 'dialogue',
      summary: 'Dialogue.',
      addressees: [{ id: 'parties', kind: 'class', nameAsWritten: 'parties' }],
    },
  ],
  /* 20 */ [
    'PositionStated',
    {
      by: [members],
      verb: 'asserted',
      topic: 'law',
      summary: 'Law.',
      instruments: [{ id: 'un-charter', nameAsWritten: 'UN Charter' }],
    },
  ],
  /* 21 */ [
    'ActivityReported',
    { kind: 'operation', summary: 'Detained.', by: [state('RUS')], count: { min: 9, max: 9 } },
  ],
  /* 22 */ [
    'ActivityReported',
    {
      kind: 'incident-count',
      summary: 'Clashes.',
      count: { min: 10, max: 10 },
      period: on('2025'),
    },
  ],
  /* 23 */ ['ActivityReported', { kind: 'conference-series', summary: 'Yearly.' }],
  /* 24 */ [
    'AssessmentReported',
    { kind: 'threat', summary: 'None.', counted: { what: 'attacks', value: 0 } },
  ],
  // The same agreement from another passage, which states no due date.
  /* 25 */ ['AgreementReached', campaigns],
  /* 26 */ [
    'MeetingHeld',
    { meeting: 'council-45', body: 'council', ordinal: { value: 45 }, occurredOn: on('2026-03') },
  ],
  /* 27 */ [
    'RecordCorrected',
    {
      target: 'c7.1',
      field: 'adoptedOn',
      oldValue: null,
      newValue: null,
      reason: 'r',
      evidence: { note: 'n' },
      correctedType: 'org.rapporteur.programme-adopted.v1',
      corrected: completeEventData('ProgrammeAdopted', {
        decision: 'programme',
        name: 'Programme',
        period: on('2025/2027'),
        adoptedOn: on('2024-07-04'),
        verb: 'approved',
      }),
    },
  ],
  /* 28 */ [
    'DecisionStatusReported',
    { decision: 'campaigns', status: 'done', heldAsOf: on('2027-02-01') },
  ],
  /* 29 */ ['RecordRetracted', { target: 'c2.1', reason: 'r', evidence: { note: 'n' } }],
];
