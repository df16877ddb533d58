import { sha256Hex } from '@rapporteur/contracts';

/** The hash of the source text that the benchmark's commands refer to. The text does not exist. */
const SAMPLE_SHA256 = sha256Hex('a text for the benchmark');

/** Returns the data of a command for the n-th meeting, each from another passage. */
export function createSampleData(n: number): Record<string, unknown> {
  return {
    meeting: `council-${n + 1}`,
    body: 'council',
    occurredOn: { edtf: '2025-09-10', basis: 'stated' },
    places: [
      { name: 'Tashkent', country: { code: 'UZB', nameAsWritten: 'the Republic of Uzbekistan' } },
    ],
    assertion: {
      passages: [
        {
          document: 'note',
          documentSha256: SAMPLE_SHA256,
          start: n * 10,
          end: n * 10 + 9,
          sha256: SAMPLE_SHA256,
          line: n + 1,
        },
      ],
      modality: 'reported',
    },
  };
}

/** The commands to record before the meetings: the collection with the body, and the source. */
export const SAMPLE_SETUP_COMMANDS: readonly { readonly name: string; readonly body: unknown }[] = [
  {
    name: 'OpenCollection',
    body: {
      collection: 'sco',
      title: 'Benchmark',
      rootBody: { body: 'council', name: 'Council', kind: 'organ' },
    },
  },
  {
    name: 'RegisterSource',
    body: {
      collection: 'sco',
      document: 'note',
      docType: 'information-note',
      title: 'Note',
      language: 'en',
      sha256: SAMPLE_SHA256,
      characters: 100_000_000,
      assertion: { modality: 'metadata' },
    },
  },
];

const PADDING = 'x'.repeat(560);

/**
 * Returns text of the same size as the event that a command with {@link createSampleData} records.
 */
export function createSampleBytes(n: number): string {
  return JSON.stringify({ ...createSampleData(n), PADDING });
}
