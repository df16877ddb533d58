import { listCountryNames } from '@rapporteur/contracts';

const NAMES_BY_CODE = listCountryNames();
const NAMES: readonly string[] = [...new Set([...NAMES_BY_CODE.values()].flat())];

/** Names that sources use for two states. */
const AMBIGUOUS = new Set(['congo']);

function foldName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^the /, '');
}

// The short names come last, so that they win over a name of ISO.
const CODES_BY_NAME: ReadonlyMap<string, string> = new Map(
  [1, 0].flatMap((list) =>
    [...NAMES_BY_CODE].flatMap(([code, names]): readonly (readonly [string, string])[] => {
      const name = names[list];
      return name === undefined || AMBIGUOUS.has(foldName(name)) ? [] : [[foldName(name), code]];
    }),
  ),
);

/**
 * Returns the names of a state, its short English name first; undefined if the text is not the
 * code of a state with a name.
 */
export function findStateNames(code: string): readonly string[] | undefined {
  return NAMES_BY_CODE.get(code);
}

/** Returns the code of a state by its short English name or its name in ISO 3166. */
export function findStateCode(name: string): string | undefined {
  return CODES_BY_NAME.get(foldName(name));
}

/** Returns the names of states that contain a name: `Guinea-Bissau` for `Guinea`. */
export function listLongerStateNames(name: string): readonly string[] {
  return NAMES.filter((other) => other !== name && other.includes(name));
}
