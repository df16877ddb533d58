/** Requests and command lines that no client should send, from the published descriptions. */
import { COMMANDS, EXAMPLES } from '@rapporteur/contracts';
import { buildProgramForReference, listSubcommands } from '@rapporteur/cli';
import fc from 'fast-check';

/** The part of an OpenAPI document that requests are made from. */
export interface DescribedApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
}

interface DescribedOperation {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly responses: Readonly<Record<string, unknown>>;
}

/** A request, and the statuses that the description of its route has. */
export interface BadRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly described: readonly string[];
}

const LONG = 'a'.repeat(8_000);
const CURSORS = ['', '{}', '[]', '[null]', '[1e400]', '["x",2]', '{"a":', '[[[[]]]]'];

/** Texts that broke a parser, a query, a terminal or a file name somewhere. */
const HOSTILE = [
  '',
  ' ',
  '0',
  '-1',
  '1e400',
  '9007199254740993',
  '99999999999999999999',
  'NaN',
  'null',
  'true',
  '[]',
  '{}',
  '{"__proto__":1}',
  '__proto__',
  'constructor',
  'sco',
  'sco/sco',
  'sco-rats-council-44',
  '../../etc/passwd',
  '/',
  '%',
  '%00',
  '\u0000',
  '\u001B[2J',
  '\u202Egnp',
  '\uFEFF',
  '\uD800',
  'ГКПТЧП',
  '上合',
  "'; DROP TABLE facts; --",
  '" OR ""="',
  '\\',
  '*',
  '&|!:()',
  '<->',
  '2025-13-45',
  '0000-00-00',
  '-9999',
  '2025/2020',
  '1985-04-XX',
  '99999-01-01',
  '0:99999999999',
  '0:-1',
  '99:0',
  'a:b',
  '1:2:3',
  'P1D',
  'Infinity',
  LONG,
  ...CURSORS.map((text) => Buffer.from(text).toString('base64url')),
];

const hostileText = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...HOSTILE) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
);
const hostileValue = fc.oneof(
  { weight: 3, arbitrary: hostileText },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(null, -1, 1e308, 0.1, [], {}, [[]], false) },
);

/** Returns requests for every route of a description: the same ones for the same seed. */
export function listBadRequests(
  { paths }: DescribedApi,
  { perRoute, seed }: { readonly perRoute: number; readonly seed: number },
): readonly BadRequest[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, operation]) =>
      fc.sample(arbitraryRequest(path, method, operation), { numRuns: perRoute, seed }),
    ),
  );
}

function arbitraryRequest(
  path: string,
  method: string,
  { parameters = [], responses }: DescribedOperation,
): fc.Arbitrary<BadRequest> {
  const names = parameters.filter((each) => each.in === 'query').map(({ name }) => name);
  const name = fc.constantFrom(...names, 'unknown', 'limit');
  const query = fc.array(fc.tuple(name, hostileText), { maxLength: 3 });
  const parts = fc.array(fc.oneof(hostileText, fc.constantFrom('sco', 'RecordFacts')), {
    minLength: 4,
    maxLength: 4,
  });
  const headers = fc.constantFrom<Readonly<Record<string, string>>>(
    {},
    { accept: 'text/csv' },
    { accept: 'text/html' },
    { prefer: 'wait=x' },
    { prefer: 'wait=-1' },
    { 'if-match': '"x"' },
    { 'content-type': 'text/plain' },
    { 'content-type': 'application/x-ndjson' },
    { 'idempotency-key': LONG.slice(0, 2_000) },
  );
  const body = method === 'post' || method === 'put' ? arbitraryBody : fc.constant(undefined);
  return fc.tuple(parts, query, headers, body).map(([values, pairs, extra, text]) => {
    const given = values.values();
    const filled = path.replaceAll(/\{\w+\}/g, () => encode(given.next().value ?? ''));
    const search = pairs.map(([key, value]) => `${key}=${encode(value)}`).join('&');
    return {
      method: method.toUpperCase(),
      path: `${filled}${search === '' ? '' : `?${search}`}`,
      headers: text === undefined ? extra : { 'content-type': 'application/json', ...extra },
      ...(text === undefined ? {} : { body: text }),
      described: Object.keys(responses),
    };
  });
}

// A lone surrogate has no UTF-8 form; a client can only send bytes that are none.
function encode(text: string): string {
  return text.isWellFormed() ? encodeURIComponent(text) : '%ED%A0%80';
}

/** The body of a command of the examples, with some values replaced; or no JSON object at all. */
const arbitraryBody = fc.oneof(
  fc.constantFrom('', '{', '[]', 'null', '"text"', '{}', '{}\n{}', '\u0000', '{"a":1,"a":2}'),
  fc.constant('['.repeat(5_000)),
  fc
    .tuple(
      fc.constantFrom(...COMMANDS.keys()),
      fc.constantFrom(...Object.values(EXAMPLES)),
      fc.array(fc.tuple(fc.nat(), hostileValue), { minLength: 1, maxLength: 3 }),
    )
    .map(([command, example, replaced]) => {
      const body: Record<string, unknown> = { collection: 'sco', ...(example as object) };
      const fields = Object.keys(body);
      for (const [index, value] of replaced) body[fields[index % fields.length] ?? ''] = value;
      return JSON.stringify(replaced.length === 3 ? { name: command, body } : body);
    }),
);

/** Commands that run a program of their own: they look after a server instead of asking one. */
const NOT_OF_A_CLIENT: ReadonlySet<string> = new Set(['demo', 'doctor', 'log', 'projections']);

/** The arguments of a process are well-formed, and end at a NUL. */
const hostileWord = hostileText.filter((text) => text.isWellFormed() && !text.includes('\u0000'));

/** Returns command lines for every command that asks a server. */
export function listBadCommandLines({
  perCommand,
  seed,
}: {
  readonly perCommand: number;
  readonly seed: number;
}): readonly (readonly string[])[] {
  const leaves = listSubcommands(buildProgramForReference()).filter(
    (command) => command.commands.length === 0,
  );
  return leaves.flatMap((command) => {
    const path: string[] = [];
    for (let at = command; at.parent !== null; at = at.parent) path.unshift(at.name());
    if (NOT_OF_A_CLIENT.has(path[0] ?? '')) return [];
    const flags = command.options
      .map(({ long }) => long ?? '')
      .filter((flag) => flag !== '--follow');
    const flag = fc.constantFrom(...flags, '--unknown', '--json', '--output');
    const line = fc
      .tuple(
        fc.array(hostileWord, {
          minLength: command.registeredArguments.length,
          maxLength: command.registeredArguments.length + 1,
        }),
        fc.array(fc.tuple(flag, hostileWord), { maxLength: 2 }),
      )
      .map(([words, options]) => [
        ...path,
        ...words,
        ...options.flatMap(([name, value]) => (name === '--output' ? [] : [`${name}=${value}`])),
      ]);
    return fc.sample(line, { numRuns: perCommand, seed });
  });
}
