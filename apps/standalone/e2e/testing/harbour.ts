/** A sample collection with one document, for any number of facts. */
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const WORD_LENGTH = 8;
const DOCUMENT = 'harbour-log';

const computeHash = (words: string): string => createHash('sha256').update(words).digest('hex');
const createWord = (n: number): string => `w${String(n).padStart(WORD_LENGTH - 2, '0')} `;

/** Returns a text with this number of distinct words. */
export function createHarbourText(words: number): string {
  return Array.from({ length: words }, (_, n) => createWord(n)).join('');
}

/** Writes the document and its submission into a folder. Returns the path of the submission. */
export async function writeHarbour(folder: string, words: number): Promise<string> {
  await writeFile(join(folder, 'harbour-log.txt'), createHarbourText(words));
  const path = join(folder, 'harbour.yaml');
  await writeFile(path, SUBMISSION);
  return path;
}

const SUBMISSION = `
collection:
  id: harbour
  title: Harbour Union
  rootBody: { body: harbour-union, name: Harbour Union, kind: organization }
source:
  document: ${DOCUMENT}
  docType: log
  title: Log of the harbour
  language: en
  file: harbour-log.txt
  redistributable: true
  quote: w000000
facts:
  - type: BodyDescribed
    body: harbour-union
    aspect: function
    what: keeps the harbour
    modality: narrated
    quote: w000001
`;

/** Returns the n-th line of an import: an incident with the n-th word as its passage. */
export function createHarbourLine(n: number, words: number): string {
  const start = n * WORD_LENGTH;
  const end = start + WORD_LENGTH - 1;
  const passage = {
    document: DOCUMENT,
    documentSha256: computeHash(createHarbourText(words)),
    start,
    end,
    sha256: computeHash(createWord(n).trimEnd()),
    line: 1,
  };
  const assertion = { passages: [passage], modality: 'narrated' };
  const body = {
    collection: 'harbour',
    incident: `incident-${n}`,
    name: `Incident ${n}`,
    assertion,
  };
  return `${JSON.stringify({ name: 'RecordIncidentRecorded', body })}\n`;
}
