import type { ActorRef, Count, DateValue } from '@rapporteur/contracts';
import { toCountView, toDateView } from '@rapporteur/read-models';

type FieldNamesOfType<T, V> = {
  readonly [K in keyof T]: T[K] extends V | null ? K : never;
}[keyof T];

/**
 * Returns a row with its dates and counts as views, which say whether the value is stated.
 * A null alone could be read as none or zero.
 */
export function toRowData<T extends object>(
  row: T,
  fields: {
    readonly dates?: readonly FieldNamesOfType<T, DateValue>[];
    readonly counts?: readonly FieldNamesOfType<T, Count>[];
  },
): Readonly<Record<string, unknown>> {
  const view = { ...row } as Record<string, unknown>;
  for (const name of fields.dates ?? []) {
    view[String(name)] = toDateView(row[name] as DateValue | null);
  }
  for (const name of fields.counts ?? []) {
    view[String(name)] = toCountView(row[name] as Count | null);
  }
  return view;
}

/** Returns actors, with whether the source states them. */
export function toActorsView(
  actors: readonly ActorRef[] | null,
): Readonly<Record<string, unknown>> {
  return actors === null ? { stated: false } : { stated: true, actors };
}
