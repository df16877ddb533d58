/** A made-up collection with one document, of which as many facts can be recorded as a test needs. */
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const WORD_LENGTH = 8;
const DOCUMENT = 'harbour-log';

const hash = (words: string): string => createHash('sha256').update(words).digest('hex');
const word = (n: number): string => `w${String(n).padStart(WORD_LENGTH - 2, '0')} `;

/** A text of so many distinct words. */
export function harbourText(words: number): string {
  return Array.from({ length: words }, (_, n) => word(n)).join('');
}

/** Writes the document and its submission into a folder; answers the path of the submission. */
export async function writeHarbour(folder: string, words: number): Promise<string> {
  await writeFile(join(folder, 'harbour-log.txt'), harbourText(words));
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

/** The n-th line of an import: one incident, on the n-th word of the text. */
export function harbourLine(n: number, words: number): string {
  const start = n * WORD_LENGTH;
  const end = start + WORD_LENGTH - 1;
  const passage = {
    document: DOCUMENT,
    documentSha256: hash(harbourText(words)),
    start,
    end,
    sha256: hash(word(n).trimEnd()),
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
