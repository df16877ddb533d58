import {
  type FactField,
  formatFieldValue,
  type ItemValue,
  parseFieldValue,
} from '@rapporteur/review';

/** The members of the shapes that a submission writes as a mapping. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  ActorRef: ['id', 'kind', 'nameAsWritten', 'of', 'office', 'members'],
  Count: ['min', 'max', 'qualifier', 'ofWhat'],
  DateValue: ['edtf', 'asWritten', 'basis', 'rule'],
  Place: ['name', 'country'],
};
const NUMBERS: ReadonlySet<string> = new Set(['min', 'max']);

/** A part of a structured value, with an input of its own. */
export interface ValuePart {
  /** The name of the member; `id` and `nameAsWritten` of the shorthand `{KGZ: the name}`. */
  readonly name: string;
  readonly input: string;
}

type Mapping = Readonly<Record<string, ItemValue>>;

/** Returns whether an input has a value with parts, or several. */
export function isStructured(input: string, field: FactField): boolean {
  return (readElements(input, field) ?? readParts(input, field)) !== null;
}

/** Returns the parts of an input; null if its value is no mapping, so that one input has all of it. */
export function readParts(input: string, { shape }: FactField): readonly ValuePart[] | null {
  const mapping = readMapping(input);
  if (mapping === null) return null;
  const shorthand = readShorthand(mapping, shape);
  if (shorthand !== null)
    return [
      { name: 'id', input: shorthand.id },
      { name: 'nameAsWritten', input: shorthand.name },
    ];
  const names = new Set([...(MEMBERS[shape ?? ''] ?? []), ...Object.keys(mapping)]);
  return [...names].map((name) => ({ name, input: formatPart(mapping[name]) }));
}

/** Returns the inputs of a list of structured values; null if the input is no such list. */
export function readElements(input: string, { isList }: FactField): readonly string[] | null {
  if (!isList || !input.trim().startsWith('[')) return null;
  const parsed = parseFieldValue(input, undefined);
  if (!parsed.ok || !Array.isArray(parsed.value) || parsed.value.length === 0) return null;
  const elements = (parsed.value as readonly ItemValue[]).map((value) => formatFieldValue(value));
  return elements.every((element) => readMapping(element) !== null) ? elements : null;
}

/** Returns the input of a list after one of its elements has changed. An empty one is left out. */
export function changeElement(elements: readonly string[], index: number, input: string): string {
  const changed = elements.with(index, input).filter((element) => element !== '');
  return changed.length === 0 ? '' : `[${changed.join(', ')}]`;
}

/** Returns the field of a part, which may be structured itself. */
export function findPartField({ shape }: FactField, name: string): FactField {
  const own = shape === 'Place' && name === 'country' ? 'CountryValue' : null;
  return {
    name,
    help: '',
    isRequired: false,
    choices: [],
    isText: own === null,
    shape: own,
    isList: false,
  };
}

/** Returns the input after one of its parts has changed; an empty one if no part is left. */
export function changePart(input: string, { shape }: FactField, changed: ValuePart): string {
  const mapping = readMapping(input) ?? {};
  const shorthand = readShorthand(mapping, shape);
  if (shorthand !== null) {
    const id = changed.name === 'id' ? changed.input : shorthand.id;
    const name = changed.name === 'id' ? shorthand.name : changed.input;
    return id === '' && name === '' ? '' : formatFieldValue({ [id]: name });
  }
  const { [changed.name]: _before, ...others } = mapping;
  const value = parsePart(changed);
  const next = value === null ? others : { ...mapping, [changed.name]: value };
  return Object.keys(next).length === 0 ? '' : formatFieldValue(next);
}

function readMapping(input: string): Mapping | null {
  if (!input.trim().startsWith('{')) return null;
  const parsed = parseFieldValue(input, undefined);
  if (!parsed.ok || typeof parsed.value !== 'object' || parsed.value === null) return null;
  return Array.isArray(parsed.value) ? null : (parsed.value as Mapping);
}

/** Returns the id and the name of `{KGZ: the name as written}`; null of a mapping with members. */
function readShorthand(mapping: Mapping, shape: string | null) {
  const [entry, ...others] = Object.entries(mapping);
  if (entry === undefined || others.length > 0 || typeof entry[1] !== 'string') return null;
  const [id, name] = entry;
  return (MEMBERS[shape ?? ''] ?? []).includes(id) ? null : { id, name };
}

const formatPart = (value: ItemValue | undefined): string =>
  typeof value === 'string' ? value : formatFieldValue(value);

function parsePart({ name, input }: ValuePart): ItemValue | null {
  if (input === '') return null;
  if (!NUMBERS.has(name) && !/^[{[]/.test(input)) return input;
  const parsed = parseFieldValue(input, undefined);
  return parsed.ok ? parsed.value : input;
}
