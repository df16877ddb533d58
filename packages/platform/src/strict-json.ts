/**
 * The door through which JSON comes in. What it lets through means the same to every reader: no name stands twice in
 * an object, every text has a UTF-8 form, and every number is kept as it was written. `JSON.parse` guards none of these.
 */
import { type JSONPath, type ParseErrorCode, visit } from 'jsonc-parser';
import { Problem } from './problem.ts';

/** How deep arrays and objects may nest: far more than any command needs, far less than a stack holds. */
export const JSON_DEPTH_MAX = 64;

interface JsonLocation {
  readonly line: number;
  readonly column: number;
  readonly path: JSONPath;
}

/** What the walker tells of a place: offset, length, line and column from 0, and how to learn the path. */
type VisitorArguments = [
  offset: number,
  length: number,
  line: number,
  column: number,
  path: () => JSONPath,
];

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function refuse(
  code: string,
  message: string,
  remedy: string,
  { line, column, path }: JsonLocation,
): never {
  throw new Problem(400, code, {
    title: 'The body is not JSON that everyone would read alike.',
    detail: `Line ${line}, column ${column}: ${message}`,
    errors: [{ field: path.join('.'), rule: code, message, remedy }],
    extensions: { line, column },
  });
}

function checkNumber(value: number, source: string, place: JsonLocation): void {
  if (Object.is(value, -0)) {
    refuse(
      'JSON_NEGATIVE_ZERO',
      `${source} is minus zero, which does not survive`,
      'Write 0.',
      place,
    );
  }
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) {
    const shown = source.length > 40 ? `${source.slice(0, 40)}…` : source;
    refuse(
      'JSON_NUMBER_TOO_LARGE',
      `${shown} is beyond 2^53 - 1`,
      'Write a smaller number, or a text.',
      place,
    );
  }
}

function checkText(value: string, what: string, place: JsonLocation): void {
  if (value.isWellFormed()) return;
  refuse(
    'JSON_LONE_SURROGATE',
    `${what} holds a lone surrogate`,
    'Write the whole character, or remove it.',
    place,
  );
}

function checkName(name: string, names: Set<string>, place: JsonLocation): void {
  checkText(name, 'a name', place);
  if (names.has(name))
    refuse('JSON_NAME_TWICE', `the name ${name} stands twice`, 'Keep one of them.', place);
  // It would change what the object is, instead of standing in it.
  if (name === '__proto__')
    refuse('JSON_NAME_RESERVED', 'the name __proto__ is reserved', 'Leave it out.', place);
  names.add(name);
}

/** Walks the text once and throws the first thing that is wrong with it. */
function check(text: string): void {
  const open: Set<string>[] = [];
  const enter = (...[, , line, column, path]: VisitorArguments): void => {
    if (open.length >= JSON_DEPTH_MAX) {
      const place = { line: line + 1, column: column + 1, path: path() };
      refuse('JSON_TOO_DEEP', `nested deeper than ${JSON_DEPTH_MAX}`, 'Nest less deeply.', place);
    }
    open.push(new Set());
  };
  const leave = (): void => void open.pop();
  visit(
    text,
    {
      onObjectBegin: enter,
      onArrayBegin: enter,
      onObjectEnd: leave,
      onArrayEnd: leave,
      onObjectProperty(name, ...[, , line, column, path]: VisitorArguments) {
        // Fast as long as all is well: the path is only made for a fault.
        const names = open.at(-1) ?? new Set();
        if (!names.has(name) && name !== '__proto__' && name.isWellFormed()) names.add(name);
        else
          checkName(name, names, { line: line + 1, column: column + 1, path: [...path(), name] });
      },
      onLiteralValue(value: unknown, ...[offset, length, line, column, path]: VisitorArguments) {
        const sound =
          typeof value === 'string'
            ? value.isWellFormed()
            : typeof value !== 'number' ||
              (Math.abs(value) <= Number.MAX_SAFE_INTEGER && !Object.is(value, -0));
        if (sound) return;
        const place = { line: line + 1, column: column + 1, path: path() };
        if (typeof value === 'number')
          checkNumber(value, text.slice(offset, offset + length), place);
        else checkText(String(value), 'the text', place);
      },
      onError(_error: ParseErrorCode, offset, _length, line, column) {
        const found = offset >= text.length ? 'the end' : `'${text.slice(offset, offset + 1)}'`;
        const place = { line: line + 1, column: column + 1, path: [] };
        refuse(
          'JSON_MALFORMED',
          `${found} was not expected here`,
          'Mend the JSON at this place.',
          place,
        );
      },
    },
    { disallowComments: true },
  );
}

function parseChecked(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    // The checker is laxer than JSON in places, such as control characters within a text.
    const message = cause instanceof Error ? cause.message : String(cause);
    const place = /line (\d+) column (\d+)/.exec(message);
    return refuse('JSON_MALFORMED', message, 'Mend the JSON.', {
      line: Number(place?.[1] ?? 1),
      column: Number(place?.[2] ?? 1),
      path: [],
    });
  }
}

/**
 * Reads one JSON text strictly.
 * @throws Problem with code JSON_… naming line, column and field.
 */
export function parseStrictJson(source: Uint8Array | string): unknown {
  let text: string;
  try {
    text = typeof source === 'string' ? source : decoder.decode(source);
  } catch (cause) {
    throw new Problem(
      400,
      'JSON_NOT_UTF8',
      {
        title: 'The body is not JSON that everyone would read alike.',
        detail: 'The bytes are not UTF-8.',
        errors: [
          {
            field: '',
            rule: 'JSON_NOT_UTF8',
            message: 'is not UTF-8',
            remedy: 'Save the text as UTF-8.',
          },
        ],
      },
      { cause },
    );
  }
  check(text);
  return parseChecked(text);
}
