// Invariants
// 1. Lines are sent in their order, a bounded number at a time; the next ones only when the results of these are in.
// 2. What is said to be done is done: `lastLine` is the last line whose result came.
// 3. To send lines again is harmless: the server knows a command by its id, or by what it says.
import type { Readable } from 'node:stream';
import { CliError } from './cli-error.ts';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { splitLines } from './stream-lines.ts';
import { type ProblemDocument, formatProblem } from './problem-document.ts';
import { ProgressDisplay } from './progress-display.ts';
import type { CliSession } from './session.ts';

/** How much is sent at a time: after Ctrl-C, what is sent is still brought to its end. */
const BATCH_LINES_MAX = 500;
const BATCH_BYTES_MAX = 4_000_000;

/** What became of the lines so far. */
export interface ImportTally {
  /** The number of the last line whose result is known. */
  lastLine: number;
  readonly recorded: number;
  /** Recorded before: these got their first answer again. */
  readonly repeated: number;
  /** All that they say stood already. */
  readonly unchanged: number;
  readonly wouldRecord: number;
  /** Refused or malformed: nothing of these is recorded. */
  readonly problems: number;
  position: string | null;
}

/** Where lines come from, and which. */
export interface ImportSource {
  readonly chunks: Readable;
  /** How many lines there are; undefined where that cannot be known beforehand. */
  readonly total: number | undefined;
  /** The first line to be sent, from 1. */
  readonly fromLine: number;
}

/** How it is sent, and why it ended. */
export interface ImportOptions {
  readonly dryRun: boolean;
  readonly actor: string | undefined;
}
export type ImportResult = { readonly tally: ImportTally } & (
  | { readonly kind: 'done' | 'interrupted' }
  | { readonly kind: 'stopped'; readonly error: CliError }
);

interface LineBatch {
  readonly first: number;
  readonly lines: readonly Uint8Array[];
}

interface ImportResultLine {
  readonly line?: number;
  readonly outcome?: 'recorded' | 'unchanged' | 'wouldRecord' | 'problem';
  readonly repeated?: boolean;
  readonly position?: string;
  readonly problem?: ProblemDocument;
  readonly summary?: unknown;
}

type ImportCounter = 'recorded' | 'repeated' | 'unchanged' | 'wouldRecord' | 'problems';
type MutableImportTally = { -readonly [K in keyof ImportTally]: ImportTally[K] };

/** Sends the commands of an NDJSON stream, and says which line is refused and why. */
export async function importLines(
  session: CliSession,
  source: ImportSource,
  options: ImportOptions,
): Promise<ImportResult> {
  const progress = new ProgressDisplay(session.terminal, { phase: 'Importing', unit: 'lines' });
  const tally: MutableImportTally = {
    lastLine: source.fromLine - 1,
    recorded: 0,
    repeated: 0,
    unchanged: 0,
    wouldRecord: 0,
    problems: 0,
    position: null,
  };
  const { interrupt } = session.terminal;
  // Whoever feeds us may pause for ever: what was read but not sent is left for the next call.
  const stopReading = (): void => void source.chunks.destroy();
  interrupt.signal.addEventListener('abort', stopReading);
  try {
    for await (const batch of batchesOf(source)) {
      await sendBatch(session, batch, options, tally, progress);
      progress.update({
        done: tally.lastLine,
        total: source.total,
        location: `line ${tally.lastLine}`,
      });
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

async function sendBatch(
  { commandApi: api }: CliSession,
  { first, lines }: LineBatch,
  { dryRun, actor }: ImportOptions,
  tally: MutableImportTally,
  progress: ProgressDisplay,
): Promise<void> {
  const response = await api.send('/v1/commands', {
    method: 'POST',
    ...(dryRun ? { parameters: { dryRun: true } } : {}),
    headers: {
      'content-type': 'application/x-ndjson',
      ...(actor === undefined ? {} : { 'rapporteur-actor': actor }),
    },
    body: Buffer.concat(lines.flatMap((line) => [line, NEWLINE])),
  });
  let whole = false;
  for await (const line of api.readLines(response)) {
    const result = JSON.parse(Buffer.from(line).toString()) as ImportResultLine;
    if (result.line === undefined) whole = result.summary !== undefined;
    else await take(first + result.line - 1, result, tally, progress);
  }
  if (!whole) throw new CliError(EXIT.unreachable, 'The results broke off before their summary.');
  // Empty lines at the end of the batch have no result.
  tally.lastLine = first + lines.length - 1;
}

const NEWLINE = Uint8Array.of(10);

async function take(
  number: number,
  result: ImportResultLine,
  tally: MutableImportTally,
  progress: ProgressDisplay,
): Promise<void> {
  const { problem } = result;
  // Not the line's fault: it may be recorded when it is sent again.
  if (problem !== undefined && problem.status >= 500) {
    throw new CliError(EXIT.unreachable, `Line ${number}: ${formatProblem(problem)}`);
  }
  if (problem !== undefined)
    await progress.writeMessage(`Line ${number}: ${formatProblem(problem)}`);
  tally[counterOf(result)] += 1;
  tally.lastLine = number;
  tally.position = result.position ?? tally.position;
}

function counterOf({ outcome, repeated }: ImportResultLine): ImportCounter {
  if (repeated === true) return 'repeated';
  return outcome === undefined || outcome === 'problem' ? 'problems' : outcome;
}

async function* batchesOf({ chunks, fromLine }: ImportSource): AsyncGenerator<LineBatch> {
  let lines: Uint8Array[] = [];
  let bytes = 0;
  let next = 1;
  for await (const { bytes: line } of splitLines(chunks)) {
    const number = next++;
    if (number < fromLine) continue;
    lines.push(line);
    bytes += line.length;
    if (lines.length < BATCH_LINES_MAX && bytes < BATCH_BYTES_MAX) continue;
    yield { first: number - lines.length + 1, lines };
    [lines, bytes] = [[], 0];
  }
  if (lines.length > 0) yield { first: next - lines.length, lines };
}
