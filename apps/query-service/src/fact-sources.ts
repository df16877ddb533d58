import { formatLogPosition } from '@rapporteur/event-log';
import { type ActorRef, type Assertion, type Passage, sha256Hex } from '@rapporteur/contracts';
import type { TextStore } from '@rapporteur/platform';
import {
  type QueryScope,
  type QueryDatabase,
  type FactView,
  listFactsAsRecorded,
} from '@rapporteur/read-models';

/** The most facts whose sources one answer carries; a page has no more rows than that. */
const SOURCES_MAX = 5_000;

/** A passage, with its words where the text is held here. */
export interface PassageWithQuote extends Passage {
  /** The words; null: the text is not held here, or these are not its words. */
  readonly quote: string | null;
  readonly textHeld: boolean;
}

/** Who says so, on which words, and when it was recorded. */
export interface FactSource {
  readonly type: string;
  /** What it says, in one sentence of ours. */
  readonly sentence: string;
  readonly modality: string | null;
  readonly assertedBy: ActorRef | null;
  readonly attributedTo: ActorRef | null;
  /** The document that the source relays. */
  readonly statedIn: string | null;
  /** The annex in which the words stand. */
  readonly annex: string | null;
  readonly position: string;
  readonly recordedAt: string;
  /** The event that made it say this: itself, or its last correction. */
  readonly recordedBy: string;
  readonly corrected: boolean;
  readonly passages: readonly PassageWithQuote[];
}

/** Passages with their words, as far as the texts are held here and bear them out. */
export async function quotePassages(
  texts: TextStore,
  passages: readonly Passage[],
): Promise<readonly PassageWithQuote[]> {
  return Promise.all(
    passages.map(async (passage) => {
      const text = await texts.get(passage.documentSha256);
      const found = text?.excerpt(passage.start, passage.end);
      const words = found?.ok === true ? found.words : null;
      const quote = words !== null && sha256Hex(words) === passage.sha256 ? words : null;
      const { document, documentSha256, start, end, line, sha256 } = passage;
      return {
        document,
        documentSha256,
        start,
        end,
        line,
        sha256,
        quote,
        textHeld: text !== undefined,
      };
    }),
  );
}

/** The ids of the events that an answer names. */
function eventsIn(data: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (Array.isArray(data)) for (const entry of data) eventsIn(entry, found);
  else if (typeof data === 'object' && data !== null) {
    for (const [name, value] of Object.entries(data)) {
      if (name === 'event' && typeof value === 'string') found.add(value);
      else if (name === 'events' && Array.isArray(value))
        value.forEach((id) => found.add(String(id)));
      else eventsIn(value, found);
    }
  }
  return found;
}

/** Who says what an answer tells, by the id of the event. */
export async function listFactSources(
  database: QueryDatabase,
  texts: TextStore,
  at: QueryScope,
  data: unknown,
): Promise<Readonly<Record<string, FactSource>>> {
  const events = [...eventsIn(data)].slice(0, SOURCES_MAX);
  if (events.length === 0) return {};
  // Of the day asked about is what is told; that it was told is not.
  const { rows } = await listFactsAsRecorded(
    database,
    { ...at, asOf: null },
    { events },
    {
      limit: events.length,
      after: null,
    },
  );
  const sources = await Promise.all(
    rows.map(async (fact) => [fact.event, await sourceOf(texts, at, fact)] as const),
  );
  return Object.fromEntries(sources);
}

async function sourceOf(
  texts: TextStore,
  { partition }: QueryScope,
  fact: FactView,
): Promise<FactSource> {
  const {
    type,
    sentence,
    modality,
    assertedBy,
    attributedTo,
    statedIn,
    annex,
    recordedAt,
    recordedBy,
    corrected,
  } = fact;
  const assertion = fact.data['assertion'] as Assertion | undefined;
  return {
    type,
    sentence,
    modality,
    assertedBy,
    attributedTo,
    statedIn,
    annex,
    position: formatLogPosition({ partition, pseq: fact.pseq }),
    recordedAt,
    recordedBy,
    corrected,
    passages: await quotePassages(texts, assertion?.passages ?? []),
  };
}
