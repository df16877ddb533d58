import { formatFieldName } from '@rapporteur/pages';
import type { ItemValue } from '@rapporteur/review';

type ValueMembers = Readonly<Record<string, ItemValue>>;

/** An id of the record, or the code of a state: the key of the shorthand `{MLT: Malta}`. */
const ACTOR_KEY = /^([A-Z]{3}|[a-z0-9]+(-[a-z0-9]+)+)$/;

/**
 * Returns a value of a fact in words: `Malta (MLT)` for `{MLT: Malta}`, and `Lisbon, Portugal (PRT)`
 * for a place. The members of other values have their names before them.
 */
export function formatValueWords(value: ItemValue): string {
  if (value === null) return '';
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return (value as readonly ItemValue[]).map(formatValueWords).join('; ');
  const members = value as ValueMembers;
  const [first, ...others] = Object.entries(members);
  if (first === undefined) return '';
  const [key, name] = first;
  if (others.length === 0 && ACTOR_KEY.test(key) && typeof name === 'string')
    return `${name} (${key})`;
  if (typeof members['name'] === 'string') return formatNamed(members);
  return formatMembers(Object.entries(members));
}

/** Returns the name of a place or another thing, then its other members. */
function formatNamed({ name, country, ...others }: ValueMembers): string {
  const place = [name, country].filter((part) => part !== undefined).map(formatValueWords);
  const rest = formatMembers(Object.entries(others));
  return [...place, rest].filter((part) => part !== '').join(', ');
}

function formatMembers(members: readonly (readonly [string, ItemValue])[]): string {
  return members
    .map(([name, value]) => `${formatFieldName(name)}: ${formatValueWords(value)}`)
    .join(', ');
}
