import { z } from 'zod';
import { unwrapSchema } from './shape-metadata.ts';
import { findSimilarName } from './similar-names.ts';

type ZodIssue = z.core.$ZodIssue;
type UnionIssue = Extract<ZodIssue, { code: 'invalid_union' }>;
type Path = readonly PropertyKey[];

/** An error of one field: the field, the rule it breaks, the message and the fix. */
export interface FieldError {
  /** The dotted path, such as `facts.3.occurredOn.edtf`; empty for the whole input. */
  readonly field: string;
  /** A code such as FIELD_UNKNOWN. */
  readonly rule: string;
  /** A predicate: it reads on from the name of the field. */
  readonly message: string;
  readonly remedy: string;
}

/** The checked input, and the schema that knows the names of its fields. */
interface CheckedInput {
  readonly input: unknown;
  readonly schema: z.ZodType | undefined;
}

/** The most errors in one list; the rest appear after these are corrected. */
const FIELD_ERRORS_MAX = 50;

const RULES: Readonly<Record<ZodIssue['code'], string>> = {
  invalid_type: 'FIELD_TYPE_WRONG',
  too_big: 'FIELD_TOO_LARGE',
  too_small: 'FIELD_TOO_SMALL',
  invalid_format: 'FIELD_FORMAT_WRONG',
  not_multiple_of: 'FIELD_FORMAT_WRONG',
  unrecognized_keys: 'FIELD_UNKNOWN',
  invalid_union: 'FIELD_VALUE_WRONG',
  invalid_key: 'FIELD_NAME_WRONG',
  invalid_element: 'FIELD_VALUE_WRONG',
  invalid_value: 'FIELD_VALUE_WRONG',
  custom: 'FIELD_VALUE_WRONG',
};

/** Returns the value at a path of the input, or undefined if the path does not exist. */
export function getValueAt(input: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? Reflect.get(value, key)
        : undefined,
    input,
  );
}

/**
 * Returns the issues of a schema as field errors, at most {@link FIELD_ERRORS_MAX}.
 * With the schema, an unknown field gets the name of a similar known field as its remedy.
 */
export function toFieldErrors(
  issues: readonly ZodIssue[],
  input: unknown,
  schema?: z.ZodType,
): readonly FieldError[] {
  return issues
    .flatMap((issue) => toErrors(issue, [], { input, schema }))
    .slice(0, FIELD_ERRORS_MAX);
}

function toErrors(issue: ZodIssue, parent: Path, checked: CheckedInput): FieldError[] {
  const path = [...parent, ...issue.path];
  if (issue.code === 'unrecognized_keys') return toUnknownFieldErrors(issue.keys, path, checked);
  if (issue.code === 'invalid_union') return toUnionErrors(issue, path, checked);

  const value = getValueAt(checked.input, path);
  const texts =
    value === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_value')
      ? { message: 'is missing', remedy: formatMissingRemedy(issue) }
      : formatTexts(issue, value);
  return [{ field: formatPath(path), rule: RULES[issue.code], ...texts }];
}

function toUnknownFieldErrors(
  names: readonly string[],
  path: Path,
  { schema }: CheckedInput,
): FieldError[] {
  const known = schema === undefined ? [] : listFieldNames(schema, path);

  return names.map((name) => {
    const similar = findSimilarName(name, known);
    return {
      field: formatPath([...path, name]),
      rule: RULES.unrecognized_keys,
      message: 'is not a known field',
      remedy:
        similar === undefined
          ? 'Remove the field or correct its name.'
          : `Did you mean \`${similar}\`?`,
    };
  });
}

function toUnionErrors(issue: UnionIssue, path: Path, checked: CheckedInput): FieldError[] {
  const rule = RULES.invalid_union;
  const field = formatPath(path);
  const options = 'options' in issue ? issue.options : undefined;

  if (options !== undefined) {
    const value = getValueAt(checked.input, path);
    const message = value === undefined ? 'is missing' : 'is not one of the known values';
    return [{ field, rule, message, remedy: formatChoice(options, value) }];
  }

  const errors = findClosestBranch(issue).flatMap((inner) => toErrors(inner, path, checked));
  if (errors.length > 0) return errors;
  return [{ field, rule, message: issue.message, remedy: 'Correct the value.' }];
}

// The branch of a union that the input fits best: its first issue lies deepest, and it has the
// fewest issues.
function findClosestBranch(issue: UnionIssue): readonly ZodIssue[] {
  const getDepth = (issues: readonly ZodIssue[]): number =>
    Math.max(...issues.map(({ path }) => path.length), -1);
  return issue.errors.toSorted((a, b) => getDepth(b) - getDepth(a) || a.length - b.length)[0] ?? [];
}

function formatMissingRemedy(issue: ZodIssue): string {
  return issue.code === 'invalid_value' ? formatChoice(issue.values, undefined) : 'Give the field.';
}

function formatTexts(issue: ZodIssue, value: unknown): Pick<FieldError, 'message' | 'remedy'> {
  switch (issue.code) {
    case 'invalid_type': {
      const type = issue.expected === 'int' ? 'integer' : issue.expected;
      const noun = `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`;
      return { message: `must be ${noun}`, remedy: `Give ${noun}.` };
    }
    case 'invalid_value':
      return {
        message: `must be one of ${issue.values.map(String).join(', ')}`,
        remedy: formatChoice(issue.values, value),
      };
    case 'too_big':
      return formatLimit('at most', issue.maximum, issue.origin);
    case 'too_small':
      return Number(issue.minimum) === 1 && /^(string|array)$/.test(issue.origin)
        ? { message: 'must not be empty', remedy: 'Give a value, or leave the field out.' }
        : formatLimit('at least', issue.minimum, issue.origin);
    case 'invalid_format':
    case 'not_multiple_of':
    case 'unrecognized_keys':
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return { message: issue.message, remedy: 'Correct the value as the message says.' };
  }
}

function formatLimit(comparison: string, limit: number | bigint, origin: string) {
  const unit = { string: ' characters', array: ' entries' }[origin] ?? '';
  const bound = `${comparison} ${limit}${unit}`;
  return { message: `must ${unit === '' ? 'be' : 'have'} ${bound}`, remedy: `Give ${bound}.` };
}

function formatChoice(values: readonly unknown[], value: unknown): string {
  const names = values.map(String);
  const similar = typeof value === 'string' ? findSimilarName(value, names) : undefined;
  return `${similar === undefined ? '' : `Did you mean \`${similar}\`? `}Give one of ${names.join(', ')}.`;
}

function formatPath(path: Path): string {
  return path.map(String).join('.');
}

// All names that any option of a union allows at the path.
function listFieldNames(schema: z.ZodType, path: Path): string[] {
  const inner = unwrapSchema(schema);
  if (inner instanceof z.ZodUnion)
    return inner.options.flatMap((option) => listFieldNames(option as z.ZodType, path));

  const [key, ...rest] = path;
  if (inner instanceof z.ZodArray)
    return key === undefined ? [] : listFieldNames(inner.element as z.ZodType, rest);
  if (!(inner instanceof z.ZodObject)) return [];
  if (key === undefined) return Object.keys(inner.shape);
  const field: unknown = inner.shape[String(key)];
  return field instanceof z.ZodType ? listFieldNames(field, rest) : [];
}
