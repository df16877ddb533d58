import { sha256Hex } from '@rapporteur/contracts';
import type { CommandSubmission } from '../command-outcome.ts';

/** A command that a test submits. */
export interface SampleCommand extends CommandSubmission {
  readonly body: Readonly<Record<string, unknown>>;
}

/** The text that every sample passage stands in; nobody holds it. */
export const SAMPLE_TEXT_SHA = sha256Hex('a sample text');

/** Opens a collection. */
export function openCollection(collection = 'sco'): SampleCommand {
  const rootBody = {
    body: collection,
    name: `The organization ${collection}`,
    kind: 'organization',
  };
  return { name: 'OpenCollection', body: { collection, title: rootBody.name, rootBody } };
}

/** Registers the source `note`. */
export function registerSource(collection = 'sco'): SampleCommand {
  const source = {
    document: 'note',
    docType: 'article',
    title: 'A note',
    language: 'en',
    sha256: SAMPLE_TEXT_SHA,
  };
  return {
    name: 'RegisterSource',
    body: { collection, ...source, assertion: { modality: 'metadata' } },
  };
}

/** A passage of the sample text, another for each number. */
export function samplePassage(n: number) {
  const at = { start: n * 10, end: n * 10 + 9 };
  return {
    document: 'note',
    documentSha256: SAMPLE_TEXT_SHA,
    ...at,
    sha256: sha256Hex(`words ${n}`),
    line: 1,
  };
}

/** Records a fact of its own, another for each number, in the stream `source-note`. */
export function recordAssessment(
  n: number,
  collection = 'sco',
  summary = `Assessment ${n}.`,
): SampleCommand {
  const assertion = { passages: [samplePassage(n)], modality: 'narrated' };
  return {
    name: 'RecordAssessmentReported',
    body: { collection, kind: 'opinion', summary, assertion },
  };
}

/** Takes a fact back. */
export function retractRecord(target: string, collection = 'sco'): SampleCommand {
  return {
    name: 'RetractRecord',
    body: { collection, target, reason: 'Misread.', evidence: { note: 'A letter' } },
  };
}

/** Records a whole document with so many facts. */
export function recordDocument(
  facts: number,
  document = 'long-note',
  collection = 'sco',
): SampleCommand {
  const sha256 = sha256Hex(document);
  const source = { document, docType: 'article', title: 'A long note', language: 'en', sha256 };
  const passageOf = (n: number) => ({ ...samplePassage(n), document, documentSha256: sha256 });
  return {
    name: 'RecordDocument',
    body: {
      collection,
      document: { ...source, assertion: { modality: 'metadata' } },
      facts: Array.from({ length: facts }, (_, n) => ({
        type: 'AssessmentReported',
        kind: 'opinion',
        summary: `Point ${n}.`,
        assertion: { passages: [passageOf(n)], modality: 'narrated' },
      })),
    },
  };
}

/** Records the n-th meeting of the organization, in a stream of its own. */
export function recordMeetingHeld(n: number, collection = 'sco'): SampleCommand {
  const meeting = { meeting: `${collection}-${n}`, body: collection, ordinal: { value: n } };
  const assertion = { passages: [samplePassage(n)], modality: 'narrated' };
  return { name: 'RecordMeetingHeld', body: { collection, ...meeting, assertion } };
}
