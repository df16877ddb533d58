import { describe, expect, it } from 'vitest';
import { FULL_PAGE, useReadModel } from '../testing/use-read-model.ts';
import { listFacts } from './fact-queries.ts';
import type { IdentityFilter } from './identity-conditions.ts';
import { TIMELINE } from './projection.ts';

const sha = (digit: string): string => digit.repeat(64);
const document = (id: string, fields: object) =>
  [
    'SourceDocumentRegistered',
    { document: id, docType: 'note', title: id, language: 'en', ...fields },
  ] as const;
const model = useReadModel(TIMELINE, [
  ['BodyRegistered', { body: 'council', name: 'Council', kind: 'organ', parents: [] }],
  document('symbol', { identifiers: [{ scheme: 'symbol', value: 'H/RES/12 (2031)' }] }),
  document('text', { sha256: sha('a'), characters: 10 }),
  ['DocumentSuperseded', { document: 'text', previous: sha('a'), next: sha('b') }],
  document('page', { address: 'https://harbour.example/note' }),
  ['MeetingHeld', { meeting: 'council-7', body: 'council', ordinal: { value: 7 } }],
  ['MeetingHeld', { meeting: 'council-8', body: 'council', ordinal: { value: 8 } }],
]);

describe('Facts by the identity of a thing', () => {
  it.each<[string, IdentityFilter, readonly string[]]>([
    ['an identifier, whatever its spaces', { identifier: 'h/res/12(2031)' }, ['symbol']],
    ['another identifier', { identifier: 'H/RES/1' }, []],
    ['a hash', { sha256: sha('a') }, ['text']],
    ['the hash of a later text', { sha256: sha('b') }, ['text']],
    ['an address', { address: 'https://harbour.example/note' }, ['page']],
    ['the number of a meeting', { ordinal: 7 }, ['council-7']],
  ])('are found by %s', async (_, filter, expected) => {
    const { rows } = await listFacts(
      model.database,
      model.createScope(),
      filter,
      FULL_PAGE,
      'came-to-be',
    );
    expect(rows.map(({ data }) => data['document'] ?? data['meeting'])).toEqual(expected);
  });
});
