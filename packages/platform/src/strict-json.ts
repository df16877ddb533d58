/**
 * The strict JSON parser for request bodies. A body that it accepts means the same to every reader:
 * 1. No object has the same name twice.
 * 2. Every text can be encoded in UTF-8.
 * 3. Every number keeps the value that was written.
 * `JSON.parse` guarantees none of these. Tests: strict-json.spec.ts, strict-json.prop.spec.ts.
 */
import { isNumberKept } from '@rapporteur/contracts';
import { type JSONPath, type ParseErrorCode, visit } from 'jsonc-parser';
import { Problem } from './problem.ts';
import { decodeUtf8, EncodingError } from './utf8-text.ts';

/**
 * The limit of nested arrays and objects: more than any command needs, and far less than the stack
 * allows.
 */
export const JSON_DEPTH_MAX = 64;

const TITLE = 'The body is not strict JSON.';
/** The length at which a number is cut in a message. */
const SHOWN_LENGTH_MAX = 40;

interface JsonLocation {
  readonly line: number;
  readonly column: number;
  readonly path: JSONPath;
}

/** The location arguments of a visitor. Lines and columns count from 0. */
type VisitorArguments = [
  offset: number,
  length: number,
  line: number,
  column: number,
  path: () => JSONPath,
];

interface JsonError {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

/**
 * Parses one JSON text strictly. Its bytes may begin with a byte order mark.
 * Throws a Problem with a code JSON_…, which names line, column and field.
 */
export function parseStrictJson(source: Uint8Array | string): unknown {
  const text = typeof source === 'string' ? source : decode(source);
  check(text);
  return parseChecked(text);
}

function decode(bytes: Uint8Array): string {
  try {
    return decodeUtf8(bytes);
  } catch (cause) {
    if (!(cause instanceof EncodingError)) throw cause;
    const rule = 'JSON_NOT_UTF8';
    const { message, offset, line, column } = cause;
    const errors = [{ field: '', rule, message, remedy: cause.formatRemedy() }];
    const detail = `The body ${message}.`;
    const details = { title: TITLE, detail, errors, extensions: { offset, line, column } };
    throw new Problem(400, rule, details, { cause });
  }
}

/** Visits the text once, and throws the first error. */
function check(text: string): void {
  const openObjects: Set<string>[] = [];
  const enter = (...[, , line, column, path]: VisitorArguments): void => {
    if (openObjects.length >= JSON_DEPTH_MAX) {
      const error = {
        code: 'JSON_TOO_DEEP',
        message: `nested more than ${JSON_DEPTH_MAX} levels deep`,
        remedy: 'Use fewer levels.',
      };
      throw createProblem(error, toLocation(line, column, path()));
    }
    openObjects.push(new Set());
  };
  const leave = (): void => void openObjects.pop();

  visit(
    text,
    {
      onObjectBegin: enter,
      onArrayBegin: enter,
      onObjectEnd: leave,
      onArrayEnd: leave,
      onObjectProperty(name, ...[, , line, column, path]: VisitorArguments) {
        const names = openObjects.at(-1) ?? new Set();
        const error = findNameError(name, names);
        // The path is computed for an error only, since that is slow.
        if (error !== undefined) {
          throw createProblem(error, toLocation(line, column, [...path(), name]));
        }
        names.add(name);
      },
      onLiteralValue(value: unknown, ...[offset, length, line, column, path]: VisitorArguments) {
        const error = findValueError(value, () => text.slice(offset, offset + length));
        if (error !== undefined) throw createProblem(error, toLocation(line, column, path()));
      },
      onError(_error: ParseErrorCode, offset, _length, line, column) {
        const found = offset >= text.length ? 'end' : `'${text.slice(offset, offset + 1)}'`;
        const error = {
          code: 'JSON_MALFORMED',
          message: `unexpected ${found}`,
          remedy: 'Correct the JSON at this place.',
        };
        throw createProblem(error, toLocation(line, column, []));
      },
    },
    { disallowComments: true },
  );
}

function findNameError(name: string, names: ReadonlySet<string>): JsonError | undefined {
  if (!name.isWellFormed()) return createSurrogateError('name');
  if (names.has(name)) {
    const message = `the name ${name} is used twice in one object`;
    return { code: 'JSON_NAME_TWICE', message, remedy: 'Keep one of them.' };
  }
  // It would set the prototype of the object.
  if (name === '__proto__') {
    const message = 'the name __proto__ is reserved';
    return { code: 'JSON_NAME_RESERVED', message, remedy: 'Remove it.' };
  }
  return undefined;
}

function findValueError(value: unknown, source: () => string): JsonError | undefined {
  if (typeof value === 'string') {
    return value.isWellFormed() ? undefined : createSurrogateError('text');
  }
  if (typeof value !== 'number') return undefined;
  if (Object.is(value, -0)) {
    const message = `${source()} is negative zero, which JSON does not preserve`;
    return { code: 'JSON_NEGATIVE_ZERO', message, remedy: 'Write 0.' };
  }
  const number = source();
  if (isNumberKept(number)) return undefined;

  const shown = number.length > SHOWN_LENGTH_MAX ? `${number.slice(0, SHOWN_LENGTH_MAX)}…` : number;
  if (Math.abs(value) <= Number.MAX_SAFE_INTEGER) {
    const message = `${shown} has more digits than programs keep; they would read ${value}`;
    return { code: 'JSON_NUMBER_INEXACT', message, remedy: 'Write fewer digits, or a text.' };
  }
  return {
    code: 'JSON_NUMBER_TOO_LARGE',
    message: `${shown} is outside ±(2^53 - 1)`,
    remedy: 'Write a smaller number, or a text.',
  };
}

function createSurrogateError(kind: 'name' | 'text'): JsonError {
  return {
    code: 'JSON_LONE_SURROGATE',
    message: `the ${kind} contains a lone surrogate`,
    remedy: 'Write the whole character, or remove it.',
  };
}

function parseChecked(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    // The visitor accepts some texts that are not JSON, such as a control character within a
    // string.
    const message = cause instanceof Error ? cause.message : String(cause);
    const [, line = 1, column = 1] = /line (\d+) column (\d+)/.exec(message) ?? [];
    const error = { code: 'JSON_MALFORMED', message, remedy: 'Correct the JSON.' };
    throw createProblem(error, { line: Number(line), column: Number(column), path: [] });
  }
}

function toLocation(line: number, column: number, path: JSONPath): JsonLocation {
  return { line: line + 1, column: column + 1, path };
}

function createProblem(
  { code, message, remedy }: JsonError,
  { line, column, path }: JsonLocation,
): Problem {
  return new Problem(400, code, {
    title: TITLE,
    detail: `Line ${line}, column ${column}: ${message}`,
    errors: [{ field: path.join('.'), rule: code, message, remedy }],
    extensions: { line, column },
  });
}
