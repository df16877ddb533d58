/**
 * Invariants, each with its test in `bulk-commands.spec.ts`:
 * 1. Each line has one result, in the order of the lines, and the commands are decided in that
 *    order ("decides lines in their order").
 * 2. A rejected line records nothing and stops no other ("continues after an invalid line").
 * 3. Memory is bounded: at most IN_FLIGHT_MAX lines are read ahead of the results ("reads a limited
 *    number of lines ahead").
 * 4. Other requests wait at most TURN_MS for the lines of one ("lets other work have its turn").
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CommandOutcome, CommandSubmission } from '@rapporteur/command-runtime';
import { parseStrictJson, Problem, ProblemSchema, toProblem } from '@rapporteur/platform';
import { z } from 'zod';
import type { ForwardedResponse } from './command-forwarding.ts';
import { CommandResponse, toCommandResponse } from './command-response.ts';
import { CommandSequence, type CommandTurn } from './command-sequence.ts';
import { LINE_BYTES_MAX, type NdjsonLine, splitLines } from './ndjson-lines.ts';
import { parseCommandId } from './request-options.ts';

/** The limit of lines that wait for their result. */
export const IN_FLIGHT_MAX = 256;

/** How long the lines of one request are worked on before other work has its turn. */
const TURN_MS = 10;

/** Submits the command of a line in its turn. */
export type SubmitLine = (
  submission: CommandSubmission,
  turn: CommandTurn,
) => Promise<CommandOutcome | ForwardedResponse>;

/** A line of a bulk request: a command, and its headers as fields. */
export const BulkLine = z.strictObject({
  name: z.string(),
  body: z.unknown(),
  idempotencyKey: z.string().optional(),
  expectedVersion: z.int().optional(),
});

/** A line of the response: the result of a command, or the summary at the end. */
export const BulkResultLine = z.union([
  CommandResponse.extend({
    line: z.int(),
    events: z.array(z.string()).readonly().meta({ description: 'The ids of the events.' }),
  }).meta({ id: 'BulkLineResponse' }),
  z
    .object({ line: z.int(), outcome: z.literal('problem'), problem: ProblemSchema })
    .meta({ id: 'BulkLineProblem' }),
  z
    .object({
      summary: z.object({
        lines: z.int(),
        recorded: z.int(),
        repeated: z.int(),
        unchanged: z.int(),
        wouldRecord: z.int(),
        problems: z.int(),
        position: z.string().nullable(),
      }),
    })
    .meta({ id: 'BulkSummary' }),
]);

type BulkLineResult = { readonly line: number } & (
  | { readonly response: CommandResponse }
  | { readonly problem: Problem }
);

function createLineProblem(field: string, message: string, remedy: string): Problem {
  const errors = [{ field, rule: 'LINE_INVALID', message, remedy }];
  return new Problem(400, 'LINE_INVALID', {
    title: 'The line is not a valid command.',
    detail: `${field === '' ? 'The line' : field} ${message}.`,
    errors,
  });
}

const FIELDS = new Set(Object.keys(BulkLine.shape));

function parseLine({ bytes }: NdjsonLine): CommandSubmission {
  if (bytes === null) {
    throw new Problem(413, 'LINE_TOO_LONG', {
      title: 'The line is too long.',
      detail: `The limit is ${LINE_BYTES_MAX} bytes. Send the command in a request of its own.`,
    });
  }

  const value = parseStrictJson(bytes);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw createLineProblem('', 'must be an object', 'Write {"name": …, "body": …}.');

  const unknown = Object.keys(value).find((field) => !FIELDS.has(field));
  if (unknown !== undefined)
    throw createLineProblem(unknown, 'is unknown', `The fields are ${[...FIELDS].join(', ')}.`);

  return parseFields(value as Readonly<Record<string, unknown>>);
}

function parseFields(fields: Readonly<Record<string, unknown>>): CommandSubmission {
  const { name, body, idempotencyKey, expectedVersion } = fields;
  if (typeof name !== 'string')
    throw createLineProblem('name', 'must be a string', 'Give the name of a command.');
  if (idempotencyKey !== undefined && typeof idempotencyKey !== 'string')
    throw createLineProblem('idempotencyKey', 'must be a string', 'Give a string or omit it.');
  if (expectedVersion !== undefined && !Number.isInteger(expectedVersion)) {
    const remedy = 'Give the version or omit it.';
    throw createLineProblem('expectedVersion', 'must be a whole number', remedy);
  }

  return {
    name,
    body,
    commandId: parseCommandId(idempotencyKey),
    expectedVersion: expectedVersion as number | undefined,
  };
}

/** Executes the command of a line. Never rejects: an error becomes the line's result. */
async function executeLine(
  line: NdjsonLine,
  submit: SubmitLine,
  sequence: CommandSequence,
): Promise<BulkLineResult> {
  try {
    const submission = parseLine(line);
    const outcome = await submit(submission, sequence.addTurn());
    const response = toCommandResponse(outcome, submission.name, submission.body);
    return { line: line.number, response };
  } catch (error) {
    return { line: line.number, problem: toProblem(error) };
  }
}

function formatResult(result: BulkLineResult): string {
  const { line } = result;
  if ('problem' in result)
    return `${JSON.stringify({ line, outcome: 'problem', problem: result.problem })}\n`;

  const { events, ...response } = result.response;
  return `${JSON.stringify({ line, ...response, events: events.map(({ id }) => id) })}\n`;
}

/** Counts the lines by their result. */
class BulkSummary {
  readonly #counts = {
    lines: 0,
    recorded: 0,
    repeated: 0,
    unchanged: 0,
    wouldRecord: 0,
    problems: 0,
  };
  #position: string | null = null;

  add(result: BulkLineResult): void {
    this.#counts.lines += 1;
    if ('problem' in result) {
      this.#counts.problems += 1;
      return;
    }
    const { repeated, outcome, position } = result.response;
    this.#counts[repeated ? 'repeated' : outcome] += 1;
    this.#position = position;
  }

  format(): string {
    return `${JSON.stringify({ summary: { ...this.#counts, position: this.#position } })}\n`;
  }
}

/** Yields the result of each command in a stream, and a summary at the end, as NDJSON. */
export async function* runBulk(
  stream: AsyncIterable<Uint8Array>,
  submit: SubmitLine,
): AsyncGenerator<string> {
  const lines = splitLines(stream);
  const sequence = new CommandSequence();
  const summary = new BulkSummary();
  const inFlight: Promise<BulkLineResult>[] = [];
  let next: Promise<IteratorResult<NdjsonLine>> | null = readNext(lines);
  let turnStartedMs = performance.now();

  while (next !== null || inFlight.length > 0) {
    // Lines that are read and rejected at once wait for nothing.
    if (performance.now() - turnStartedMs > TURN_MS) {
      await nextTurn();
      turnStartedMs = performance.now();
    }
    const [first] = inFlight;
    // A client may wait for a result before it sends more, so neither side may block the other.
    const canRead = next !== null && inFlight.length < IN_FLIGHT_MAX;
    const ready = await Promise.race([
      ...(canRead && next !== null ? [next.then((line) => ({ line }))] : []),
      ...(first === undefined ? [] : [first.then((result) => ({ result }))]),
    ]);

    if ('result' in ready) {
      void inFlight.shift();
      summary.add(ready.result);
      yield formatResult(ready.result);
    } else if (ready.line.done === true) {
      next = null;
    } else {
      const line = ready.line.value;
      if (line.bytes?.length !== 0) inFlight.push(executeLine(line, submit, sequence));
      next = readNext(lines);
    }
  }
  yield summary.format();
}

function readNext(lines: AsyncGenerator<NdjsonLine>): Promise<IteratorResult<NdjsonLine>> {
  const next = lines.next();
  // The client may disconnect while the next line is not awaited.
  next.catch(() => undefined);
  return next;
}
