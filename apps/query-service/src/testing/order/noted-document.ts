import { sha256Hex } from '@rapporteur/contracts';

const COUNCIL = { body: 'orchard-council', name: 'Council', kind: 'organ' };

/** Returns the command that records a document whose facts each have a passage of their own. */
export function createDocument(
  collection: string,
  {
    document,
    facts,
    bodies = [],
  }: {
    readonly document: string;
    readonly facts: readonly object[];
    /** Bodies of the league, beside its council. */
    readonly bodies?: readonly object[];
  },
) {
  return {
    name: 'RecordDocument',
    body: {
      collection,
      document: {
        document,
        docType: 'note',
        title: document,
        language: 'en',
        sha256: sha256Hex(document),
        characters: 100 + 20 * facts.length,
        assertion: { modality: 'metadata' },
      },
      bodies: [COUNCIL, ...bodies].map((body) => ({ ...body, parents: ['orchard-league'] })),
      facts: facts.map((fact, index) => ({
        ...fact,
        assertion: {
          passages: [
            {
              document,
              documentSha256: sha256Hex(document),
              start: 20 * index,
              end: 20 * index + 10,
              sha256: sha256Hex(`${index}`),
              line: index + 1,
            },
          ],
          modality: 'reported',
          ...('assertion' in fact ? (fact.assertion as object) : {}),
        },
      })),
    },
  };
}
