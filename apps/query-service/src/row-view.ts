import type { ActorRef, Count, DateValue } from '@rapporteur/contracts';
import { toCountView, toDateView } from '@rapporteur/read-models';

type FieldNamesOfType<T, V> = {
  readonly [K in keyof T]: T[K] extends V | null ? K : never;
}[keyof T];

/**
 * A row as it is answered: where a date or number is not stated the answer says so, since null alone could be read as
 * none or zero.
 */
export function viewRow<T extends object>(
  row: T,
  stated: {
    readonly dates?: readonly FieldNamesOfType<T, DateValue>[];
    readonly counts?: readonly FieldNamesOfType<T, Count>[];
  },
): Readonly<Record<string, unknown>> {
  const shown = { ...row } as Record<string, unknown>;
  for (const name of stated.dates ?? [])
    shown[String(name)] = toDateView(row[name] as DateValue | null);
  for (const name of stated.counts ?? [])
    shown[String(name)] = toCountView(row[name] as Count | null);
  return shown;
}

/** Actors that the source names, or that it leaves out. */
export function viewActors(actors: readonly ActorRef[] | null): Readonly<Record<string, unknown>> {
  return actors === null ? { stated: false } : { stated: true, actors };
}
