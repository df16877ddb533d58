import type { TextPosition } from '@rapporteur/drafting';
import { toSlug } from '@rapporteur/drafting';
import type { CellValue, PlainValue } from './cell-value.ts';

/** A placeholder such as `{draft.symbol|slug}`. */
export interface PlaceholderReference {
  readonly name: string;
  /** `header`, a slot, or `text`: the words of the cell. */
  readonly path: readonly string[];
  readonly modifier: 'slug' | 'lower' | 'first' | 'last' | null;
}

/** A part of a fact with placeholders. */
export type Template =
  | { readonly kind: 'constant'; readonly value: unknown }
  | { readonly kind: 'value'; readonly reference: PlaceholderReference }
  | { readonly kind: 'text'; readonly parts: readonly (string | PlaceholderReference)[] }
  | { readonly kind: 'list'; readonly items: readonly Template[] }
  | ObjectTemplate;

/** An object; with `each`, one for each value of a column. */
export interface ObjectTemplate {
  readonly kind: 'object';
  readonly each: string | null;
  readonly entries: readonly (readonly [key: string, template: Template])[];
}

/** The values of one row by the names of the columns. */
export interface TemplateScope {
  readonly row: number;
  getValues(name: string): readonly CellValue[];
}

/** The names that placeholders may use, and the fields of their parts. */
export interface TemplateNames {
  readonly names: readonly string[];
  listParts(name: string): readonly string[];
}

export const ROW_NAME = 'row';
const REFERENCE = /^([^{}.|]+)((?:\.[^{}.|]+)*)(?:\|(slug|lower|first|last))?$/;

/** A template cannot be filled with the values of a row. */
export class TemplateValueError extends Error {
  override readonly name = 'TemplateValueError';
}

/** Parses the inside of a placeholder; undefined if it has another form. */
export function parseReference(text: string): PlaceholderReference | undefined {
  const [, name, path = '', modifier = null] = REFERENCE.exec(text.trim()) ?? [];
  if (name === undefined) return undefined;
  return {
    name: name.trim(),
    path: path.split('.').slice(1),
    modifier: modifier as PlaceholderReference['modifier'],
  };
}

/** Returns the value of a template; undefined if nothing is known. */
function fillTemplate(template: Template, scope: TemplateScope): unknown {
  switch (template.kind) {
    case 'constant':
      return template.value;
    case 'value':
      return fillValue(template.reference, scope);
    case 'text':
      return fillText(template.parts, scope);
    case 'list': {
      const items = template.items.map((item) => fillTemplate(item, scope));
      return items.filter((item) => item !== undefined);
    }
    case 'object':
      return fillObject(template, scope);
  }
}

function fillObject(template: ObjectTemplate, scope: TemplateScope): unknown {
  const { each } = template;
  if (each === null) return fillEntries(template, scope);
  const filled = scope
    .getValues(each)
    .map((value) => fillEntries(template, bindValue(scope, each, value)))
    .filter((one) => one !== undefined);
  return filled.length === 0 ? undefined : filled;
}

/** Returns the scope in which a name means one value. */
export function bindValue(scope: TemplateScope, name: string, value: CellValue): TemplateScope {
  return {
    row: scope.row,
    getValues: (other) => (other === name ? [value] : scope.getValues(other)),
  };
}

/** An object is left out if it has placeholders, and nothing is known for any of them. */
function fillEntries(template: ObjectTemplate, scope: TemplateScope): unknown {
  const filled = fillFields(template, scope);
  const variables = template.entries.filter(([, field]) => field.kind !== 'constant');
  const isUnknown = variables.length > 0 && variables.every(([key]) => !Object.hasOwn(filled, key));
  return isUnknown ? undefined : filled;
}

/** Returns the fields of a fact in which something is known. */
export function fillFields(
  { entries }: ObjectTemplate,
  scope: TemplateScope,
): Readonly<Record<string, unknown>> {
  const filled = entries.map(([key, template]) => [key, fillTemplate(template, scope)] as const);
  return Object.fromEntries(filled.filter(([, value]) => value !== undefined));
}

/** Returns the value of a placeholder alone: a list if the cell has several values. */
function fillValue(reference: PlaceholderReference, scope: TemplateScope): unknown {
  if (reference.name === ROW_NAME) return String(scope.row);
  const found = resolve(reference, scope);
  return found.length > 1 ? found : found[0];
}

function fillText(
  parts: readonly (string | PlaceholderReference)[],
  scope: TemplateScope,
): string | undefined {
  const range = findRange(parts, scope);
  if (range !== undefined) return fillRange(range);
  const texts: string[] = [];
  for (const part of parts) {
    const text = typeof part === 'string' ? part : fillPart(part, scope);
    if (text === undefined) return undefined;
    texts.push(text);
  }
  return texts.join('');
}

/** The two dates of `{from}/{to}`; undefined: the cell tells no date. */
interface DateRange {
  readonly names: readonly [string, string];
  readonly dates: readonly [string | undefined, string | undefined];
}

/** Returns the dates of a template of the form `{from}/{to}`, if a cell of it is one date. */
function findRange(
  parts: readonly (string | PlaceholderReference)[],
  scope: TemplateScope,
): DateRange | undefined {
  const [from, slash, to, more] = parts;
  if (typeof from !== 'object' || slash !== '/' || typeof to !== 'object' || more !== undefined)
    return undefined;
  const dates = [readOneDate(from, scope), readOneDate(to, scope)] as const;
  const isRange = dates.some((date) => date !== undefined) && !dates.includes('');
  return isRange ? { names: [from.name, to.name], dates } : undefined;
}

/** Returns the date of a cell; undefined if nothing is known, and an empty text for another value. */
function readOneDate(
  { name, path }: PlaceholderReference,
  scope: TemplateScope,
): string | undefined {
  const [first, second] = scope.getValues(name);
  if (first === undefined) return undefined;
  const { value, slots } = first;
  const isDate = path.length === 0 && second === undefined && typeof value === 'string';
  const year = slots['year'];
  return isDate && year !== undefined && value.startsWith(year) ? value : '';
}

/** A range of one day is that day. A range of which one end is not known is not the other end. */
function fillRange({ names: [fromName, toName], dates: [from, to] }: DateRange): string {
  if (from === to && from !== undefined) return from;
  if (from !== undefined && to !== undefined) return `${from}/${to}`;
  const [known, unknown] = from === undefined ? [toName, fromName] : [fromName, toName];
  throw new TemplateValueError(
    `{${fromName}}/{${toName}} has {${known}} only; add a fact with \`when: { ${unknown}: unknown }\` for such rows, and \`when: ${unknown}\` to this one`,
  );
}

function fillPart(reference: PlaceholderReference, scope: TemplateScope): string | undefined {
  if (reference.name === ROW_NAME) return String(scope.row);
  const [first, second] = resolve(reference, scope).map(toText);
  if (second === undefined) return first;
  throw new TemplateValueError(
    `{${reference.name}} has several values here: use \`each\`, or {${reference.name}|first}`,
  );
}

function resolve(
  { name, path, modifier }: PlaceholderReference,
  scope: TemplateScope,
): readonly PlainValue[] {
  const all = scope.getValues(name);
  const chosen = modifier === 'first' ? all.slice(0, 1) : modifier === 'last' ? all.slice(-1) : all;
  return chosen.flatMap((value) => {
    const part = followPath(value, path);
    if (part === undefined) return [];
    if (modifier === 'slug') return [toSlug(toText(part))];
    return [modifier === 'lower' ? toText(part).toLowerCase() : part];
  });
}

function followPath(value: CellValue, path: readonly string[]): PlainValue | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return value.value;
  if (step === 'header')
    return value.header === undefined ? undefined : followPath(value.header, rest);
  return step === 'text' ? value.text : value.slots[step];
}

/** Returns a value as text; of an actor or state, its id or code. */
export function toText(value: PlainValue): string {
  return typeof value === 'object' ? (Object.keys(value)[0] ?? '') : String(value);
}

/** The positions of the fields of a template in the mapping, by their paths without indices. */
export type TemplatePositions = ReadonlyMap<string, TextPosition>;
