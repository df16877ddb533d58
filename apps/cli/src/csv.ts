/** The rows of a CSV text (RFC 4180), its first line being the names of the columns. */
export function parseCsv(text: string): {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
} {
  const [columns = [], ...rows] = [...recordsOf(text)];
  return { columns, rows };
}

// A field: in quotes, where a doubled quote is one, or bare; then what ends it. A record ends with both, CR and LF.
const FIELD = /(?:"((?:[^"]|"")*)"|((?:[^",\r]|\r(?!\n))*))(,|\r\n|$)/gy;

function* recordsOf(text: string): Generator<readonly string[]> {
  let record: string[] = [];
  for (const [, quoted, bare = '', end] of text.matchAll(FIELD)) {
    // The text ends where a record has ended: nothing follows.
    if (end === '' && bare === '' && quoted === undefined && record.length === 0) return;
    record.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    yield record;
    record = [];
  }
}
