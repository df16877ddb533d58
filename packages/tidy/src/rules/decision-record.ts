import type { Finding, Rule } from '../tree-file.ts';

const RECORD = /^docs\/adr\/(\d{4})-[a-z0-9-]+\.md$/;
const INDEX = 'docs/adr/README.md';

/** Decision records are numbered without gap or repeat, say their status, and stand in the index. */
export const decisionRecordsAreIndexed: Rule = (files) => {
  const index = files.find((file) => file.path === INDEX)?.text ?? '';
  const records = files
    .filter((file) => RECORD.test(file.path))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return records.flatMap(({ path, text }, place): Finding[] => {
    const number = Number(RECORD.exec(path)?.[1]);
    return [
      ...(number === place + 1
        ? []
        : [{ path, says: `is numbered ${number} where ${place + 1} is due` }]),
      ...(index.includes(`(${path.slice('docs/adr/'.length)})`)
        ? []
        : [{ path, says: `is not listed in ${INDEX}` }]),
      ...(/^Status: (proposed|accepted|superseded by \d{4})/m.test(text)
        ? []
        : [{ path, says: 'states no status' }]),
    ];
  });
};
