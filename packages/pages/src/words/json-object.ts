/** An object that was read from JSON: its shape is not known at compile time. */
export type JsonFields = Readonly<Record<string, unknown>>;

/** Returns whether a JSON value is an object, and neither a list nor null. */
export function isJsonFields(value: unknown): value is JsonFields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns the text of a member; null if it is not a text. */
export function readText(fields: JsonFields, name: string): string | null {
  const value = fields[name];
  return typeof value === 'string' ? value : null;
}

/** Returns whether a value says nothing: null, an empty text, list or object, or not stated. */
export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (Array.isArray(value)) return value.every(isEmpty);
  if (!isJsonFields(value)) return false;
  return value['stated'] === false || Object.values(value).every(isEmpty);
}

/** Returns the members with names of things in place of their ids: `bodyName` for `body`. */
export function listNamedEntries(fields: JsonFields): readonly (readonly [string, unknown])[] {
  const isName = (name: string): boolean => {
    const [, member] = /^(.+?)Names?$/.exec(name) ?? [];
    return member !== undefined && member in fields;
  };
  return Object.entries(fields)
    .filter(([name]) => !isName(name))
    .map(([name, value]) => [name, fields[`${name}Name`] ?? fields[`${name}Names`] ?? value]);
}
