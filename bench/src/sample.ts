import { sha256Hex } from '@rapporteur/contracts';

/** The text that the commands of the benchmark pretend to read from. */
const SAMPLE_SHA256 = sha256Hex('a text for the benchmark');

/** The data of one meeting, as a command states it: each time another meeting, from another passage. */
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

/** What is recorded before the meetings: the collection, the source and the body that they refer to. */
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

/** Bytes as many as those of the event that {@link createSampleData} is recorded as. */
export function createSampleBytes(n: number): string {
  return JSON.stringify({ ...createSampleData(n), PADDING });
}
