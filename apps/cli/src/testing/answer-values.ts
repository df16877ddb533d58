/** Parts of the answers in this folder. All content is made up. */

export const STATED = { basis: 'stated', rule: null };
export const NOT_STATED = { stated: false };

export const day = (edtf: string, more: object = {}): object => ({
  stated: true,
  edtf,
  precision: 'day',
  earliest: edtf,
  latest: edtf,
  asWritten: null,
  ...STATED,
  ...more,
});
export const state = (id: string, nameAsWritten: string): object => ({
  id,
  kind: 'state',
  nameAsWritten,
  of: null,
  office: null,
});
export const organ = (id: string, nameAsWritten: string): object => ({
  id,
  kind: 'organ',
  nameAsWritten,
  of: 'harbour-union',
  office: null,
});
export const country = (code: string): object => ({ code, nameAsWritten: null, ...STATED });

export const decision = (id: string, more: object): object => ({
  collection: 'harbour',
  decision: id,
  document: null,
  type: 'PlanApproved',
  kind: 'work-plan',
  name: null,
  topic: null,
  verb: 'approved',
  verbAsWritten: null,
  strength: 'approved',
  commitment: false,
  meeting: 'harbour-council-7',
  meetingName: '7th meeting of the Harbour Council',
  body: 'harbour-council',
  date: day('2023-05-04'),
  dateOf: 'meeting',
  adoptedOn: NOT_STATED,
  period: NOT_STATED,
  partOf: null,
  hostState: null,
  details: {},
  events: ['note.20'],
  rung: 1,
  due: { kind: null, stated: false },
  agent: null,
  status: { stated: false, day: '2026-01-01' },
  ...more,
});

export const condemnation = {
  event: 'note.30',
  incident: 'pier-attack-2023',
  incidentName: 'Attack on the old pier',
  class: null,
  territory: null,
  targetOn: day('2023-04-02'),
  condemner: 'harbour-council',
  condemnerKind: 'organ',
  condemnerName: 'Harbour Council',
  condemnerOf: null,
  strength: 'strongly-condemned',
  verbAsWritten: 'strongly condemned',
  perpetrators: [],
  place: null,
  against: null,
  againstState: null,
  meeting: 'harbour-council-7',
  meetingName: '7th meeting of the Harbour Council',
  document: 'harbour-note-7',
  statedIn: null,
  rung: 2,
  perpetratorsNamed: false,
};

export const position = {
  event: 'note.31',
  verb: 'stated',
  verbAsWritten: null,
  topic: 'free-passage',
  summary: 'Ports must stay open to all ships.',
  by: [organ('harbour-council', 'the Harbour Council')],
  incidents: [],
  instruments: [{ id: 'passage-treaty', nameAsWritten: 'the Passage Treaty', issuedBy: null }],
  addressees: [],
  states: [],
  organizations: [],
  meeting: 'harbour-council-7',
  attributedTo: null,
  date: day('2023-05-04'),
  dateOf: 'meeting',
  document: 'harbour-note-7',
  statedIn: null,
};

/** A term of the chair. */
export const tenure = (id: string, name: string, more: object): object => ({
  holder: state(id, name),
  holders: [state(id, name)],
  meetings: [],
  collections: ['harbour'],
  person: null,
  since: NOT_STATED,
  until: NOT_STATED,
  knownOn: [],
  term: null,
  stage: null,
  events: ['note.9'],
  ...more,
});

/** A fact as recorded, in a section of a page. */
export const recordedFact = (type: string, event: string, data: object): object => ({
  collection: 'harbour',
  type,
  events: [event],
  documents: ['harbour-note-7'],
  speaker: 'own',
  saidBy: 'the Harbour Council',
  data,
});

/** The names of the things that these answers mention. */
export const NAMES = {
  body: { 'harbour/harbour-council': 'Harbour Council', 'harbour/harbour-union': 'Harbour Union' },
  document: { 'harbour/harbour-note-7': 'Note on the 7th meeting' },
  incident: { 'harbour/pier-attack-2023': 'Attack on the old pier' },
  meeting: { 'harbour/harbour-council-7': '7th meeting of the Harbour Council' },
};

/** The sources of the events of these answers: a note, and a log of the port for some. */
export const SOURCES: Readonly<Record<string, unknown>> = Object.fromEntries(
  [
    ...Array.from({ length: 36 }, (_, n) => ['note', n + 1] as const),
    ...[3, 4, 9, 10].map((n) => ['log', n] as const),
  ].map(([prefix, n]) => [
    `${prefix}.${n}`,
    {
      sentence: `The sentence of ${prefix}.${n}.`,
      modality: 'reported',
      passages: [
        {
          document: prefix === 'note' ? 'harbour-note-7' : 'port-log',
          start: n,
          end: n + 9,
          line: n,
        },
      ],
    },
  ]),
);
