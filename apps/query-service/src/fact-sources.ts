import { ActorRef, type Assertion, Modality, Passage, sha256Hex } from '@rapporteur/contracts';
import type { TextStore } from '@rapporteur/platform';
import { FactView, listFacts, type QueryScope, readonlyArray } from '@rapporteur/read-models';
import { z } from 'zod';
import { formatEventPosition } from './fact-data.ts';
import type { IdLookup } from './resolve-ids.ts';

/** The most facts whose sources one response carries. A page never has more rows. */
const SOURCES_MAX = 5_000;

/** A passage with its words, if this instance holds the text. */
export const PassageWithQuote = z
  .object({
    ...Passage.shape,
    quote: z.string().nullable().meta({
      description: 'Null if the text is not held here, or if its words do not match the hash.',
    }),
    textHeld: z.boolean(),
  })
  .meta({
    id: 'PassageWithQuote',
    description: 'A passage, with its words if they are held here.',
  });
export type PassageWithQuote = z.output<typeof PassageWithQuote>;

/** The source of a fact: the asserting party, the passages, and the time of recording. */
export const FactSource = z
  .object({
    collection: z.string(),
    type: z.string(),
    sentence: z.string().meta({ description: 'The fact in one generated sentence.' }),
    modality: Modality.nullable(),
    assertedBy: ActorRef.nullable(),
    attributedTo: ActorRef.nullable(),
    statedIn: z.string().nullable().meta({ description: 'The document that the source relays.' }),
    annex: z.string().nullable().meta({ description: 'The annex that contains the passages.' }),
    date: FactView.shape.date,
    dateOf: FactView.shape.dateOf,
    position: z.string(),
    recordedAt: z.string(),
    recordedBy: z.string().meta({
      description: "The event with the current value: the fact's own, or its last correction.",
    }),
    corrected: z.boolean(),
    passages: readonlyArray(PassageWithQuote),
  })
  .meta({ id: 'FactSource', description: 'The source of a fact, and the time of its recording.' });
export type FactSource = z.output<typeof FactSource>;

/** Returns passages with their words, where a text is held here and matches. */
export async function quotePassages(
  texts: TextStore,
  passages: readonly Passage[],
): Promise<readonly PassageWithQuote[]> {
  return Promise.all(passages.map((passage) => quotePassage(texts, passage)));
}

async function quotePassage(
  texts: TextStore,
  { document, documentSha256, start, end, line, sha256 }: Passage,
): Promise<PassageWithQuote> {
  const text = await texts.get(documentSha256);
  const words = text?.findWords(start, end) ?? null;
  return {
    document,
    documentSha256,
    start,
    end,
    line,
    sha256,
    quote: words !== null && sha256Hex(words) === sha256 ? words : null,
    textHeld: text !== undefined,
  };
}

/** Returns the source of every fact that the data name, by event id. */
export async function listFactSources(
  { database, scope }: IdLookup,
  texts: TextStore,
  data: unknown,
): Promise<Readonly<Record<string, FactSource>>> {
  const events = [...collectEventIds(data)].slice(0, SOURCES_MAX);
  if (events.length === 0) return {};

  // `asOf` selects rows of the result. The sources of a selected row are read for any date.
  const { rows } = await listFacts(
    database,
    { ...scope, asOf: null },
    { events },
    { limit: events.length, after: null },
    'document',
  );
  const facts = new Map(rows.map((fact) => [fact.event, fact]));
  // In the order of the data.
  const sources = events.map(async (event) => {
    const fact = facts.get(event);
    return fact === undefined ? [] : [[event, await toFactSource(texts, scope, fact)] as const];
  });
  return Object.fromEntries((await Promise.all(sources)).flat());
}

/** Collects the ids in the members `event` and `events`, at any depth. */
function collectEventIds(data: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (Array.isArray(data)) {
    for (const entry of data) collectEventIds(entry, found);
    return found;
  }
  if (typeof data !== 'object' || data === null) return found;

  for (const [name, value] of Object.entries(data)) {
    if (name === 'event' && typeof value === 'string') found.add(value);
    else if (name === 'events' && Array.isArray(value))
      value.forEach((id) => found.add(String(id)));
    else collectEventIds(value, found);
  }
  return found;
}

async function toFactSource(
  texts: TextStore,
  scope: QueryScope,
  fact: FactView,
): Promise<FactSource> {
  const { type, sentence, modality, assertedBy, attributedTo, statedIn, annex } = fact;
  const { date, dateOf } = fact;
  const assertion = fact.data['assertion'] as Assertion | undefined;
  return {
    collection: fact.collection,
    type,
    sentence,
    modality,
    assertedBy,
    attributedTo,
    statedIn,
    annex,
    date,
    dateOf,
    position: formatEventPosition(scope, fact),
    recordedAt: fact.recordedAt,
    recordedBy: fact.recordedBy,
    corrected: fact.corrected,
    passages: await quotePassages(texts, assertion?.passages ?? []),
  };
}
