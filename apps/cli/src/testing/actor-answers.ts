/** Answers of the query service about a state and a person, with made-up content. */
import { day, tenure } from './answer-values.ts';
import { BODY } from './page-answers.ts';

const participation = (role: string, takesPart: boolean, more: object): object => ({
  collection: 'harbour',
  type: 'DelegationAttended',
  role,
  takesPart,
  actor: 'MLT',
  kind: 'state',
  nameAsWritten: 'Malta',
  basis: 'named',
  capacity: null,
  represents: null,
  saidBy: null,
  meeting: 'harbour-council-7',
  body: 'harbour-council',
  about: null,
  date: day('2023-05-04'),
  dateOf: 'meeting',
  ...more,
});

export const STATE = {
  state: 'MLT',
  name: 'Malta',
  known: true,
  takesPart: true,
  memberships: [],
  chairs: [],
  roles: [
    { role: 'attended', takesPart: true, facts: 1, meaning: 'its delegation attended a meeting' },
    { role: 'place-of-meeting', takesPart: false, facts: 1, meaning: 'a meeting was held there' },
  ],
  participations: [
    participation('attended', true, { event: 'note.12' }),
    participation('place-of-meeting', false, { event: 'log.3', about: 'the 7th meeting' }),
  ],
};

export const PERSON = {
  collection: 'harbour',
  person: 'j-vella',
  alsoIn: [],
  name: 'Joseph Vella',
  names: ['J. Vella', 'Joseph Vella'],
  mergedIds: [],
  identifiers: [{ scheme: 'wikidata', value: 'Q2' }],
  of: ['MLT'],
  titles: ['Harbour Master'],
  facts: 3,
  factsAsserted: 2,
  offices: BODY.offices.map((office) => ({ ...office, bodyName: 'Harbour Council' })),
  chairs: [
    {
      ...tenure('MLT', 'Malta', { until: day('2023-01-01') }),
      person: { id: 'j-vella', kind: 'person', nameAsWritten: 'Joseph Vella', office: null },
      collection: 'harbour',
      body: 'harbour-council',
      bodyName: 'Harbour Council',
    },
  ],
  awards: [],
  takesPart: true,
  roles: [
    { role: 'headed-delegation', takesPart: true, facts: 1, meaning: 'headed a delegation' },
    { role: 'attended', takesPart: true, facts: 1, meaning: 'attended a meeting' },
  ],
  participations: [
    participation('headed-delegation', true, { event: 'note.12', fact: { basis: 'named' } }),
    participation('attended', true, { event: 'note.12', fact: { basis: 'named' } }),
  ],
};
