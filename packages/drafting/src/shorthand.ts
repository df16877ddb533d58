import { countryName, suggestName } from '@rapporteur/contracts';
import { isSeq, type Node } from 'yaml';
import type { ExpansionContext } from './expand-value.ts';
import { getEntries, getScalarText } from './submission-document.ts';

/** What a recorder may write for a shape; undefined where it is written out in full. */
type Shorthand = (node: Node | null, path: string, reading: ExpansionContext) => unknown;

const STATE_CODE = /^[A-Z]{3}$/;
const ACTOR_FIELDS = ['id', 'kind', 'nameAsWritten', 'of', 'office'];

/** `2025-09-10`, `2025`, or a list of dates: one of these. */
const date: Shorthand = (node) => {
  const edtf = isSeq(node) ? oneOf(node.items as readonly Node[]) : getScalarText(node);
  return edtf === undefined ? undefined : { edtf };
};

function oneOf(nodes: readonly Node[]): string | undefined {
  const dates = nodes.map(getScalarText);
  return dates.includes(undefined) ? undefined : `[${dates.join(',')}]`;
}

/** `{KGZ: the Kyrgyz Republic}`: an id or key, and the name as written. */
function keyWithName(node: Node | null): readonly [key: string, name: string] | undefined {
  const entries = getEntries(node);
  const [only] = entries ?? [];
  if (only === undefined || entries?.length !== 1) return undefined;
  const name = getScalarText(only.value);
  return name === undefined ? undefined : [only.key, name];
}

/** A key of `actors`, or one with the name as written here. */
const actor: Shorthand = (node, path, reading) => {
  const bare = getScalarText(node);
  const [key, nameAsWritten] = bare === undefined ? (keyWithName(node) ?? []) : [bare];
  if (key === undefined || (bare === undefined && ACTOR_FIELDS.includes(key))) return undefined;
  const known = reading.actors.get(key);
  if (known !== undefined) return nameAsWritten === undefined ? known : { ...known, nameAsWritten };
  if (nameAsWritten !== undefined && STATE_CODE.test(key))
    return { id: key, kind: 'state', nameAsWritten };
  refuseActor(key, node, path, reading);
  return null;
};

function refuseActor(
  key: string,
  node: Node | null,
  path: string,
  { document: sheet, actors, part }: ExpansionContext,
): void {
  const state = countryName(key);
  const remedy =
    state === undefined
      ? `${suggestName(key, [...actors.keys()])} A state may be written {CODE: its name in the text}.`
      : `write {${key}: the name as the text has it}, or name it once under actors`;
  sheet.addProblem(
    'DRAFTING_ACTOR_UNKNOWN',
    node,
    path,
    `${part}: ${key} is not among the actors`,
    remedy,
  );
}

/** `KGZ`, or `{KGZ: the Kyrgyz Republic}`. */
const country: Shorthand = (node) => {
  const code = getScalarText(node);
  if (code !== undefined) return { code };
  const [key, nameAsWritten] = keyWithName(node) ?? [];
  return key !== undefined && STATE_CODE.test(key) ? { code: key, nameAsWritten } : undefined;
};

/** A name. A state code alone is more likely a country: it must say so. */
const place: Shorthand = (node, path, { document: sheet, part }) => {
  const name = getScalarText(node);
  if (name === undefined) return undefined;
  if (countryName(name) !== undefined) {
    const message = `${part}: a place called ${name} is a state's code`;
    sheet.addProblem(
      'DRAFTING_VALUE_INVALID',
      node,
      path,
      message,
      `write {country: ${name}} or {name: ${name}}`,
    );
  }
  return { name };
};

/** The numbers that a scalar may be read as; a text that is none is left for the schema to refuse. */
function numberOf(node: Node | null): unknown {
  const written = getScalarText(node);
  if (written === undefined) return undefined;
  return /^-?\d+(\.\d+)?$/.test(written) ? Number(written) : written;
}

/** `44`. */
const ordinal: Shorthand = (node) => {
  const value = numberOf(node);
  return value === undefined ? undefined : { value };
};

/** `9`: exactly so many. */
const count: Shorthand = (node) => {
  const value = numberOf(node);
  return value === undefined ? undefined : { min: value, max: value };
};

/** By the name of the shape in the schema. */
export const SHORTHANDS: Readonly<Record<string, Shorthand>> = {
  DateValue: date,
  ActorRef: actor,
  CountryValue: country,
  Place: place,
  OrdinalValue: ordinal,
  Count: count,
};
