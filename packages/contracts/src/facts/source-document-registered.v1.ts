import { z } from 'zod';
import { defineRecordEvent, ifStated, listOf } from '../define-fact.ts';
import { ActorRef } from '../shapes/actor.ts';
import { DocumentAssertion } from '../shapes/assertion.ts';
import { DocumentId, MeetingId, Sha256, Term } from '../shapes/ids.ts';
import { Identifier } from '../shapes/quantity.ts';
import { text } from '../shapes/text.ts';

/** A document entered the record as a source: what it is, and the hash of its text if the text was seen. */
export const SourceDocumentRegisteredV1 = defineRecordEvent('SourceDocumentRegistered', 1, {
  group: 'sources',
  doc: 'A document entered the record as a source: what it is, and the hash of its text if the text was seen.',
  identity: ['document'],
  introduces: [{ referent: 'document', field: 'document' }],
  fields: {
    document: DocumentId,
    /** Open list: information-note, article, communique, declaration, minutes… */
    docType: Term,
    title: text(500),
    /** The meeting it tells of. */
    about: ifStated(MeetingId),
    issuer: ifStated(ActorRef),
    /** Where it was published, as named there. */
    site: ifStated(text(300)),
    /** BCP 47. */
    language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a BCP 47 language tag, such as en'),
    address: ifStated(z.url().max(2000)),
    /** Of the UTF-8 text; null: no text was seen. */
    sha256: ifStated(Sha256),
    /** Code points of the text. */
    characters: ifStated(z.int().min(1).max(100_000_000)),
    extent: z.enum(['full', 'extract', 'unknown']).default('full'),
    versionOf: ifStated(DocumentId),
    rendering: ifStated(z.enum(['original', 'translation', 'machine-translation'])),
    identifiers: listOf(Identifier),
    /** Whether the text itself may be handed on to readers. */
    redistributable: z.boolean().default(false),
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
