import { describe, expect, it } from 'vitest';
import {
  actorColumns,
  countColumns,
  formatCsv,
  dateColumns,
  fieldColumns,
  stateColumns,
} from './csv.ts';

describe('A table', () => {
  it('has a column for each part of a date, and says whether it is stated', () => {
    const rows = [
      { dueOn: { edtf: '2026', asWritten: null, basis: 'stated', rule: null } },
      { dueOn: null },
    ];
    expect(formatCsv(dateColumns('dueOn'), rows, true).split('\r\n')).toEqual([
      'due_on,due_on_stated,due_on_precision,due_on_earliest,due_on_latest,due_on_basis',
      '2026,true,year,2026-01-01,2026-12-31,stated',
      ',false,,,,',
      '',
    ]);
  });

  it('tells a number that is not stated from zero', () => {
    const rows = [{ killed: null }, { killed: { min: 0, max: 0, qualifier: null, ofWhat: null } }];
    expect(formatCsv(countColumns('killed'), rows, false).split('\r\n')).toEqual([
      'false,,,',
      'true,0,0,',
      '',
    ]);
  });

  it('names states and actors beside their ids', () => {
    const rows = [
      { state: 'KGZ', by: [{ id: 'council', kind: 'organ', nameAsWritten: 'the Council' }] },
    ];
    expect(
      formatCsv([...stateColumns('state'), ...actorColumns('by')], rows, true).split('\r\n'),
    ).toEqual(['state,state_name,by_ids,by_names', 'KGZ,Kyrgyzstan,council,the Council', '']);
  });

  it('quotes what holds commas, quotes or lines', () => {
    const rows = [{ about: 'a "b", c\nd' }, { about: ['x', 'y'] }];
    expect(formatCsv(fieldColumns('about'), rows, false)).toBe('"a ""b"", c\nd"\r\nx; y\r\n');
  });
});
