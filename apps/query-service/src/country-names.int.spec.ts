import { findCountryName } from '@rapporteur/contracts';
import { expect, it } from 'vitest';
import { useQueryService } from './testing/use-query-service.ts';

const service = useQueryService({ RAPPORTEUR_COUNTRY_NAMES: 'iso' });

it('The names of countries are those of the chosen list', async () => {
  expect(findCountryName('RUS', 'short')).toBe('Russia');
  const { body } = await service().query('states/RUS');
  expect(body.data).toMatchObject({ state: 'RUS', name: 'Russian Federation' });
});

it.each([
  ['XKX', 'Kosovo', 'Kosovo'],
  ['XAB', 'Atlantis', 'Atlantis'],
])('An entity without a code of ISO takes part as a state: %s', async (id, nameAsWritten, name) => {
  const { sources } = (await service().query('facts?type=DelegationAttended&limit=1')).body;
  const [source] = Object.values(sources);
  const {
    quote: _quote,
    textHeld: _held,
    ...passage
  } = {
    quote: null,
    textHeld: false,
    ...source?.passages[0],
  };
  await service().record.submit('RecordDelegationAttended', {
    collection: 'sco',
    meeting: 'sco-rats-council-44',
    state: { id, kind: 'state', nameAsWritten },
    basis: 'named',
    assertion: { modality: 'narrated', passages: [passage] },
  });
  await service().project();
  const { body } = await service().query(`states/${id}`);
  expect(body.data).toMatchObject({ name, takesPart: true });
});
