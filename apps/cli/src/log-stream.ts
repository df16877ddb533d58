import { formatLogPosition } from '@rapporteur/event-log';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { z } from 'zod';
import type { UrlParameters } from './api-client.ts';
import { CliError } from './cli-error.ts';
import { ProgressDisplay } from './progress-display.ts';
import type { CliSession } from './session.ts';

const NEWLINE = Uint8Array.of(10);

/** The member of an event that every reader of the log needs. */
const LoggedEvent = z.looseObject({ pseq: z.int().min(0) });

/** Selects events of a partition. */
export interface LogRange {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly collection?: string | undefined;
  readonly stream?: string | undefined;
}

/** How much of a partition was read. */
export interface LogReadResult {
  readonly events: number;
  readonly bytes: number;
  /** The sequence numbers of the first and the last event; null without events. */
  readonly first: number | null;
  readonly last: number | null;
  readonly interrupted: boolean;
}

/** Passes each event of a partition to `write`, as its stored bytes with a newline. */
export async function readPartition(
  session: CliSession,
  partition: number,
  range: LogRange,
  write: (line: Uint8Array) => Promise<void>,
): Promise<LogReadResult> {
  const { queryApi, terminal } = session;
  const parameters: UrlParameters = { ...range };
  const response = await queryApi.send(`/v1/log/${partition}`, {
    parameters,
    headers: { accept: 'application/x-ndjson' },
  });
  const progress = new ProgressDisplay(terminal, { phase: 'Reading the log', unit: 'events' });
  // Sequence numbers have no gaps, except in a selection of one collection or stream.
  const isContiguous = range.collection === undefined && range.stream === undefined;

  let read: LogReadResult = { events: 0, bytes: 0, first: null, last: null, interrupted: false };
  try {
    for await (const { bytes: line, value } of queryApi.readJsonLines(response, LoggedEvent)) {
      const { pseq } = value;
      if (isContiguous && read.last !== null && pseq !== read.last + 1)
        throw createGapError(partition, read.last, pseq);
      await write(Buffer.concat([line, NEWLINE]));
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

function createGapError(partition: number, last: number, next: number): CliError {
  const before = formatLogPosition({ partition, pseq: last });
  const after = formatLogPosition({ partition, pseq: next });
  return new CliError(
    EXIT.verificationFailed,
    `The log has a gap: after ${before} comes ${after}.`,
    'Restore it from an export.',
  );
}
