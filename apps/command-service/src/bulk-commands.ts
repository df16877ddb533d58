// Invariants
// 1. One result a line, in the order of the lines, and commands are decided in that order.
// 2. A line that is refused records nothing of itself and stops nobody else.
// 3. Memory is bounded: no more than IN_FLIGHT_MAX lines are read ahead of the results that were taken.
import type { CommandOutcome, CommandSubmission } from '@rapporteur/command-runtime';
import { parseStrictJson, Problem, toProblem } from '@rapporteur/platform';
import { type CommandResponse, toCommandResponse } from './command-response.ts';
import { type NdjsonLine, LINE_BYTES_MAX, splitLines } from './ndjson-lines.ts';
import type { ForwardedResponse } from './command-forwarding.ts';
import { parseCommandId } from './request-options.ts';

/** How many lines may wait for their outcome at once. */
export const IN_FLIGHT_MAX = 256;

/** Has a command decided, after the one before it: `turn` resolves when that was handed over, as the answer's does. */
export type SubmitLine = (
  submission: CommandSubmission,
  turn: Promise<void>,
) => {
  readonly outcome: Promise<CommandOutcome | ForwardedResponse>;
  readonly handedOver: Promise<void>;
};
type BulkLineResult = { readonly line: number } & (
  | { readonly answer: CommandResponse }
  | { readonly problem: Problem }
);

function invalid(field: string, message: string, remedy: string): Problem {
  const errors = [{ field, rule: 'LINE_INVALID', message, remedy }];
  return new Problem(400, 'LINE_INVALID', {
    title: 'The line is no command.',
    detail: `${field} ${message}`,
    errors,
  });
}

const FIELDS = new Set(['name', 'body', 'idempotencyKey', 'expectedVersion']);

function parseLine({ bytes }: NdjsonLine): CommandSubmission {
  if (bytes === null) {
    throw new Problem(413, 'LINE_TOO_LONG', {
      title: 'The line is too long.',
      detail: `At most ${LINE_BYTES_MAX} bytes; send the command by itself.`,
    });
  }
  const value = parseStrictJson(bytes);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid('', 'is not an object', 'Write {"name": …, "body": …}.');
  }
  const { name, body, idempotencyKey, expectedVersion } = value as Readonly<
    Record<string, unknown>
  >;
  const unknown = Object.keys(value).find((field) => !FIELDS.has(field));
  if (unknown !== undefined)
    throw invalid(unknown, 'is no field of a line', `There are ${[...FIELDS].join(', ')}.`);
  if (typeof name !== 'string')
    throw invalid('name', 'is not a text', 'Give the name of a command.');
  if (idempotencyKey !== undefined && typeof idempotencyKey !== 'string')
    throw invalid('idempotencyKey', 'is not a text', 'Give a text, or leave it out.');
  if (expectedVersion !== undefined && !Number.isInteger(expectedVersion))
    throw invalid('expectedVersion', 'is not a whole number', 'Give the version, or leave it out.');
  return {
    name,
    body,
    commandId: parseCommandId(idempotencyKey),
    expectedVersion: expectedVersion as number | undefined,
  };
}

/** Takes lines in one after the other, so that each is decided after the one before it. */
class LineSequence {
  readonly #submit: SubmitLine;
  #turn: Promise<void> = Promise.resolve();

  constructor(submit: SubmitLine) {
    this.#submit = submit;
  }

  /** Never rejects: what goes wrong with a line is its result. */
  async resultOf(line: NdjsonLine): Promise<BulkLineResult> {
    try {
      const submission = parseLine(line);
      const { outcome, handedOver } = this.#submit(submission, this.#turn);
      this.#turn = handedOver;
      return {
        line: line.number,
        answer: toCommandResponse(await outcome, submission.name, submission.body),
      };
    } catch (error) {
      return { line: line.number, problem: toProblem(error) };
    }
  }
}

function formatResult(result: BulkLineResult): string {
  if ('problem' in result)
    return `${JSON.stringify({ line: result.line, outcome: 'problem', problem: result.problem })}\n`;
  const { events, ...answer } = result.answer;
  return `${JSON.stringify({ line: result.line, ...answer, events: events.map(({ id }) => id) })}\n`;
}

/** Counts what became of the lines, for the summary at the end. */
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
    if ('problem' in result) this.#counts.problems += 1;
    else {
      this.#counts[result.answer.repeated ? 'repeated' : result.answer.outcome] += 1;
      this.#position = result.answer.position;
    }
  }

  print(): string {
    return `${JSON.stringify({ summary: { ...this.#counts, position: this.#position } })}\n`;
  }
}

/** The results of a stream of commands, a line each, and at the end a summary. */
export async function* runBulk(
  stream: AsyncIterable<Uint8Array>,
  submit: SubmitLine,
): AsyncGenerator<string> {
  const lines = splitLines(stream);
  const sequence = new LineSequence(submit);
  const waiting: Promise<BulkLineResult>[] = [];
  const tally = new BulkSummary();
  let next: Promise<IteratorResult<NdjsonLine>> | null = read(lines);
  while (next !== null || waiting.length > 0) {
    const [first] = waiting;
    // A client may wait for an answer before it sends more, so neither side may hold up the other.
    const canRead = next !== null && waiting.length < IN_FLIGHT_MAX;
    const done = await Promise.race([
      ...(canRead && next !== null ? [next.then((line) => ({ line }))] : []),
      ...(first === undefined ? [] : [first.then((result) => ({ result }))]),
    ]);
    if ('result' in done) {
      void waiting.shift();
      tally.add(done.result);
      yield formatResult(done.result);
    } else if (done.line.done === true) next = null;
    else {
      if (done.line.value.bytes?.length !== 0) waiting.push(sequence.resultOf(done.line.value));
      next = read(lines);
    }
  }
  yield tally.print();
}

function read(lines: AsyncGenerator<NdjsonLine>): Promise<IteratorResult<NdjsonLine>> {
  const next = lines.next();
  // Whoever sends may break off while nobody waits for the next line.
  next.catch(() => undefined);
  return next;
}
