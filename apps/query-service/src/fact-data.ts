import { formatLogPosition } from '@rapporteur/event-log';
import { FactView, type QueryScope } from '@rapporteur/read-models';
import { z } from 'zod';

/** Returns the fields of a row with its public position in place of its `pseq`. */
export function factDataFields<S extends { readonly pseq: z.ZodType }>({ shape }: z.ZodObject<S>) {
  const { pseq: _pseq, ...fields } = shape;
  return { position: z.string(), ...fields };
}

const FactFields = z.object(factDataFields(FactView));

/** A fact with all its fields. */
export const Fact = FactFields.meta({ id: 'Fact', description: 'A fact, with its data.' });

/** A fact in one line. */
export const TimelineFact = FactFields.omit({ data: true }).meta({
  id: 'TimelineFact',
  description: 'A fact in one line, without its data.',
});

/** Returns a row with its public position in place of its `pseq`. */
export function toFactData<
  T extends { readonly collection?: string | undefined; readonly pseq: number },
>(scope: QueryScope, { pseq, ...row }: T & { readonly collection?: string | undefined }) {
  return { position: formatEventPosition(scope, { pseq, collection: row.collection }), ...row };
}

/** Returns the public position of an event of a collection of the scope. */
export function formatEventPosition(
  { collections }: QueryScope,
  { collection, pseq }: { readonly collection?: string | undefined; readonly pseq: number },
): string {
  const found = collections.find((each) => each.collection === collection) ?? collections[0];
  return formatLogPosition({ partition: found?.partition ?? 0, pseq });
}

/** The member of a row that has the fact of the row in full. */
export const FACT_CONTENT = z.record(z.string(), z.unknown()).meta({
  description: 'The fact with all its fields, without its assertion.',
});
