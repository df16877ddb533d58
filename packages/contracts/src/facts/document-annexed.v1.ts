import { z } from 'zod';
import { defineFact, nullableField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { Span } from '../shapes/assertion.ts';
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
    parent: DocumentId.describe('The document that carries the other'),
    annex: DocumentId.describe(
      'The document carried; this event introduces it if it was not registered',
    ),
    extent: z
      .enum(['full', 'extract'])
      .describe('Whether the whole document or an extract is carried'),
    titleAsWritten: nullableField(text(500)).describe('The title of the annex, as written'),
    span: nullableField(Span).describe(
      "The span of the annex in the parent's text: code points, end exclusive",
    ),
  },
  stream: (data) => `source-${data.parent}`,
});

export const example = DocumentAnnexedV1.parse({
  parent: 'rats-council-44-note',
  annex: 'tianjin-declaration',
  extent: 'extract',
  assertion: { passages: [examplePassage], modality: 'metadata' },
});
