import { foldText } from '@rapporteur/statements';
import { z } from 'zod';

/** The ordinal of a recorded meeting. */
export interface RecordedOrdinal {
  readonly collection: string;
  readonly body: string;
  readonly bodyName: string;
  /** Equal for one body in several collections. */
  readonly key: string;
  readonly session: string;
  /** Null: the number is not said to belong to a series that begins anew. */
  readonly series: string | null;
  readonly ordinal: number;
  /** Whether the meeting was held; an announced or cancelled one is recorded, too. */
  readonly isHeld: boolean;
}

/** Ordinals without a recorded meeting, although a later one is recorded; both bounds inclusive. */
export const OrdinalGap = z
  .object({
    collection: z.string(),
    body: z.string(),
    bodyName: z.string(),
    session: z.string(),
    series: z.string().nullable().meta({
      description: 'The series that begins anew by year, term or session; else null.',
    }),
    from: z.int(),
    to: z.int(),
  })
  .meta({
    id: 'OrdinalGap',
    description: 'Ordinals without a recorded meeting, although a later one is recorded.',
  });
export type OrdinalGap = z.output<typeof OrdinalGap>;

/** Returns the gaps in every series of a body and session, from 1 to the last meeting that was held. */
export function findOrdinalGaps(known: readonly RecordedOrdinal[]): readonly OrdinalGap[] {
  const sessions = Map.groupBy(known, ({ key, session }) => `${key} ${session}`);
  return [...sessions]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, entries]) => listSeries(entries))
    .flatMap((entries) => gapsIn(entries.toSorted(compareOrdinals)));
}

/**
 * Returns the series of a body and session. Where some meetings name their series, a number without
 * one may belong to each of them, so it fills gaps and makes none.
 */
function listSeries(entries: readonly RecordedOrdinal[]): readonly (readonly RecordedOrdinal[])[] {
  const { named = [], unnamed = [] } = Object.groupBy(entries, ({ series }) =>
    series === null ? 'unnamed' : 'named',
  );
  if (named.length === 0) return [unnamed];
  const series = Map.groupBy(named, (entry) => foldText(entry.series ?? ''));
  return [...series]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, own]) => {
      const last = Math.max(...own.map(({ ordinal }) => ordinal));
      const filling = unnamed.filter(({ ordinal }) => ordinal < last);
      return [...own, ...filling.map((entry) => ({ ...entry, series: own[0]?.series ?? null }))];
    });
}

function compareOrdinals(one: RecordedOrdinal, other: RecordedOrdinal): number {
  return one.ordinal - other.ordinal || (one.collection < other.collection ? -1 : 1);
}

function gapsIn(series: readonly RecordedOrdinal[]): readonly OrdinalGap[] {
  // A body that is linked across collections has one series, shown under its first id.
  const [first] = series.toSorted((a, b) => (a.collection < b.collection ? -1 : 1));
  if (first === undefined) return [];
  const { collection, body, bodyName, session } = first;
  const named = series[0]?.series ?? null;
  const last = Math.max(0, ...series.filter(({ isHeld }) => isHeld).map(({ ordinal }) => ordinal));
  return series.flatMap(({ ordinal }, index) => {
    if (ordinal > last) return [];
    const from = (series[index - 1]?.ordinal ?? 0) + 1;
    const gap = { collection, body, bodyName, session, series: named, from, to: ordinal - 1 };
    return from < ordinal ? [gap] : [];
  });
}
