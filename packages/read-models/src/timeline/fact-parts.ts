import type { ActorRef, CountryValue } from '@rapporteur/contracts';
import { z } from 'zod';
import type { FactFields } from '../fact-fields.ts';

/** A value that the passage itself does not state, with its basis. */
export const InferredValue = z
  .object({
    field: z
      .string()
      .meta({ description: 'The path of the field: `ordinal`, `places.0.country`.' }),
    basis: z.string(),
    rule: z.string().nullable(),
  })
  .meta({
    id: 'InferredValue',
    description: 'A value that the passage itself does not state, with its basis.',
  });
export type InferredValue = z.output<typeof InferredValue>;

/** The parts of a fact's data, at any depth. */
export interface FactParts {
  readonly actors: readonly { readonly path: string; readonly actor: ActorRef }[];
  readonly countries: readonly CountryValue[];
  readonly inferred: readonly InferredValue[];
  /**
   * Every text, in the order of the data. Passages are excluded: they are places in a text, not
   * content.
   */
  readonly words: readonly string[];
}

interface CollectedParts {
  readonly actors: { readonly path: string; readonly actor: ActorRef }[];
  readonly countries: CountryValue[];
  readonly inferred: InferredValue[];
  readonly words: string[];
}

// `named` and `class` are kinds of listing in a delegation; they do not mean that a value is
// inferred.
const NOT_INFERRED: ReadonlySet<unknown> = new Set(['stated', 'named', 'class']);

/** Returns the parts of a fact's data. */
export function collectFactParts(data: FactFields): FactParts {
  const parts: CollectedParts = { actors: [], countries: [], inferred: [], words: [] };
  visitFields(data, '', parts);
  return parts;
}

/** Returns the ids of the persons whom a fact names, in any role. */
export function listPersonIds(data: FactFields): readonly string[] {
  const persons = collectFactParts(data).actors.filter(({ actor }) => actor.kind === 'person');
  return [...new Set(persons.map(({ actor }) => actor.id))];
}

function visit(value: unknown, path: string, parts: CollectedParts): void {
  if (typeof value === 'string') parts.words.push(value);
  else if (Array.isArray(value))
    value.forEach((entry, index) => visit(entry, `${path}.${index}`, parts));
  else if (typeof value === 'object' && value !== null)
    visitFields(value as FactFields, path, parts);
}

function visitFields(fields: FactFields, path: string, parts: CollectedParts): void {
  if (isActor(fields)) parts.actors.push({ path, actor: fields });
  if (isCountry(fields)) parts.countries.push(fields);
  const { basis, rule } = fields;
  if (typeof basis === 'string' && !NOT_INFERRED.has(basis)) {
    // The basis of a whole fact belongs to the state that it asserts.
    parts.inferred.push({
      field: path === '' ? 'state' : path,
      basis,
      rule: typeof rule === 'string' ? rule : null,
    });
  }
  for (const [name, value] of Object.entries(fields)) {
    if (name !== 'passages') visit(value, path === '' ? name : `${path}.${name}`, parts);
  }
}

function isActor(fields: FactFields): fields is FactFields & ActorRef {
  return (
    typeof fields['id'] === 'string' &&
    typeof fields['kind'] === 'string' &&
    'nameAsWritten' in fields
  );
}

function isCountry(fields: FactFields): fields is FactFields & CountryValue {
  return typeof fields['code'] === 'string' && 'basis' in fields;
}
