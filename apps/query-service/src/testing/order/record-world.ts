/**
 * The things that generated documents tell of, and the values that they give. There are few, so
 * that documents agree, differ, and are more or less precise about the same thing.
 */

/** The bodies, parents first. The first is the organization of the collection. */
export const BODIES = [
  { body: 'orchard-league', name: 'Orchard League', kind: 'organization', parents: [] },
  { body: 'reef-pact', name: 'Reef Pact', kind: 'organization', parents: [] },
  { body: 'orchard-council', name: 'Grafters', kind: 'organ', parents: ['orchard-league'] },
  { body: 'orchard-bureau', name: 'Bureau', kind: 'organ', parents: ['orchard-league'] },
  { body: 'orchard-council-pruners', name: 'Pruners', kind: 'group', parents: ['orchard-council'] },
  {
    body: 'shore-assembly',
    name: 'Shore Assembly',
    kind: 'joint-session',
    parents: ['orchard-league', 'reef-pact'],
  },
] as const;

/** The body of each meeting. */
export const MEETINGS: Readonly<Record<string, string>> = {
  'orchard-council-7': 'orchard-council',
  'orchard-council-8': 'orchard-council',
  'shore-assembly-2031': 'shore-assembly',
};

const STATES = [
  { id: 'NLD', kind: 'state', nameAsWritten: 'the Netherlands' },
  { id: 'NLD', kind: 'state', nameAsWritten: 'Pays-Bas' },
  { id: 'DEU', kind: 'state', nameAsWritten: 'Germany' },
  { id: 'FRA', kind: 'state', nameAsWritten: 'France' },
];
const MEMBERS = {
  id: 'orchard-members',
  kind: 'class',
  of: 'orchard-league',
  nameAsWritten: 'the members',
};
const ORGANS = [
  { id: 'orchard-council', kind: 'organ', nameAsWritten: 'the Council' },
  { id: 'orchard-council', kind: 'organ', nameAsWritten: 'the Grafters' },
  { id: 'orchard-bureau', kind: 'organ', nameAsWritten: 'the Bureau' },
  { id: 'reef-pact', kind: 'organization', nameAsWritten: 'the Reef Pact' },
];
const PERSONS = [
  {
    id: 'a-vermeer',
    kind: 'person',
    nameAsWritten: 'A. Vermeer',
    of: 'orchard-bureau',
    office: 'Secretary',
  },
  { id: 'b-lang', kind: 'person', nameAsWritten: 'B. Lang' },
];

/** The author of an article. */
export const AUTHOR = { id: 'c-auteur', kind: 'person', nameAsWritten: 'C. Auteur' };
export const COUNCIL = { id: 'orchard-council', kind: 'organ', nameAsWritten: 'the Council' };

const date = (edtf: string, words: object = {}) => ({ edtf, ...words });
const netherlands = { code: 'NLD', nameAsWritten: 'the Netherlands' };

/** The values of each shape. */
export const SHAPE_VALUES: Readonly<Record<string, readonly unknown[]>> = {
  ActorRef: [...STATES, ...ORGANS, ...PERSONS, MEMBERS],
  DateValue: [
    date('2031-04-09'),
    date('2031-04-10'),
    date('2031-04'),
    date('2031'),
    date('2031-04-09/2031-04-11', { asWritten: 'three days in April' }),
    date('2031-04-09', { basis: 'context' }),
    date('2031-04', { basis: 'relative', rule: 'publication-date', asWritten: 'last month' }),
    date('[2031-04,2031-05]'),
    date('{2031-04-09,2031-05-02}'),
    date('2031-04-09?'),
    date('../2031-04-09'),
    date('2031-05/..'),
    date('XXXX-04-09'),
    date('2032-01-15'),
  ],
  Place: [
    { name: 'Lidworth' },
    { name: 'Lidworth', country: netherlands },
    { name: 'Ludwerth', country: { code: 'DEU' } },
    { country: { code: 'NLD', nameAsWritten: 'Pays-Bas', basis: 'context' } },
  ],
  CountryValue: [netherlands, { code: 'NLD', nameAsWritten: 'Pays-Bas' }, { code: 'DEU' }],
  Count: [
    { min: 4, max: 4 },
    { min: 4, qualifier: 'at least four' },
    { min: 9, max: 9, ofWhat: 'people' },
    { max: 6 },
  ],
  OrdinalValue: [{ value: 7 }, { value: 8 }, { value: 7, basis: 'derived', rule: 'next' }],
  Identifier: [
    { scheme: 'league-symbol', value: 'OL/7' },
    { scheme: 'atlas', value: 'B-12' },
  ],
  InstrumentRef: [
    { id: 'reef-charter', nameAsWritten: 'the Reef Charter', issuedBy: 'the Reef Pact' },
    { id: 'reef-charter', nameAsWritten: 'the Charter' },
  ],
  Span: [{ start: 10, end: 60 }],
  Term: ['frost', 'pruning'],
};

/** The ids of each kind. `self` is the document itself. */
export const REFERENT_IDS: Readonly<Record<string, readonly string[]>> = {
  body: ['orchard-league', 'orchard-council', 'shore-assembly'],
  meeting: Object.keys(MEETINGS),
  decision: ['grafting-scheme', 'frost-pact'],
  incident: ['mill-fire', 'lock-blast'],
  document: ['self', 'lidworth-accord'],
};

/** The values of fields that take fewer than their shape, by `type.field` or by field. */
export const FIELD_VALUES: Readonly<Record<string, readonly unknown[]>> = {
  verb: ['approved', 'agreed', 'announced', 'reviewed'],
  verbAsWritten: ['took note of', 'approved'],
  office: ['secretary', 'chair of the pruners'],
  every: ['P90D', 'P6M'],
  kind: ['scheme', 'resolution'],
  'DelegationAttended.state': [...STATES, MEMBERS],
  'OrganAttended.organ': ORGANS,
  'IncidentCondemned.condemner': [...ORGANS, MEMBERS, PERSONS[0]],
  'MembershipStatusRecorded.member': STATES,
  'ChairmanshipRecorded.chair': [...STATES, ORGANS[0]],
  'ChairmanshipTransferred.from': STATES,
  'ChairmanshipTransferred.to': STATES,
  'MeetingChaired.chairs': STATES,
  'OfficeRecorded.holder': PERSONS,
  'DocumentAnnexed.parent': ['self'],
  'DocumentAnnexed.annex': ['lidworth-accord'],
  'DocumentDescribed.document': ['self', 'self', 'lidworth-accord'],
  'DocumentAdopted.document': ['lidworth-accord'],
};

/** Texts: in other words, and in another script. */
export const TEXTS = ['the winter frost', 'le gel d’hiver', 'зимний мороз'];
