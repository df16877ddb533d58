// Invariants
// 1. Lines are sent in order, in batches of limited size. The next batch waits for all results.
//    Test: "finishes the batch after Ctrl-C, and prints how to continue".
// 2. `lastLine` is the last line with a known result: every line up to it is processed.
//    Test: "prints how to continue if the server goes away".
// 3. Sending a line again changes nothing: the server finds a command by its id or its content.
//    Test: "counts the outcome of each line".
import type { Readable } from 'node:stream';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { z } from 'zod';
import { CliError } from './cli-error.ts';
import { buildSendRequest, type SendOptions } from './command-client.ts';
import { formatProblem, ProblemDocumentSchema } from './problem-document.ts';
import { ProgressDisplay } from './progress-display.ts';
import type { CliSession } from './session.ts';
import { splitTextLines } from './text-input.ts';

/** The limits of a batch. After Ctrl-C, a batch that was sent is still completed. */
const BATCH_LINES_MAX = 500;
const BATCH_BYTES_MAX = 4_000_000;
const NEWLINE = Uint8Array.of(10);

/** The outcomes of the lines so far. */
export interface ImportTally {
  /** The number of the last line with a known result. */
  readonly lastLine: number;
  readonly recorded: number;
  /** Recorded before: the server returned its first response again. */
  readonly repeated: number;
  /** All facts of the line were recorded before. */
  readonly unchanged: number;
  readonly wouldRecord: number;
  /** Rejected or malformed: nothing of the line is recorded. */
  readonly problems: number;
  readonly position: string | null;
}

/** The lines to send. */
export interface ImportSource {
  /** The file as the caller named it. */
  readonly file: string;
  readonly chunks: Readable;
  /** The number of lines; undefined if it is not known in advance. */
  readonly total: number | undefined;
  /** The first line to send. Line numbers start at 1. */
  readonly fromLine: number;
}

/** How an import ended. */
export type ImportResult = { readonly tally: ImportTally } & (
  | { readonly kind: 'done' | 'interrupted' }
  | { readonly kind: 'stopped'; readonly error: CliError }
);

interface LineBatch {
  /** The number of its first line. */
  readonly first: number;
  readonly lines: readonly Uint8Array[];
}

/** The result of one line, or the summary at the end. */
const ImportResultSchema = z.union([
  z.looseObject({
    line: z.int().min(1),
    outcome: z.enum(['recorded', 'unchanged', 'wouldRecord', 'problem']).optional(),
    repeated: z.boolean().optional(),
    position: z.string().optional(),
    problem: ProblemDocumentSchema.optional(),
  }),
  z.looseObject({ line: z.undefined().optional(), summary: z.looseObject({}) }),
]);
type ImportResultLine = Extract<z.output<typeof ImportResultSchema>, { line: number }>;

type ImportCounter = 'recorded' | 'repeated' | 'unchanged' | 'wouldRecord' | 'problems';
type MutableImportTally = { -readonly [K in keyof ImportTally]: ImportTally[K] };

/** The state of a running import. */
interface ImportRun {
  readonly session: CliSession;
  readonly options: SendOptions;
  readonly progress: ProgressDisplay;
  readonly tally: MutableImportTally;
}

/** Sends the commands of an NDJSON stream, and prints the problem of each rejected line. */
export async function importLines(
  session: CliSession,
  source: ImportSource,
  options: SendOptions,
): Promise<ImportResult> {
  const progress = new ProgressDisplay(session.terminal, { phase: 'Importing', unit: 'lines' });
  const tally = createTally(source.fromLine - 1);
  const run = { session, options, progress, tally };
  const { interrupt } = session.terminal;
  // The writer of the stream may pause for ever: lines that are read but not sent are dropped.
  const stopReading = (): void => void source.chunks.destroy();
  interrupt.signal.addEventListener('abort', stopReading);

  try {
    for await (const batch of readBatches(source)) {
      await sendBatch(run, batch);
      const { lastLine } = tally;
      progress.update({ done: lastLine, total: source.total, location: `line ${lastLine}` });
      if (interrupt.requested) return { kind: 'interrupted', tally };
    }
    return { kind: interrupt.requested ? 'interrupted' : 'done', tally };
  } catch (error) {
    if (error instanceof CliError) return { kind: 'stopped', tally, error };
    if (interrupt.requested) return { kind: 'interrupted', tally };
    throw error;
  } finally {
    interrupt.signal.removeEventListener('abort', stopReading);
    progress.clear();
  }
}

function createTally(lastLine: number): MutableImportTally {
  return {
    lastLine,
    recorded: 0,
    repeated: 0,
    unchanged: 0,
    wouldRecord: 0,
    problems: 0,
    position: null,
  };
}

async function sendBatch(run: ImportRun, { first, lines }: LineBatch): Promise<void> {
  const { commandApi } = run.session;
  const { parameters, headers } = buildSendRequest(run.options);
  const response = await commandApi.send('/v1/commands', {
    method: 'POST',
    parameters,
    headers: { ...headers, 'content-type': 'application/x-ndjson' },
    body: Buffer.concat(lines.flatMap((line) => [line, NEWLINE])),
  });

  let hasSummary = false;
  for await (const { value } of commandApi.readJsonLines(response, ImportResultSchema)) {
    if (value.line === undefined) hasSummary = true;
    else await countResult(run, first + value.line - 1, value);
  }
  if (!hasSummary)
    throw new CliError(EXIT.unreachable, 'The response ended before its summary line.');
  // Empty lines at the end of the batch have no result.
  run.tally.lastLine = first + lines.length - 1;
}

async function countResult(
  { tally, progress }: ImportRun,
  lineNumber: number,
  result: ImportResultLine,
): Promise<void> {
  const { problem } = result;
  if (problem !== undefined) {
    const message = `Line ${lineNumber}: ${formatProblem(problem)}`;
    // A server error is not the fault of the line: the line may be recorded when it is sent again.
    if (problem.status >= 500) throw new CliError(EXIT.unreachable, message);
    await progress.writeMessage(message);
  }
  tally[chooseCounter(result)] += 1;
  tally.lastLine = lineNumber;
  tally.position = result.position ?? tally.position;
}

function chooseCounter({ outcome, repeated }: ImportResultLine): ImportCounter {
  if (repeated === true) return 'repeated';
  return outcome === undefined || outcome === 'problem' ? 'problems' : outcome;
}

async function* readBatches({ file, chunks, fromLine }: ImportSource): AsyncGenerator<LineBatch> {
  let lines: Uint8Array[] = [];
  let bytes = 0;
  let lineNumber = 0;
  for await (const { bytes: line } of splitTextLines(chunks, { file })) {
    lineNumber += 1;
    if (lineNumber < fromLine) continue;
    lines.push(line);
    bytes += line.length;
    if (lines.length < BATCH_LINES_MAX && bytes < BATCH_BYTES_MAX) continue;
    yield { first: lineNumber - lines.length + 1, lines };
    lines = [];
    bytes = 0;
  }
  if (lines.length > 0) yield { first: lineNumber - lines.length + 1, lines };
}
