import { formatId } from '@rapporteur/drafting';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import {
  actorColumns,
  agreementColumns,
  countColumns,
  dateColumns,
  fieldColumns,
  formatCsv,
  numberColumns,
  thingColumns,
} from './csv.ts';

const split = (csv: string) => csv.split('\r\n');

describe('A CSV table', () => {
  it('has a column for each part of a date, and for whether it is stated', () => {
    const rows = [
      { dueOn: { edtf: '2026', asWritten: null, basis: 'stated', rule: null } },
      { dueOn: null },
    ];
    expect(split(formatCsv(dateColumns('dueOn'), rows, { first: true }))).toEqual([
      'due_on,due_on_stated,due_on_precision,due_on_earliest,due_on_latest,due_on_basis',
      '2026,true,year,2026-01-01,2026-12-31,stated',
      ',false,,,,',
      '',
    ]);
  });

  it('distinguishes a count that is not stated from zero', () => {
    const rows = [{ killed: null }, { killed: { min: 0, max: 0, qualifier: null, ofWhat: null } }];
    expect(split(formatCsv(countColumns('killed'), rows, { first: false }))).toEqual([
      ',false,,,',
      '0,true,0,0,',
      '',
    ]);
  });

  it('has the names of states and actors beside their ids', () => {
    const rows = [
      { state: 'KGZ', by: [{ id: 'council', kind: 'organ', nameAsWritten: 'the Council' }] },
    ];
    const columns = [...thingColumns('actor', 'state'), ...actorColumns('by')];
    expect(split(formatCsv(columns, rows, { first: true }))).toEqual([
      'state,state_name,by_ids,by_names',
      'KGZ,Kyrgyzstan,council,the Council',
      '',
    ]);
  });

  it('has the names of things beside their ids, and the id in words without a name', () => {
    const names: Readonly<Record<string, string>> = { 'body council': 'Harbour Council' };
    const rows = [
      { body: 'council', parents: ['harbour-union', 'council'] },
      { body: null, parents: [] },
    ];
    const csv = formatCsv(thingColumns('body', 'body', 'parents:list'), rows, {
      first: true,
      findName: (_, thing) => names[`${thing.kind} ${thing.id}`] ?? formatId(thing.id),
    });
    expect(split(csv)).toEqual([
      'body,body_name,parents,parents_names',
      'council,Harbour Council,harbour-union; council,Harbour Union; Harbour Council',
      ',,,',
      '',
    ]);
  });

  it('says of each value how its sources stand to each other', () => {
    const rows = [{ agreement: { occurredOn: 'sources differ' } }, { agreement: {} }];
    expect(split(formatCsv(agreementColumns('heldOn:occurredOn'), rows, { first: true }))).toEqual([
      'held_on_agreement',
      'sources differ',
      '',
      '',
    ]);
  });

  it('separates the items of a list so that they can be parted again', () => {
    const lists = [['a', 'b'], ['a; b', 'c "d"'], [' e', ''], [null, 'f'], ['one']];
    const rows = lists.map((about) => ({ about }));
    // In CSV, the field is quoted once more: `"a; b"; "c ""d"""` has doubled quotes.
    expect(split(formatCsv(fieldColumns('about:list'), rows, { first: false }))).toEqual([
      'a; b',
      '"""a; b""; ""c """"d"""""""',
      '""" e""; """""',
      'null; f',
      'one',
      '',
    ]);
  });

  it('distinguishes an item that is not stated from no item, and from each text', () => {
    const lists = [[], [null], [undefined], [''], ['null'], [null, null], ['null', null]];
    const rows = lists.map((about) => ({ about }));
    const exact = formatCsv(fieldColumns('about:list'), rows, { first: true });
    expect(parse(exact).slice(1).flat()).toEqual([
      '',
      'null',
      'null',
      '""',
      '"null"',
      'null; null',
      '"null"; null',
    ]);
  });

  it('has JSON in a column of any type, so that a text differs from a number', () => {
    const rows = ['7', 7, '[2025]', { edtf: '2025' }, ['x'], null].map((value) => ({ value }));
    const columns = fieldColumns('value:json');
    expect(columns).toMatchObject([{ name: 'value', kind: 'json' }]);
    expect(split(formatCsv(columns, rows, { first: false }))).toEqual([
      '"""7"""',
      '7',
      '"""[2025]"""',
      '"{""edtf"":""2025""}"',
      '"[""x""]"',
      '',
      '',
    ]);
  });

  it('quotes fields with commas, quotes or line breaks', () => {
    const rows = [{ about: 'a "b", c\nd' }, { about: ['x', 'y'] }];
    expect(formatCsv(fieldColumns('about'), rows, { first: false })).toBe(
      '"a ""b"", c\nd"\r\nx; y\r\n',
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\r=1', '\n=1', "'=1", "''+1", '＝1'])(
    'marks a cell that a spreadsheet would run as a formula: %j',
    (text) => {
      const rows = [{ title: text, tags: [text, 'b'] }];
      const columns = fieldColumns('title', 'tags:list');
      const [[title = '', tags = ''] = []] = parse(formatCsv(columns, rows, { first: false }));
      expect(title).toBe(`'${text}`);
      // Two items: the first one is quoted if it begins with white space.
      expect(tags).toMatch(/^(?:'['=+\-@＝]|"\s)/);
      const exact = formatCsv(columns, rows, { first: false, choices: ['exact'] });
      expect(parse(exact)[0]?.[0]).toBe(text);
    },
  );

  it.each(["'Abd", 'a=b', '’=x', ''])('does not mark %j', (title) =>
    expect(
      parse(formatCsv(fieldColumns('title', 'x'), [{ title, x: 1 }], { first: false })),
    ).toEqual([[title, '1']]),
  );

  it('does not mark numbers', () =>
    expect(formatCsv(numberColumns('year'), [{ year: -44 }], { first: false })).toBe('-44\r\n'));

  it('begins with a byte order mark on request, once', () => {
    const columns = fieldColumns('title');
    const format = (first: boolean) =>
      formatCsv(columns, [{ title: 'x' }], { first, choices: ['bom'] });
    expect(format(true) + format(false)).toBe('\uFEFFtitle\r\nx\r\nx\r\n');
  });
});
