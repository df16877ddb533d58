import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCsv } from './csv.ts';

describe('parseCsv', () => {
  it('returns the records that were written', () => {
    const field = fc.string({
      unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'é'),
      maxLength: 6,
    });
    const table = fc.array(fc.tuple(field, field, fc.constant('end')), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(table, (records) => {
        const text = stringify(records, { record_delimiter: '\r\n' });
        const { columns, rows } = parseCsv(text);
        expect([columns, ...rows]).toEqual(records);
      }),
    );
  });

  it('accepts a text with the columns only', () =>
    expect(parseCsv('a,b\r\n')).toEqual({ columns: ['a', 'b'], rows: [] }));
});
