// Invariants
// 1. Whoever names a position is answered from read models that have passed it, or with a problem: never from older ones.
// 2. A position that the log does not hold is refused at once: no time would bring it.
// 3. A wait ends with its time, with its client, and with this process.
import { setTimeout as delay } from 'node:timers/promises';
import { type EventLog, type LogEndReader, formatLogPosition } from '@rapporteur/event-log';
import { type Metrics, Problem } from '@rapporteur/platform';
import type { PositionWatch, Projection, PositionWaitResult } from '@rapporteur/projection-runtime';
import { parseRequestPosition } from './position.ts';

/** The longest time that a read waits for a position. */
export const WAIT_SECONDS_MAX = 30;
/** How long it waits unless it is told. */
export const WAIT_SECONDS_DEFAULT = 5;
/** When to ask again for a position that was not reached. */
const RETRY_SECONDS = 1;
/** How long the end of the log is waited for once the time is up: without it the answer is that it was not reached. */
const END_CHECK_MS = 1_000;
/** What nginx answers, to nobody, when the client has gone. */
const CLIENT_GONE = 499;

/** A place that read models must have passed. */
export interface RequiredPosition {
  /** The parameter that names it. */
  readonly field: string;
  readonly partition: number;
  /** Inclusive. */
  readonly pseq: number;
}

/** How long a reader is willing to wait. */
export interface PositionWaitOptions {
  /** Of `Prefer: wait=n`. */
  readonly waitSeconds?: number | undefined;
  /** Aborts when the client has gone. */
  readonly signal?: AbortSignal | undefined;
}

/** How long a read waits. */
export function limitWaitSeconds({
  waitSeconds = WAIT_SECONDS_DEFAULT,
}: PositionWaitOptions): number {
  return Math.min(waitSeconds, WAIT_SECONDS_MAX);
}

/** What waiting rests on. */
export interface PositionWaitDependencies {
  readonly log: EventLog;
  readonly watch: PositionWatch;
  readonly ends: LogEndReader;
  readonly metrics: Metrics;
  /** Aborts when this process begins to stop. */
  readonly stopping: AbortSignal;
}

/** Lets reads wait until read models have passed a position. */
export class PositionWait {
  readonly #tools: PositionWaitDependencies;

  constructor(tools: PositionWaitDependencies) {
    this.#tools = tools;
  }

  /**
   * Answers where the last of the projections stands, once all of them have passed what is wanted.
   * @throws Problem 400 where the log does not hold it, 503 where it is not reached in time
   */
  async waitFor(
    projections: readonly Projection[],
    wanted: RequiredPosition,
    patience: PositionWaitOptions,
  ): Promise<number> {
    const { watch } = this.#tools;
    const { partition, pseq } = wanted;
    const position = await watch.readPosition(projections, partition);
    return position >= pseq ? position : this.#wait(projections, wanted, patience);
  }

  /** As {@link waitFor}, for a position as it stands in an address; without one nothing is waited for. */
  async waitForParameter(
    projections: readonly Projection[],
    position: string | undefined,
    patience: PositionWaitOptions,
  ): Promise<void> {
    if (position === undefined) return;
    const wanted = parseRequestPosition('position', position, this.#tools.log);
    await this.waitFor(projections, { field: 'position', ...wanted }, patience);
  }

  async #wait(
    projections: readonly Projection[],
    wanted: RequiredPosition,
    patience: PositionWaitOptions,
  ): Promise<number> {
    const { watch, metrics, stopping } = this.#tools;
    const { waits, waitSeconds } = metrics.getRecorders('queries');
    const { partition, pseq } = wanted;
    const beyondEnd = new AbortController();
    const gone = patience.signal ?? new AbortController().signal;
    const signal = AbortSignal.any([gone, stopping, beyondEnd.signal]);
    const since = performance.now();
    const checked = this.#checkEnd(wanted, beyondEnd);
    const waited = await watch.wait({
      projections,
      partition,
      pseq,
      timeoutMs: limitWaitSeconds(patience) * 1000,
      signal,
    });
    waitSeconds.observe((performance.now() - since) / 1000);
    if (!waited.reached && !gone.aborted) await Promise.race([checked, delay(END_CHECK_MS)]);
    const outcome = outcomeOf(waited, gone, beyondEnd.signal);
    waits.inc({ outcome });
    switch (outcome) {
      case 'reached':
        return waited.position;
      case 'clientGone':
        throw new Problem(CLIENT_GONE, 'CLIENT_GONE', {
          title: 'Nobody waits for this answer any more.',
        });
      case 'beyondEnd':
        throw beyondEnd.signal.reason;
      case 'timedOut':
        throw notReached(wanted, waited.position);
    }
  }

  /** Looks for the end of the log while the wait goes on; where the position lies behind it, the wait is over. */
  async #checkEnd(wanted: RequiredPosition, beyondEnd: AbortController): Promise<void> {
    // An end that cannot be read refuses nothing.
    const end = await this.#tools.ends.readEnd(wanted.partition).catch(() => undefined);
    if (end !== undefined && end.pseq < wanted.pseq) beyondEnd.abort(beyondEndOf(wanted, end.pseq));
  }
}

type PositionWaitOutcome = 'reached' | 'clientGone' | 'beyondEnd' | 'timedOut';

function outcomeOf(
  { reached }: PositionWaitResult,
  gone: AbortSignal,
  beyondEnd: AbortSignal,
): PositionWaitOutcome {
  if (reached) return 'reached';
  if (gone.aborted) return 'clientGone';
  return beyondEnd.aborted ? 'beyondEnd' : 'timedOut';
}

function notReached({ partition, pseq }: RequiredPosition, position: number): Problem {
  return new Problem(503, 'POSITION_NOT_REACHED', {
    title: 'The read models have not come to that position yet.',
    detail: `They stand at ${formatLogPosition({ partition, pseq: position })}. Ask again, or wait longer with Prefer: wait=n.`,
    retryAfterSeconds: RETRY_SECONDS,
    extensions: {
      position: formatLogPosition({ partition, pseq: position }),
      wanted: formatLogPosition({ partition, pseq }),
    },
  });
}

function beyondEndOf({ field, partition, pseq }: RequiredPosition, end: number): Problem {
  const message = `is ${formatLogPosition({ partition, pseq })}, but this log ends at ${formatLogPosition({ partition, pseq: end })}`;
  const remedy = 'Give a position that was answered by this record.';
  return new Problem(400, 'POSITION_BEYOND_END', {
    title: 'There is no such position.',
    detail: `${field} ${message}. ${remedy}`,
    errors: [{ field, rule: 'POSITION_BEYOND_END', message, remedy }],
    extensions: {
      end: formatLogPosition({ partition, pseq: end }),
      wanted: formatLogPosition({ partition, pseq }),
    },
  });
}
