import { z } from 'zod';
import { defineRecordEvent, nullableField, listField } from '../define-fact.ts';
import { ActorRef } from '../shapes/actor.ts';
import { DocumentAssertion } from '../shapes/assertion.ts';
import { DocumentId, MeetingId, Sha256, Term } from '../shapes/ids.ts';
import { Identifier } from '../shapes/quantity.ts';
import { SourceOriginal } from '../shapes/source-original.ts';
import { text, TITLE_LENGTH_MAX, WebAddress } from '../shapes/text.ts';

/** A document was registered as a source, with the hash of its text if the text was seen. */
export const SourceDocumentRegisteredV1 = defineRecordEvent('SourceDocumentRegistered', 1, {
  group: 'sources',
  doc: 'A document was registered as a source, with the hash of its text if the text was seen.',
  identity: ['document'],
  introduces: [{ referent: 'document', field: 'document' }],
  fields: {
    document: DocumentId.describe("The document's id"),
    docType: Term.describe(
      'The kind of document (open list): information-note, article, communique, declaration, ' +
        'minutes',
    ),
    title: text(TITLE_LENGTH_MAX).describe('The title, as written'),
    about: nullableField(MeetingId).describe('The meeting it describes'),
    issuer: nullableField(ActorRef).describe('The issuer'),
    site: nullableField(text(300)).describe('The place or site of publication, as named there'),
    language: z
      .string()
      .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a BCP 47 language tag, such as en')
      .describe('The language of the text, as a BCP 47 tag'),
    address: nullableField(WebAddress).describe('A web address of the document'),
    sha256: nullableField(Sha256).describe(
      'The SHA-256 of the UTF-8 text; not stated if no text was seen',
    ),
    characters: nullableField(z.int().min(1).max(100_000_000)).describe(
      'The length of the text in code points',
    ),
    original: nullableField(SourceOriginal).describe(
      'The file that the text was read from; not stated if the text is the file itself',
    ),
    extent: z
      .enum(['full', 'extract', 'unknown'])
      .default('full')
      .describe('Whether the whole text was seen, or an extract'),
    versionOf: nullableField(DocumentId).describe(
      'The document of which this is another version or rendering',
    ),
    rendering: nullableField(z.enum(['original', 'translation', 'machine-translation'])).describe(
      'Whether the text is the original or a translation',
    ),
    identifiers: listField(Identifier).describe(
      'Its ids in external schemes, such as a document symbol',
    ),
    redistributable: z
      .boolean()
      .default(false)
      .describe('Whether readers may receive the text itself'),
    assertion: DocumentAssertion,
  },
  stream: (data) => `source-${data.document}`,
});

export const example = SourceDocumentRegisteredV1.parse({
  document: 'rats-council-44-note',
  docType: 'information-note',
  title: 'Note on the 44th meeting',
  language: 'en',
  assertion: { modality: 'metadata' },
});
