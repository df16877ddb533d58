import type { EventData } from '@rapporteur/contracts';
import { z } from 'zod';

/**
 * The available text of a document: all of it, an extract, a text of unknown extent, or none (only
 * cited).
 */
export const TextCoverage = z.enum(['full', 'extract', 'unknown', 'cited']);
export type TextCoverage = z.output<typeof TextCoverage>;

/** The content of one event about a document. */
export interface SourceEntry {
  readonly collection: string;
  readonly document: string;
  readonly pseq: number;
  readonly entry: 'registered' | 'adopted' | 'annexed' | 'described' | 'superseded';
  readonly sha256: string | null;
  readonly extent: string | null;
  readonly parent: string | null;
  readonly data: unknown;
  readonly event: string;
}

/** The combined content of all events about a document; the first stated value counts. */
export interface FoldedSource {
  readonly registered: EventData<'SourceDocumentRegistered'> | null;
  readonly adopted: { readonly data: EventData<'DocumentAdopted'>; readonly event: string } | null;
  readonly descriptions: readonly EventData<'DocumentDescribed'>[];
  readonly held: TextCoverage;
  /** The hashes of its texts, the current one last. */
  readonly hashes: readonly string[];
}

/** Combines the events about one document, which are in the order of their ids. */
export function foldSource(entries: readonly SourceEntry[]): FoldedSource {
  const entriesOf = (entry: SourceEntry['entry']): readonly SourceEntry[] =>
    entries.filter((candidate) => candidate.entry === entry);
  const [registered] = entriesOf('registered');
  const [adopted] = entriesOf('adopted');
  // The texts of a document replace each other in the order of recording.
  const superseded = entriesOf('superseded').toSorted((one, other) => one.pseq - other.pseq);
  const hashes = [...entriesOf('registered'), ...superseded].flatMap(({ sha256 }) => sha256 ?? []);
  return {
    registered: (registered?.data ?? null) as FoldedSource['registered'],
    adopted:
      adopted === undefined
        ? null
        : { data: adopted.data as EventData<'DocumentAdopted'>, event: adopted.event },
    descriptions: entriesOf('described').map(({ data }) => data as EventData<'DocumentDescribed'>),
    held: readCoverage(entriesOf('registered'), entriesOf('annexed'), hashes.length > 0),
    hashes,
  };
}

const COVERAGE_MOST_FIRST: readonly TextCoverage[] = ['full', 'extract', 'unknown'];

function readCoverage(
  registered: readonly SourceEntry[],
  annexed: readonly SourceEntry[],
  hasText: boolean,
): TextCoverage {
  const extents = [...(hasText ? registered : []), ...annexed].map(({ extent }) => extent);
  return COVERAGE_MOST_FIRST.find((extent) => extents.includes(extent)) ?? 'cited';
}
