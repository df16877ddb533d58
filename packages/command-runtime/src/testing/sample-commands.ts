import { sha256Hex } from '@rapporteur/contracts';
import type { CommandSubmission } from '../command-outcome.ts';

/** A command that a test submits. */
export interface SampleCommand extends CommandSubmission {
  readonly body: Readonly<Record<string, unknown>>;
}

/** The hash of the text of every sample passage; the text itself is not stored. */
export const SAMPLE_TEXT_SHA = sha256Hex('a sample text');

/** Returns a command that opens a collection. */
export function openCollection(collection = 'sco'): SampleCommand {
  const rootBody = {
    body: collection,
    name: `The organization ${collection}`,
    kind: 'organization',
  };
  return { name: 'OpenCollection', body: { collection, title: rootBody.name, rootBody } };
}

/** Returns a command that registers the source `note`. */
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

/** Returns the n-th passage of the sample text. */
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

/** Returns a command that records the n-th fact of the stream `source-note`. */
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

/** Returns a command that retracts an event. */
export function retractRecord(target: string, collection = 'sco'): SampleCommand {
  return {
    name: 'RetractRecord',
    body: { collection, target, reason: 'Misread.', evidence: { note: 'A letter' } },
  };
}

/** Returns a command that records a document with this number of facts. */
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

/** Returns a command that records the n-th meeting, in a stream of its own. */
export function recordMeetingHeld(n: number, collection = 'sco'): SampleCommand {
  const meeting = { meeting: `${collection}-${n}`, body: collection, ordinal: { value: n } };
  const assertion = { passages: [samplePassage(n)], modality: 'narrated' };
  return { name: 'RecordMeetingHeld', body: { collection, ...meeting, assertion } };
}
