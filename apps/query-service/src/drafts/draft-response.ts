import { readonlyArray } from '@rapporteur/read-models';
import { z } from 'zod';

const Passage = z
  .object({ start: z.int(), end: z.int(), line: z.int() })
  .meta({ id: 'DraftPassage', description: 'Code points from 0, end exclusive; lines from 1.' });

const Shorthand = z.record(z.string(), z.unknown());

const Fact = z
  .object({
    type: z.string(),
    fields: Shorthand.meta({ description: 'Its fields in the shorthand of a submission.' }),
    passage: Passage,
    words: z.string(),
    confidence: z.number().meta({ description: 'From 0 to 1.' }),
    rule: z.string().meta({ description: 'The name of the rule that found it.' }),
    page: z.int().nullable().meta({ description: 'The page of its words, from 1.' }),
    rejected: z.boolean().meta({
      description:
        'Whether a review of the text rejected it. Such facts are left out unless asked for.',
    }),
  })
  .meta({ id: 'DraftFact', description: 'A proposed fact, with the words that state it.' });

const Merge = z
  .object({
    kind: z.enum(['meeting', 'decision', 'incident', 'actor', 'document']),
    id: z.string().meta({ description: 'The id in the draft.' }),
    known: z.string().meta({ description: 'The id in the record.' }),
    take: z.boolean().meta({ description: 'Whether the submission uses the known id.' }),
    exact: z.boolean().meta({ description: 'Whether an identifier matched.' }),
    relation: z.enum(['confirmation', 'addition', 'conflict', 'version']),
    evidence: readonlyArray(z.object({ same: z.string(), value: z.string() })),
    sources: readonlyArray(z.string()).meta({
      description: 'The documents of the record that state the known thing.',
    }),
    facts: readonlyArray(
      z.object({
        fact: z.int().meta({ description: 'The index in `facts`, from 0.' }),
        relation: z.enum(['confirmation', 'addition', 'conflict']),
      }),
    ),
    differences: readonlyArray(
      z.object({
        fact: z.int(),
        field: z.string(),
        draft: z.unknown(),
        record: z.unknown(),
        sources: readonlyArray(z.string()),
      }),
    ),
    sentence: z.string().meta({ description: 'The proposal in words.' }),
  })
  .meta({ id: 'DraftMerge', description: 'A proposal that the record has a thing of the draft.' });

/** The draft of a document. */
export const DraftResponse = z
  .object({
    schemaVersion: z.literal(1),
    shape: z.enum(['resolution', 'note']),
    collection: z.unknown().meta({
      description: 'The id of the collection, or its opening; null: none was given or found.',
    }),
    source: Shorthand,
    sourcePassage: Passage,
    bodies: readonlyArray(
      z.object({
        body: z.string(),
        name: z.string(),
        kind: z.string(),
        parents: readonlyArray(z.string()),
        otherNames: readonlyArray(z.string()),
      }),
    ),
    actors: z.record(z.string(), Shorthand),
    defaults: Shorthand,
    facts: readonlyArray(Fact),
    rejected: z.int().meta({
      description: 'How many proposed facts a review of the text rejected.',
    }),
    unplaced: readonlyArray(
      z.object({
        passage: Passage,
        words: z.string(),
        reason: z.enum(['no-rule', 'incomplete', 'too-long']),
      }),
    ).meta({ description: 'The sentences without a fact.' }),
    contradictions: readonlyArray(
      z.object({
        field: z.string(),
        values: readonlyArray(z.string()),
        passages: readonlyArray(Passage),
      }),
    ).meta({ description: 'Values of the text that contradict each other.' }),
    merges: readonlyArray(Merge)
      .nullable()
      .meta({ description: 'What the record has already; null: no open collection was given.' }),
    text: z.string().meta({ description: 'The text that was read from the document.' }),
    original: z.object({ sha256: z.string(), mediaType: z.string(), bytes: z.int() }),
    yaml: z.string().meta({ description: 'The draft as a submission.' }),
  })
  .meta({ description: 'A draft. Nothing of it is recorded.' });
export type DraftResponse = z.output<typeof DraftResponse>;
