// Invariants
// 1. A read with a position is answered from read models that include it, or with a problem:
//    never from older ones.
//    Tests: 'waits for a position, then reads at it', 'rejects a position that is not reached in
//    time'.
// 2. A position beyond the end of the log is rejected at once.
//    Test: 'rejects a position beyond the end of the log without waiting'.
// 3. A wait ends with its time limit, with its client's connection, and with this process.
//    Test: 'stops waiting when the client disconnects'.
import { setTimeout as delay } from 'node:timers/promises';
import {
  type EventLog,
  formatLogPosition,
  type LogEndReader,
  type LogPosition,
} from '@rapporteur/event-log';
import { type Metrics, Problem } from '@rapporteur/platform';
import type { PositionWatch, PositionWaitResult, Projection } from '@rapporteur/projection-runtime';
import { parseRequestPosition } from './position.ts';

/** The longest wait of a read for a position. */
export const WAIT_SECONDS_MAX = 30;
/** The wait without a `Prefer` header. */
export const WAIT_SECONDS_DEFAULT = 5;
/** The `Retry-After` of a position that was not reached. */
const RETRY_SECONDS = 1;
/** How long to wait for the end of the log after the time limit. */
const END_CHECK_MS = 1_000;
/** The status of nginx for a client that disconnected. Nobody receives it. */
const CLIENT_GONE = 499;

/** A position that read models must include. */
export interface RequiredPosition extends LogPosition {
  /** The parameter that gives it. */
  readonly field: string;
}

/** How long a client waits. */
export interface PositionWaitOptions {
  /** From `Prefer: wait=n`. */
  readonly waitSeconds?: number | undefined;
  /** Aborts when the client disconnects. */
  readonly signal?: AbortSignal | undefined;
}

export interface PositionWaitDependencies {
  readonly log: EventLog;
  readonly watch: PositionWatch;
  readonly ends: LogEndReader;
  readonly metrics: Metrics;
  /** Aborts when this process begins to stop. */
  readonly stopping: AbortSignal;
}

/** Returns the seconds that a read waits. */
export function limitWaitSeconds({
  waitSeconds = WAIT_SECONDS_DEFAULT,
}: PositionWaitOptions): number {
  return Math.min(waitSeconds, WAIT_SECONDS_MAX);
}

/** Lets reads wait until read models include a position. */
export class PositionWait {
  readonly #dependencies: PositionWaitDependencies;

  constructor(dependencies: PositionWaitDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Waits until all projections include a position, and returns the lowest position that they have
   * reached.
   * Rejects with a Problem 400 if the log does not hold it, and 503 if it is not reached in time.
   */
  async waitFor(
    projections: readonly Projection[],
    required: RequiredPosition,
    options: PositionWaitOptions,
  ): Promise<number> {
    const { partition, pseq } = required;
    const position = await this.#dependencies.watch.readPosition(projections, partition);
    return position >= pseq ? position : this.#wait(projections, required, options);
  }

  /** As {@link waitFor}, for the parameter `position`. Returns at once if it is not given. */
  async waitForParameter(
    projections: readonly Projection[],
    position: string | undefined,
    options: PositionWaitOptions,
  ): Promise<void> {
    if (position === undefined) return;
    const required = parseRequestPosition('position', position, this.#dependencies.log);
    await this.waitFor(projections, { field: 'position', ...required }, options);
  }

  async #wait(
    projections: readonly Projection[],
    required: RequiredPosition,
    options: PositionWaitOptions,
  ): Promise<number> {
    const { watch, metrics, stopping } = this.#dependencies;
    const { waits, waitSeconds } = metrics.getRecorders('queries');
    const { partition, pseq } = required;
    const beyondEnd = new AbortController();
    const disconnected = options.signal ?? new AbortController().signal;
    const signal = AbortSignal.any([disconnected, stopping, beyondEnd.signal]);
    const timeoutMs = limitWaitSeconds(options) * 1000;

    const startedAt = performance.now();
    const endChecked = this.#checkEnd(required, beyondEnd);
    const result = await watch.wait({ projections, partition, pseq, timeoutMs, signal });
    waitSeconds.observe((performance.now() - startedAt) / 1000);
    if (!result.reached && !disconnected.aborted) {
      await Promise.race([endChecked, delay(END_CHECK_MS)]);
    }

    const outcome = classifyOutcome(result, disconnected, beyondEnd.signal);
    waits.inc({ outcome });
    switch (outcome) {
      case 'reached':
        return result.position;
      case 'clientGone':
        throw new Problem(CLIENT_GONE, 'CLIENT_GONE', { title: 'The client disconnected.' });
      case 'beyondEnd':
        throw beyondEnd.signal.reason;
      case 'timedOut':
        throw createNotReachedProblem(required, result.position);
    }
  }

  /** Ends the wait if the position lies beyond the end of the log. */
  async #checkEnd(required: RequiredPosition, beyondEnd: AbortController): Promise<void> {
    // If the end cannot be read, the wait goes on to its time limit.
    const end = await this.#dependencies.ends.readEnd(required.partition).catch(() => undefined);
    if (end !== undefined && end.pseq < required.pseq) {
      beyondEnd.abort(createBeyondEndProblem(required, end.pseq));
    }
  }
}

type PositionWaitOutcome = 'reached' | 'clientGone' | 'beyondEnd' | 'timedOut';

function classifyOutcome(
  { reached }: PositionWaitResult,
  disconnected: AbortSignal,
  beyondEnd: AbortSignal,
): PositionWaitOutcome {
  if (reached) return 'reached';
  if (disconnected.aborted) return 'clientGone';
  return beyondEnd.aborted ? 'beyondEnd' : 'timedOut';
}

function createNotReachedProblem({ partition, pseq }: RequiredPosition, position: number): Problem {
  const reached = formatLogPosition({ partition, pseq: position });
  return new Problem(503, 'POSITION_NOT_REACHED', {
    title: 'The read models have not reached this position yet.',
    detail: `They have reached ${reached}. Retry, or wait longer with Prefer: wait=n.`,
    retryAfterSeconds: RETRY_SECONDS,
    extensions: { position: reached, wanted: formatLogPosition({ partition, pseq }) },
  });
}

function createBeyondEndProblem(
  { field, partition, pseq }: RequiredPosition,
  endPseq: number,
): Problem {
  const end = formatLogPosition({ partition, pseq: endPseq });
  const wanted = formatLogPosition({ partition, pseq });
  const message = `is ${wanted}, but the log ends at ${end}`;
  const remedy = 'Give a position that this record has returned.';
  return new Problem(400, 'POSITION_BEYOND_END', {
    title: 'The position lies beyond the end of the log.',
    detail: `${field} ${message}. ${remedy}`,
    errors: [{ field, rule: 'POSITION_BEYOND_END', message, remedy }],
    extensions: { end, wanted },
  });
}
