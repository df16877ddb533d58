import { ActorRef, Identifier, Place, SourceOriginal, Span } from '@rapporteur/contracts';
import { z } from 'zod';
import { RESOLVED_MEMBERS } from '../query/resolve-things.ts';
import { DateView, readonlyArray } from '../views.ts';
import { TextCoverage } from './source-fold.ts';

/** One document annexed to another. */
export const AnnexView = z
  .object({
    document: z.string(),
    extent: z.string(),
    titleAsWritten: z.string().nullable(),
    span: Span.nullable(),
    events: readonlyArray(z.string()).meta({ description: 'The facts that state it.' }),
  })
  .meta({ id: 'Annex', description: 'One document annexed to another.' });
export type AnnexView = z.output<typeof AnnexView>;

/** A document of the record, with the extent of its available text. */
export const SourceView = z.object({
  collection: z.string(),
  document: z.string(),
  alsoIn: readonlyArray(z.object({ collection: z.string(), id: z.string() })).meta({
    description: 'The same document in other collections.',
  }),
  identifiers: readonlyArray(Identifier),
  retractedBy: z.string().nullable().meta({
    description: 'The event that retracted its last fact; null: the record has the document.',
  }),
  docType: z.string().nullable(),
  title: z.string().nullable(),
  language: z.string().nullable(),
  held: TextCoverage.meta({
    description: 'The available text: full, an extract, of unknown extent, or none.',
  }),
  sha256: z.string().nullable().meta({
    description: 'SHA-256 of the current text; null: no text is registered under this id.',
  }),
  supersededSha256: readonlyArray(z.string()).meta({
    description: 'SHA-256 of earlier texts, the oldest first.',
  }),
  characters: z.int().nullable(),
  original: SourceOriginal.nullable().meta({
    description: 'The file that the text was read from; null: the text is the file, or unknown.',
  }),
  redistributable: z.boolean(),
  address: z.string().nullable(),
  site: z.string().nullable(),
  about: z.string().nullable(),
  issuer: ActorRef.nullable().meta({ description: 'Null: the source does not name the issuer.' }),
  published: DateView,
  datelined: z.object({ date: DateView, place: Place.nullable() }).nullable(),
  authors: readonlyArray(ActorRef),
  adopted: z
    .object({ by: ActorRef.nullable(), on: DateView, verb: z.string(), event: z.string() })
    .nullable(),
  annexedTo: readonlyArray(AnnexView).meta({
    description: 'The documents that contain it, and those that it contains.',
  }),
  annexes: readonlyArray(AnnexView),
  facts: z
    .int()
    .meta({ description: 'The number of facts that rest on its words, also relayed or annexed.' }),
  events: readonlyArray(z.string()).meta({ description: 'The events about the document itself.' }),
  ...RESOLVED_MEMBERS,
});
export type SourceView = z.output<typeof SourceView>;
