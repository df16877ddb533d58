import { strToU8, zipSync } from 'fflate';

const zip = (parts: Readonly<Record<string, string>>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, strToU8(part)])));

const WORKBOOK = (sheets: string): string =>
  `<?xml version="1.0"?><workbook xmlns:r="r"><workbookPr/><sheets>${sheets}</sheets></workbook>`;

/** Returns a workbook of XLSX with one sheet for each of some data, and shared strings. */
export function createXlsx(
  sheets: Readonly<Record<string, string>>,
  strings: readonly string[] = [],
): Uint8Array {
  const names = Object.keys(sheets);
  const numbered = names.map((name, n) => ({ name, n: n + 1 }));
  return zip({
    'xl/workbook.xml': WORKBOOK(
      numbered.map(({ name, n }) => `<sheet name="${name}" sheetId="${n}" r:id="r${n}"/>`).join(''),
    ),
    'xl/_rels/workbook.xml.rels': `<Relationships>${numbered
      .map(({ n }) => `<Relationship Id="r${n}" Target="worksheets/sheet${n}.xml"/>`)
      .join('')}</Relationships>`,
    'xl/sharedStrings.xml': `<sst>${strings.join('')}</sst>`,
    'xl/styles.xml':
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>' +
      '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>',
    ...Object.fromEntries(
      numbered.map(({ name, n }) => [
        `xl/worksheets/sheet${n}.xml`,
        `<worksheet><sheetData>${sheets[name]}</sheetData></worksheet>`,
      ]),
    ),
  });
}

/** Returns a workbook of ODS with one sheet. */
export function createOds(rows: string): Uint8Array {
  return zip({
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'content.xml': `<office:document-content><office:body><office:spreadsheet><table:table table:name="One">${rows}</table:table></office:spreadsheet></office:body></office:document-content>`,
  });
}

/** Returns an archive whose part claims to be larger than the limit. */
export function createBomb(): Uint8Array {
  const bytes = zipSync({ 'xl/workbook.xml': new Uint8Array(300 * 2 ** 20) }, { level: 1 });
  return bytes;
}
