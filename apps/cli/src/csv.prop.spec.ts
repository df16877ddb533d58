import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCsv, parseListField } from './csv.ts';

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

describe('parseListField', () => {
  // The form that docs/api.md documents. The server writes it: apps/query-service/src/csv.ts.
  const quote = (item: string | null): string => {
    if (item === null) return 'null';
    return /^(null)?$|[;"]|^\s|\s$/.test(item) ? `"${item.replaceAll('"', '""')}"` : item;
  };

  it('returns the items that were written', () => {
    const unit = fc.constantFrom('a', '"', ';', ' ', '\n', ',');
    const item = fc.oneof(fc.string({ unit, maxLength: 6 }), fc.constantFrom('null', null));
    fc.assert(
      fc.property(fc.array(item, { maxLength: 5 }), (items) => {
        expect(parseListField(items.map(quote).join('; '))).toEqual(items);
      }),
    );
  });

  it('returns null for an item that is not stated', () => {
    expect(parseListField('a; null; b')).toEqual(['a', null, 'b']);
    expect(parseListField('null')).toEqual([null]);
    expect(parseListField('')).toEqual([]);
  });
});
