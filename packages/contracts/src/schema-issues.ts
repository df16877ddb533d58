import type { z } from 'zod';

type SchemaIssue = z.core.$ZodIssue;

/** What is wrong with one field: where, which kind of rule, and what to do, in words for whoever wrote it. */
export interface ExplainedIssue {
  /** Dotted, as in `facts.3.occurredOn.edtf`; empty for the whole. */
  readonly field: string;
  /** `missing`, `unknown-field`, `type`, `choice`, `form`, `range` or `rule`. */
  readonly rule: string;
  readonly message: string;
}

const quoted = (values: readonly unknown[]): string =>
  values.map((value) => String(value)).join(', ');

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    body,
  );
}

// Of several shapes that a value may have, the one it came closest to: the fewest complaints, the deepest first.
function closest(branches: readonly (readonly SchemaIssue[])[]): readonly SchemaIssue[] {
  const isUnknownKey = (issue: SchemaIssue) => issue.code === 'unrecognized_keys';
  const strangeness = (issues: readonly SchemaIssue[]) =>
    issues.filter(isUnknownKey).length * 10 + issues.length;
  return branches.toSorted((a, b) => strangeness(a) - strangeness(b))[0] ?? [];
}

function flatten(issue: SchemaIssue, prefix: readonly PropertyKey[]): readonly SchemaIssue[] {
  const path = [...prefix, ...issue.path];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ ...issue, path }];
  return closest(issue.errors).flatMap((inner) => flatten(inner, path));
}

function explain(issue: SchemaIssue, body: unknown): Omit<ExplainedIssue, 'field'> {
  switch (issue.code) {
    case 'unrecognized_keys':
      return { rule: 'unknown-field', message: `holds unknown fields: ${quoted(issue.keys)}` };
    case 'invalid_type':
      return valueAt(body, issue.path) === undefined
        ? { rule: 'missing', message: 'is missing' }
        : { rule: 'type', message: `must be ${article(issue.expected)}` };
    case 'invalid_value':
      return valueAt(body, issue.path) === undefined
        ? { rule: 'missing', message: `is missing: one of ${quoted(issue.values)}` }
        : { rule: 'choice', message: `must be one of ${quoted(issue.values)}` };
    case 'too_big':
      return { rule: 'range', message: tooBig(issue.origin, issue.maximum) };
    case 'too_small':
      return { rule: 'range', message: tooSmall(issue.origin, issue.minimum) };
    case 'invalid_format':
      return { rule: 'form', message: issue.message };
    case 'invalid_union':
      return { rule: 'choice', message: 'is of a type that does not belong here' };
    case 'not_multiple_of':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return { rule: 'rule', message: issue.message };
  }
}

function tooBig(origin: string, maximum: number | bigint): string {
  if (origin === 'string') return `is longer than ${maximum} characters`;
  return origin === 'array' ? `has more than ${maximum} entries` : `is more than ${maximum}`;
}

function tooSmall(origin: string, minimum: number | bigint): string {
  if (origin === 'string')
    return Number(minimum) === 1 ? 'is empty' : `is shorter than ${minimum} characters`;
  if (origin === 'array')
    return Number(minimum) === 1 ? 'is an empty list' : `has fewer than ${minimum} entries`;
  return `is less than ${minimum}`;
}

function article(expected: string): string {
  const word = expected === 'int' ? 'integer' : expected;
  return /^[aeio]/.test(word) ? `an ${word}` : `a ${word}`;
}

/** Puts what a schema refused into words, field by field; where a value may have several shapes, by the closest. */
export function explainIssues(
  issues: readonly SchemaIssue[],
  body: unknown,
): readonly ExplainedIssue[] {
  return issues
    .flatMap((issue) => flatten(issue, []))
    .map((issue) => ({ field: issue.path.map(String).join('.'), ...explain(issue, body) }));
}
