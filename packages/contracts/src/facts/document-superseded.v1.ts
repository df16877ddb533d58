import { z } from 'zod';
import { defineRecordEvent, nullableField } from '../define-fact.ts';
import { DocumentAssertion } from '../shapes/assertion.ts';
import { DocumentId, Sha256 } from '../shapes/ids.ts';

/** The text of a document was replaced by a newer one; its id stays. */
export const DocumentSupersededV1 = defineRecordEvent('DocumentSuperseded', 1, {
  group: 'sources',
  doc: 'The text of a document was replaced by a newer one; its id stays.',
  identity: ['document', 'previous'],
  fields: {
    document: DocumentId.describe('The document, whose id stays'),
    previous: Sha256.describe('The SHA-256 of the previous text'),
    next: Sha256.describe('The SHA-256 of the new text'),
    characters: nullableField(z.int().min(1).max(100_000_000)).describe(
      'The length of the newer text in code points',
    ),
    assertion: DocumentAssertion,
  },
  stream: (data) => `source-${data.document}`,
});

export const example = DocumentSupersededV1.parse({
  document: 'rats-council-44-note',
  previous: '0'.repeat(64),
  next: '1'.repeat(64),
  assertion: { modality: 'metadata' },
});
