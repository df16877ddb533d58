import { z } from 'zod';
/** The ordinal of a meeting that is recorded as held. */
export interface RecordedOrdinal {
  readonly body: string;
  readonly session: string;
  readonly ordinal: number;
}

/** Ordinals without a recorded meeting, although a later one is recorded; both bounds inclusive. */
export const OrdinalGap = z.object({
  body: z.string(),
  session: z.string(),
  from: z.int(),
  to: z.int(),
});
export type OrdinalGap = z.output<typeof OrdinalGap>;

/** Returns the gaps in every series of a body and session, from 1 to the last recorded ordinal. */
export function findOrdinalGaps(known: readonly RecordedOrdinal[]): readonly OrdinalGap[] {
  const series = Map.groupBy(known, ({ body, session }) => `${body} ${session}`);
  return [...series]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, entries]) =>
      gapsIn(entries.toSorted((one, other) => one.ordinal - other.ordinal)),
    );
}

function gapsIn(series: readonly RecordedOrdinal[]): readonly OrdinalGap[] {
  return series.flatMap(({ body, session, ordinal }, index) => {
    const from = (series[index - 1]?.ordinal ?? 0) + 1;
    return from < ordinal ? [{ body, session, from, to: ordinal - 1 }] : [];
  });
}
