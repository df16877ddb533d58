import { explainIssues } from '@rapporteur/contracts';
import { distance } from 'fastest-levenshtein';
import type { z } from 'zod';
import type { FieldError } from './problem.ts';

type ValidationIssue = z.core.$ZodIssue;
type ValidationUnionIssue = Extract<ValidationIssue, { code: 'invalid_union' }>;

/** The most faults that one answer lists; the rest show once these are mended. */
const FIELD_ERRORS_MAX = 50;

const RULES: Readonly<Record<ValidationIssue['code'], string>> = {
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

/** `['facts', 3, 'place']` → `facts.3.place` */
export function formatFieldPath(path: readonly PropertyKey[]): string {
  return path.map(String).join('.');
}

/** The candidate that a slip of the pen would have turned into `given`, if there is one. */
export function findNearest(given: string, candidates: readonly string[]): string | undefined {
  const nearest = candidates.toSorted((a, b) => distance(given, a) - distance(given, b))[0];
  if (nearest === undefined) return undefined;
  return distance(given, nearest) <= Math.max(2, Math.floor(given.length / 4))
    ? nearest
    : undefined;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined,
    input,
  );
}

function oneOf(values: readonly unknown[], given: unknown): string {
  const near = typeof given === 'string' ? findNearest(given, values.map(String)) : undefined;
  const hint = near === undefined ? '' : `Did you mean ${near}? `;
  return `${hint}Give one of ${values.map(String).join(', ')}.`;
}

function remedyOf(issue: ValidationIssue, given: unknown): string {
  if (given === undefined) return 'Give the field.';
  switch (issue.code) {
    case 'invalid_type':
      return `Give ${/^[aeiou]/.test(issue.expected) ? 'an' : 'a'} ${issue.expected}.`;
    case 'invalid_value':
      return oneOf(issue.values, given);
    case 'too_big':
      return `Give at most ${String(issue.maximum)}.`;
    case 'too_small':
      return `Give at least ${String(issue.minimum)}.`;
    case 'unrecognized_keys':
    case 'invalid_format':
    case 'not_multiple_of':
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return 'Correct the value: the message says how.';
  }
}

// Of a union, the reader wants the branch that came closest: the one whose first fault lies deepest.
function closestBranch(issue: ValidationUnionIssue): readonly ValidationIssue[] {
  const depth = (issues: readonly ValidationIssue[]): number =>
    Math.max(...issues.map(({ path }) => path.length), -1);
  return issue.errors.toSorted((a, b) => depth(b) - depth(a) || a.length - b.length)[0] ?? [];
}

interface ValidatedValue {
  readonly path: readonly PropertyKey[];
  readonly input: unknown;
}

function unknownFields(
  keys: readonly string[],
  path: readonly PropertyKey[],
): readonly FieldError[] {
  return keys.map((key) => ({
    field: formatFieldPath([...path, key]),
    rule: RULES.unrecognized_keys,
    message: 'is no field of this',
    remedy: 'Leave it out, or correct its name.',
  }));
}

function unionErrors(
  issue: ValidationUnionIssue,
  { path, input }: ValidatedValue,
): readonly FieldError[] {
  const options = 'options' in issue ? issue.options : undefined;
  if (options !== undefined) {
    const given = valueAt(input, path);
    const message = given === undefined ? 'is missing' : 'is none of the known ones';
    return [
      {
        field: formatFieldPath(path),
        rule: RULES.invalid_union,
        message,
        remedy: oneOf(options, given),
      },
    ];
  }
  const errors = closestBranch(issue).flatMap((inner) => errorsOf(inner, { path, input }));
  if (errors.length > 0) return errors;
  return [
    {
      field: formatFieldPath(path),
      rule: RULES.invalid_union,
      message: issue.message,
      remedy: remedyOf(issue, issue),
    },
  ];
}

function errorsOf(issue: ValidationIssue, outer: ValidatedValue): readonly FieldError[] {
  const path = [...outer.path, ...issue.path];
  if (issue.code === 'unrecognized_keys') return unknownFields(issue.keys, path);
  if (issue.code === 'invalid_union') return unionErrors(issue, { path, input: outer.input });
  const remedy = remedyOf(issue, valueAt(outer.input, path));
  const [explained] = explainIssues([{ ...issue, path }], outer.input);
  return [
    {
      field: formatFieldPath(path),
      rule: RULES[issue.code],
      message: explained?.message ?? issue.message,
      remedy,
    },
  ];
}

/** Zod's issues as errors of fields: where, which rule, what is wrong, what to do. `input` is what was checked. */
export function toFieldErrors(
  issues: readonly ValidationIssue[],
  input: unknown,
): readonly FieldError[] {
  return issues.flatMap((issue) => errorsOf(issue, { path: [], input })).slice(0, FIELD_ERRORS_MAX);
}
