import { z } from 'zod';

/** The ordinal of a meeting that is recorded as held. */
export interface RecordedOrdinal {
  readonly collection: string;
  readonly body: string;
  readonly bodyName: string;
  /** Equal for one body in several collections. */
  readonly key: string;
  readonly session: string;
  readonly ordinal: number;
}

/** Ordinals without a recorded meeting, although a later one is recorded; both bounds inclusive. */
export const OrdinalGap = z
  .object({
    collection: z.string(),
    body: z.string(),
    bodyName: z.string(),
    session: z.string(),
    from: z.int(),
    to: z.int(),
  })
  .meta({
    id: 'OrdinalGap',
    description: 'Ordinals without a recorded meeting, although a later one is recorded.',
  });
export type OrdinalGap = z.output<typeof OrdinalGap>;

/** Returns the gaps in every series of a body and session, from 1 to the last recorded ordinal. */
export function findOrdinalGaps(known: readonly RecordedOrdinal[]): readonly OrdinalGap[] {
  const series = Map.groupBy(known, ({ key, session }) => `${key} ${session}`);
  return [...series]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, entries]) => gapsIn(entries.toSorted(compareOrdinals)));
}

function compareOrdinals(one: RecordedOrdinal, other: RecordedOrdinal): number {
  return one.ordinal - other.ordinal || (one.collection < other.collection ? -1 : 1);
}

function gapsIn(series: readonly RecordedOrdinal[]): readonly OrdinalGap[] {
  // A body that is linked across collections has one series, shown under its first id.
  const [first] = series.toSorted((a, b) => (a.collection < b.collection ? -1 : 1));
  if (first === undefined) return [];
  const { collection, body, bodyName, session } = first;
  return series.flatMap(({ ordinal }, index) => {
    const from = (series[index - 1]?.ordinal ?? 0) + 1;
    return from < ordinal ? [{ collection, body, bodyName, session, from, to: ordinal - 1 }] : [];
  });
}
