import type { UrlParameters } from './api-client.ts';
import { CliError } from './cli-error.ts';
import { formatLogPosition } from '@rapporteur/event-log';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { ProgressDisplay } from './progress-display.ts';
import type { CliSession } from './session.ts';

/** Which events of a partition. */
export interface LogRange {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly collection?: string | undefined;
  readonly stream?: string | undefined;
}

/** What was read of a partition. */
export interface LogReadResult {
  readonly events: number;
  readonly bytes: number;
  /** The sequences of the first and last event that came; null where none did. */
  readonly first: number | null;
  readonly last: number | null;
  readonly interrupted: boolean;
}

/** Hands over the events of a partition as the bytes they are stored as, each with the end of its line. */
export async function readPartition(
  session: CliSession,
  partition: number,
  range: LogRange,
  sink: (line: Uint8Array) => Promise<void>,
): Promise<LogReadResult> {
  const { queryApi: api, terminal } = session;
  const parameters: UrlParameters = { ...range };
  const response = await api.send(`/v1/log/${partition}`, {
    parameters,
    headers: { accept: 'application/x-ndjson' },
  });
  const progress = new ProgressDisplay(terminal, { phase: 'Reading the log', unit: 'events' });
  // Of a whole range nothing may be missing; of a stream, most is.
  const whole = range.collection === undefined && range.stream === undefined;
  let read: LogReadResult = { events: 0, bytes: 0, first: null, last: null, interrupted: false };
  try {
    for await (const line of api.readLines(response)) {
      const pseq = pseqOf(line);
      if (whole && read.last !== null && pseq !== read.last + 1)
        throw gap(partition, read.last, pseq);
      await sink(Buffer.concat([line, LINE_END]));
      read = {
        events: read.events + 1,
        bytes: read.bytes + line.length + 1,
        first: read.first ?? pseq,
        last: pseq,
        interrupted: terminal.interrupt.requested,
      };
      progress.update({ done: read.events, location: formatLogPosition({ partition, pseq }) });
      if (read.interrupted) break;
    }
  } finally {
    progress.clear();
  }
  return read;
}

const LINE_END = Uint8Array.of(10);

function pseqOf(line: Uint8Array): number {
  const event = JSON.parse(Buffer.from(line).toString()) as { pseq?: unknown };
  if (typeof event.pseq === 'number') return event.pseq;
  throw new CliError(EXIT.internalError, 'A line of the log is no event: it has no pseq.');
}

function gap(partition: number, last: number, next: number): CliError {
  const [after, then] = [
    formatLogPosition({ partition, pseq: last }),
    formatLogPosition({ partition, pseq: next }),
  ];
  return new CliError(
    EXIT.verificationFailed,
    `The log has a gap: after ${after} comes ${then}.`,
    'Restore it from an export.',
  );
}
