import { describe, expect, it } from 'vitest';
import { addAbsentFields, omitDefaultFields } from './absent-fields.ts';
import { CATALOGUE } from './catalogue.ts';
import { EXAMPLES } from './vocabulary.ts';

const TYPES = Object.keys(EXAMPLES).map((type) => ({ type }));

describe('The fields of an event that have their defaults', () => {
  it.each(TYPES)('are left out and added again: $type', ({ type }) => {
    const { schema } = CATALOGUE.getDefinition(type);
    const data = schema.parse(EXAMPLES[type]);
    const omitted = omitDefaultFields(schema, data);

    expect(addAbsentFields(schema, omitted)).toEqual(data);
    expect(JSON.stringify(omitted).length).toBeLessThanOrEqual(JSON.stringify(data).length);
  });

  it('are left out at any depth', () => {
    const { schema } = CATALOGUE.getDefinition('DelegationAttended');
    const state = { id: 'KGZ', kind: 'state', nameAsWritten: 'Kyrgyzstan' };
    const data = { ...schema.parse({ ...(EXAMPLES['DelegationAttended'] as object), state }) };

    expect(data['state']).toHaveProperty('office', null);
    expect(omitDefaultFields(schema, data)).toMatchObject({ state });
    expect(omitDefaultFields(schema, data)['state']).toEqual(state);
  });
});
