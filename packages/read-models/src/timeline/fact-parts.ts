import type { ActorRef, CountryValue } from '@rapporteur/contracts';

/** A value that the passage itself does not state, and how it is known. */
export interface InferredValue {
  /** The field, dotted where nested: `ordinal`, `places.0.country`. */
  readonly field: string;
  readonly basis: string;
  readonly rule: string | null;
}

/** What a fact's data are made of, wherever in them it stands. */
export interface FactParts {
  readonly actors: readonly { readonly path: string; readonly actor: ActorRef }[];
  readonly countries: readonly CountryValue[];
  readonly inferred: readonly InferredValue[];
  /** Every text, in the order of the data; without passages, which say where words stand, not what they say. */
  readonly words: readonly string[];
}

interface CollectedParts {
  readonly actors: { readonly path: string; readonly actor: ActorRef }[];
  readonly countries: CountryValue[];
  readonly inferred: InferredValue[];
  readonly words: string[];
}

type FactFields = Readonly<Record<string, unknown>>;

// A delegation's `named` and `class` say how it is listed, not that it was inferred.
const NOT_INFERRED: ReadonlySet<unknown> = new Set(['stated', 'named', 'class']);

/** Takes a fact's data apart. */
export function collectFactParts(data: FactFields): FactParts {
  const found: CollectedParts = { actors: [], countries: [], inferred: [], words: [] };
  visitFields(data, '', found);
  return found;
}

function visit(value: unknown, path: string, found: CollectedParts): void {
  if (typeof value === 'string') found.words.push(value);
  else if (Array.isArray(value))
    value.forEach((entry, index) => visit(entry, `${path}.${index}`, found));
  else if (typeof value === 'object' && value !== null)
    visitFields(value as FactFields, path, found);
}

function visitFields(fields: FactFields, path: string, found: CollectedParts): void {
  if (isActor(fields)) found.actors.push({ path, actor: fields });
  if (isCountry(fields)) found.countries.push(fields);
  const { basis, rule } = fields;
  if (typeof basis === 'string' && !NOT_INFERRED.has(basis)) {
    // The basis of a whole fact is that of what it says somebody was.
    found.inferred.push({
      field: path === '' ? 'state' : path,
      basis,
      rule: typeof rule === 'string' ? rule : null,
    });
  }
  for (const [name, value] of Object.entries(fields)) {
    if (name !== 'passages') visit(value, path === '' ? name : `${path}.${name}`, found);
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
