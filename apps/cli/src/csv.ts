/** Parses a CSV text (RFC 4180). The first line holds the names of the columns. */
export function parseCsv(text: string): {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
} {
  const [columns = [], ...rows] = [...parseRecords(text)];
  return { columns, rows };
}

// A field, quoted (with doubled quotes inside) or bare, then its end: a comma, CRLF, or the end.
const FIELD = /(?:"((?:[^"]|"")*)"|((?:[^",\r]|\r(?!\n))*))(,|\r\n|$)/gy;

function* parseRecords(text: string): Generator<readonly string[]> {
  let record: string[] = [];
  for (const [, quoted, bare = '', end] of text.matchAll(FIELD)) {
    // After the last CRLF an empty match remains, which is not a record.
    if (end === '' && bare === '' && quoted === undefined && record.length === 0) return;
    record.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    yield record;
    record = [];
  }
}

// An item of a list: quoted (with doubled quotes inside) or bare, then its end: `; ` or the end.
const ITEM = /(?:"((?:[^"]|"")*)"|((?:[^;"]|;(?! ))*))(; |$)/gy;

/**
 * Parses a field of a column of the kind list: texts separated by `; `, quoted where needed. An item
 * that is not stated is null.
 */
export function parseListField(field: string): readonly (string | null)[] {
  const items: (string | null)[] = [];
  if (field === '') return items;
  for (const [, quoted, bare = '', end] of field.matchAll(ITEM)) {
    const isStated = quoted !== undefined || bare !== 'null';
    items.push(isStated ? (quoted?.replaceAll('""', '"') ?? bare) : null);
    if (end === '') break;
  }
  return items;
}
