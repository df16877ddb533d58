import { describe, expect, it } from 'vitest';
import { openTable } from './table-file.ts';
import { collectRows, createTableFile } from './testing/rows.ts';
import { createBomb, createOds, createXlsx } from './testing/workbooks.ts';

async function read(name: string, bytes: Uint8Array, sheet?: string) {
  const options = { delimiter: undefined, encoding: 'utf-8', sheet };
  const rows = await collectRows(openTable(createTableFile(name, bytes), options).rows);
  let text = '';
  for await (const chunk of openTable(createTableFile(name, bytes), options).text) text += chunk;
  return { rows, text, cells: rows.map(({ cells }) => cells) };
}

const STRINGS = [
  '<si><t>Meeting</t></si>',
  '<si><r><t>Ma</t></r><r><t>lta &amp; Gozo</t></r><rPh><t>no</t></rPh></si>',
];
const SHEET =
  '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>When</t></is></c></row>' +
  '<row r="4"><c r="A4"><v>41</v></c><c r="B4" t="s"><v>1</v></c><c r="C4" s="1"><v>47972</v></c>' +
  '<c r="D4" t="str"><f>A4&amp;"x"</f><v>41x</v></c><c r="E4" t="b"><v>1</v></c></row>';

describe('A workbook of XLSX', () => {
  it('gives its rows with the days of dates and the values of formulas', async () => {
    const { rows, text, cells } = await read('a.xlsx', createXlsx({ One: SHEET }, STRINGS));
    expect(cells).toEqual([
      ['Meeting', '', 'When'],
      [],
      [],
      ['41', 'Malta & Gozo', '2031-05-04', '41x', 'TRUE'],
    ]);
    expect(text.split('\n')[3]).toBe('41\tMalta & Gozo\t2031-05-04\t41x\tTRUE');
    const cell = rows[3]?.findCell(2);
    expect(cell).toMatchObject({ line: 4, words: '2031-05-04' });
    expect(text.slice(cell?.start, cell?.end)).toBe('2031-05-04');
  });

  it('needs the name of a sheet if it has several', async () => {
    const bytes = createXlsx({ One: SHEET, Two: '<row r="1"><c t="str"><v>x</v></c></row>' });
    await expect(read('a.xlsx', bytes)).rejects.toThrow('several sheets: `One`, `Two`');
    expect((await read('a.xlsx', bytes, 'Two')).cells).toEqual([['x']]);
    await expect(read('a.xlsx', bytes, 'Three')).rejects.toThrow('no sheet `Three`');
  });

  it('refuses a formula whose value is not stored', async () => {
    const bytes = createXlsx({ One: '<row r="1"><c r="A1"><f>1+1</f></c></row>' });
    await expect(read('a.xlsx', bytes)).rejects.toThrow('The cell A1 has a formula');
  });

  it('is refused before it is unpacked beyond the limit', async () => {
    await expect(read('a.xlsx', createBomb())).rejects.toThrow('has more than 256 MB');
  });

  it('is refused if it is damaged, an old file, or declares entities', async () => {
    const bytes = createXlsx({ One: SHEET }, STRINGS);
    await expect(read('a.xlsx', bytes.subarray(0, 300))).rejects.toThrow('is damaged');
    await expect(read('a.xlsx', Buffer.from('a,b\n'))).rejects.toThrow('not a workbook');
    const old = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
    await expect(read('a.xlsx', old)).rejects.toThrow('an old XLS file');
    const entities = createXlsx({ One: ']]><!DOCTYPE a [<!ENTITY b "c">]>' });
    await expect(read('a.xlsx', entities)).rejects.toThrow('damaged');
    const order = createXlsx({ One: '<row r="2"/><row r="1"/>' });
    await expect(read('a.xlsx', order)).rejects.toThrow('not in order');
  });
});

describe('A workbook of ODS', () => {
  it('gives its rows with repeated cells and rows, and without comments', async () => {
    const cell = (words: string, attributes = ''): string =>
      `<table:table-cell ${attributes}><text:p>${words}</text:p></table:table-cell>`;
    const { cells } = await read(
      'a.ods',
      createOds(
        `<table:table-row>${cell('Meeting')}<table:table-cell table:number-columns-repeated="2"/>${cell('When')}</table:table-row>` +
          '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>' +
          `<table:table-row table:number-rows-repeated="2">${cell('41', 'office:value-type="float" office:value="41"')}` +
          `<table:table-cell><office:annotation><text:p>note</text:p></office:annotation><text:p>a</text:p><text:p>b</text:p></table:table-cell>` +
          `${cell('4 May', 'office:value-type="date" office:date-value="2031-05-04T00:00:00"')}</table:table-row>` +
          '<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
      ),
    );
    expect(cells).toEqual([
      ['Meeting', '', '', 'When'],
      [],
      [],
      ['41', 'a b', '2031-05-04'],
      ['41', 'a b', '2031-05-04'],
    ]);
  });
});
