import { completeEventData, type EventSample } from './sample-event.ts';

const on = (edtf: string, basis = 'stated') => ({ edtf, basis });
const nth = (value: number) => ({ value });
const actor = (id: string, kind: string, overrides = {}) => ({
  id,
  kind,
  nameAsWritten: id,
  ...overrides,
});
const state = (id: string) => actor(id, 'state');
const evidence = { note: 'See the minutes.' };
export const sha = (digit: string) => digit.repeat(64);

const council41 = {
  meeting: 'council-41',
  body: 'council',
  ordinal: nth(41),
  occurredOn: on('2024-03-15'),
};
const wrongPlace = { ...council41, places: [{ name: 'Osh' }] };

/** A small record of bodies, meetings, offices and sources. Event n has the id `cn.1`. */
export const SAMPLE_TIMELINE: readonly EventSample[] = [
  /*  1 */ ['CollectionOpened', { collection: 'sco', title: 'Organization', rootBody: 'org' }],
  /*  2 */ ['BodyRegistered', { body: 'org', name: 'Organization', kind: 'organization' }],
  /*  3 */ [
    'BodyRegistered',
    { body: 'council', name: 'Council', kind: 'organ', parents: ['org'] },
  ],
  /*  4 */ ['BodyRegistered', { body: 'forum', name: 'Forum', kind: 'organ', parents: ['org'] }],
  /*  5 */ [
    'BodyRegistered',
    { body: 'joint', name: 'Joint', kind: 'joint-session', parents: ['council', 'forum'] },
  ],
  /*  6 */ ['MeetingHeld', wrongPlace],
  /*  7 */ [
    'MeetingHeld',
    { meeting: 'council-44', body: 'council', ordinal: nth(44), occurredOn: on('2025-09-10') },
  ],
  /*  8 */ [
    'MeetingHeld',
    { meeting: 'council-x', body: 'council', session: 'extraordinary', ordinal: nth(1) },
  ],
  /*  9 */ [
    'MeetingAnnounced',
    { meeting: 'forum-3', body: 'forum', ordinal: nth(3), scheduledOn: on('2026-05') },
  ],
  /* 10 */ [
    'MeetingRescheduled',
    { meeting: 'forum-3', outcome: 'postponed', scheduledOn: on('2026-10') },
  ],
  /* 11 */ ['MeetingHeld', { meeting: 'joint-1', body: 'joint', occurredOn: on('2025-06') }],
  /* 12 */ [
    'RecordCorrected',
    {
      target: 'c6.1',
      field: 'places',
      oldValue: [],
      newValue: [],
      correctedType: 'org.rapporteur.meeting-held.v1',
      corrected: completeEventData('MeetingHeld', council41),
      reason: 'No place is stated.',
      evidence,
    },
  ],
  /* 13 */ ['MeetingChaired', { meeting: 'council-41', chairs: [state('UZB')] }],
  /* 14 */ ['MeetingChaired', { meeting: 'council-41', chairs: [state('TJK')] }],
  /* 15 */ [
    'ConflictFlagged',
    { events: ['c13.1', 'c14.1'], field: 'chairs', values: ['UZB', 'TJK'] },
  ],
  /* 16 */ ['RecordRetracted', { target: 'c14.1', reason: 'Of another meeting.', evidence }],
  /* 17 */ [
    'ConflictResolved',
    {
      conflict: 'c15.1',
      events: ['c13.1', 'c14.1'],
      field: 'chairs',
      values: ['UZB', 'TJK'],
      resolution: 'One was of another meeting.',
    },
  ],
  /* 18 */ [
    'IncidentRecorded',
    { incident: 'jaffar', name: 'Jaffar Express', occurredOn: on('2025-03-11') },
  ],
  /* 19 */ ['IncidentRecorded', { incident: 'jaffer', name: 'Jaffer Express' }],
  /* 20 */ [
    'RecordsMerged',
    { kind: 'incident', merged: 'jaffar', into: 'jaffer', reason: 'Two spellings.', evidence },
  ],
  /* 21 */ [
    'OfficeRecorded',
    {
      office: 'secretary',
      body: 'org',
      holder: actor('a', 'person'),
      stage: 'holds',
      heldAsOf: on('2023-01-01'),
    },
  ],
  /* 22 */ [
    'OfficeRecorded',
    {
      office: 'secretary',
      body: 'org',
      holder: actor('a', 'person'),
      stage: 'left',
      endedOn: on('2024-12-31'),
    },
  ],
  /* 23 */ [
    'OfficeRecorded',
    {
      office: 'secretary',
      body: 'org',
      holder: actor('b', 'person'),
      stage: 'appointed',
      startedOn: on('2025-01-01'),
    },
  ],
  /* 24 */ [
    'MembershipStatusRecorded',
    {
      member: state('MNG'),
      body: 'org',
      status: 'observer',
      startedOn: on('2012'),
      endedOn: on('2020'),
    },
  ],
  /* 25 */ [
    'SourceDocumentRegistered',
    {
      document: 'note',
      docType: 'note',
      title: 'Note',
      language: 'en',
      sha256: sha('a'),
      characters: 10,
    },
  ],
  /* 26 */ ['DocumentSuperseded', { document: 'note', previous: sha('a'), next: sha('b') }],
  /* 27 */ [
    'PlanApproved',
    {
      decision: 'plan-1',
      meeting: 'council-41',
      kind: 'work-plan',
      verb: 'approved',
      period: on('2025/2027'),
    },
  ],
  /* 28 */ [
    'DecisionStatusReported',
    { decision: 'plan-1', body: 'forum', status: 'in-progress', heldAsOf: on('2025-01') },
  ],
  /* 29 */ [
    'ActivityReported',
    { kind: 'commemoration', summary: 'Remembered', within: 'org', occurredOn: on('XXXX-09-03') },
  ],
  /* 30 */ [
    'BodyRegistered',
    { body: 'old-council', name: 'Old Council', kind: 'organ', parents: ['org'] },
  ],
  /* 31 */ [
    'RecordsMerged',
    { kind: 'body', merged: 'old-council', into: 'council', reason: 'Renamed.', evidence },
  ],
  /* 32 */ [
    'MeetingHeld',
    { meeting: 'old-council-1', body: 'old-council', ordinal: nth(1), occurredOn: on('2004') },
  ],
  /* 33 */ [
    'MeetingAnnounced',
    { meeting: 'council-44', body: 'council', scheduledOn: on('2025-09') },
  ],
];
