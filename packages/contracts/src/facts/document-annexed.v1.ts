import { z } from 'zod';
import { defineFact, ifStated } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { DocumentId } from '../shapes/ids.ts';
import { text } from '../shapes/text.ts';

/** A document carries another one, whole or in part. */
export const DocumentAnnexedV1 = defineFact('DocumentAnnexed', 1, {
  group: 'sources',
  doc: 'A document carries another one, whole or in part.',
  identity: ['parent', 'annex'],
  singleValued: ['extent'],
  introduces: [{ referent: 'document', field: 'annex' }],
  fields: {
    parent: DocumentId,
    annex: DocumentId,
    extent: z.enum(['full', 'extract']),
    /** The title by which the annex calls its parent, or is called. */
    titleAsWritten: ifStated(text(500)),
    /** Where the annex stands in the parent's text: code points, end exclusive. */
    span: ifStated(z.strictObject({ start: z.int().min(0), end: z.int().min(1) })),
  },
  stream: (data) => `source-${data.parent}`,
});

export const example = DocumentAnnexedV1.parse({
  parent: 'rats-council-44-note',
  annex: 'tianjin-declaration',
  extent: 'extract',
  assertion: { passages: [examplePassage], modality: 'metadata' },
});
