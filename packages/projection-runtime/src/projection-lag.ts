import type { EventLog, LastKnownEnd, LogEndReader } from '@rapporteur/event-log';
import type { ProjectionPosition } from './positions.ts';
import { classifyError, ProjectionError } from './projection-error.ts';

/** How long a status may take to read the log. */
const LOG_TIMEOUT_MS = 3_000;

/** The least age of an end that was not read just now: it stays more than 0 when it is rounded. */
const AGE_SECONDS_MIN = 0.1;

/** The distance between a position and the end of the log. Null fields could not be measured. */
export interface ProjectionLag {
  readonly events: number | null;
  /** The pseq of the last event of the log, or of the last one known. */
  readonly end: number | null;
  /** How long ago the end was read, in seconds: 0 if just now. */
  readonly endAgeSeconds: number | null;
  /** When the oldest unapplied event was recorded. */
  readonly oldest: string | null;
  readonly error: { readonly code: string; readonly message: string } | null;
}

/** A log, and the reader of its ends. */
export interface LagSource {
  readonly log: EventLog;
  readonly ends: LogEndReader;
}

/**
 * Measures the lag of a position against the log itself. If its end cannot be read in time, the last
 * known end counts, with its age.
 */
export async function measureLag(
  { log, ends }: LagSource,
  { partition, head }: ProjectionPosition,
): Promise<ProjectionLag> {
  const timeout = AbortSignal.timeout(LOG_TIMEOUT_MS);
  try {
    const end = (await withTimeout(ends.readEnd(partition), timeout)).pseq;
    // If the log ends before the position, reading from the position fails.
    const oldest =
      end === head.pseq
        ? null
        : await withTimeout(readNextTime(log, { partition, head }, timeout), timeout);
    return { events: end - head.pseq, end, endAgeSeconds: 0, oldest, error: null };
  } catch (error) {
    const { code, message } = classifyError(error);
    const isSlow = code === 'PROJECTION_UNREACHABLE';
    const known = isSlow ? ends.getLastKnown(partition) : undefined;
    return { ...toKnownLag(head.pseq, known), oldest: null, error: { code, message } };
  }
}

function toKnownLag(position: number, known: LastKnownEnd | undefined) {
  if (known === undefined) return { events: null, end: null, endAgeSeconds: null };
  // A projector may have read further than this process.
  const end = Math.max(known.head.pseq, position);
  return {
    events: end - position,
    end,
    endAgeSeconds: Math.max(known.ageSeconds, AGE_SECONDS_MIN),
  };
}

/** Returns when the first event after a head was recorded; null at the end of the log. */
async function readNextTime(
  log: EventLog,
  { partition, head }: Pick<ProjectionPosition, 'partition' | 'head'>,
  signal: AbortSignal,
): Promise<string | null> {
  for await (const { events } of log.read(partition, head, { follow: false, signal })) {
    return events[0]?.event.time ?? null;
  }
  return null;
}

async function withTimeout<T>(reading: Promise<T>, timeout: AbortSignal): Promise<T> {
  const expired = new Promise<never>((_, reject) => {
    const message = `The log could not be read within ${LOG_TIMEOUT_MS / 1000} s.`;
    const fail = (): void => reject(new ProjectionError('PROJECTION_UNREACHABLE', message));
    timeout.addEventListener('abort', fail, { once: true });
  });
  return Promise.race([reading, expired]);
}
