import type { EventData } from '@rapporteur/contracts';

/**
 * How much of a document was seen: its whole text, an extract of it, a text whose extent is not told, or none: then it
 * is only cited.
 */
export type TextCoverage = 'full' | 'extract' | 'unknown' | 'cited';

/** What one event says of a document. */
export interface SourceEntry {
  readonly document: string;
  readonly entry: 'registered' | 'adopted' | 'annexed' | 'described' | 'superseded';
  readonly sha256: string | null;
  readonly extent: string | null;
  readonly parent: string | null;
  readonly data: unknown;
  readonly event: string;
}

/** What all of them say together; of several that tell the same, the first. */
export interface FoldedSource {
  readonly registered: EventData<'SourceDocumentRegistered'> | null;
  readonly adopted: { readonly data: EventData<'DocumentAdopted'>; readonly event: string } | null;
  readonly descriptions: readonly EventData<'DocumentDescribed'>[];
  readonly held: TextCoverage;
  /** Of its texts, the present one last. */
  readonly hashes: readonly string[];
}

/** Puts together what the events of one document say of it, in the order of the record. */
export function foldSource(entries: readonly SourceEntry[]): FoldedSource {
  const of = (entry: SourceEntry['entry']): readonly SourceEntry[] =>
    entries.filter((one) => one.entry === entry);
  const [registered] = of('registered');
  const [adopted] = of('adopted');
  const hashes = [...of('registered'), ...of('superseded')].flatMap(({ sha256 }) => sha256 ?? []);
  return {
    registered: (registered?.data ?? null) as FoldedSource['registered'],
    adopted:
      adopted === undefined
        ? null
        : { data: adopted.data as EventData<'DocumentAdopted'>, event: adopted.event },
    descriptions: of('described').map(({ data }) => data as EventData<'DocumentDescribed'>),
    held: heldOf(of('registered'), of('annexed'), hashes.length > 0),
    hashes,
  };
}

const MOST_FIRST: readonly TextCoverage[] = ['full', 'extract', 'unknown'];

function heldOf(
  registered: readonly SourceEntry[],
  annexed: readonly SourceEntry[],
  seen: boolean,
): TextCoverage {
  const extents = [...(seen ? registered : []), ...annexed].map(({ extent }) => extent);
  return MOST_FIRST.find((extent) => extents.includes(extent)) ?? 'cited';
}
