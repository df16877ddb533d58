// Invariants (projector-thread.int.spec.ts)
// 1. A thread that ends without being stopped is started again: "starts again after".
// 2. A thread that does not run is not ready, and a report says why: "is not ready while".
// 3. A thread that does not stop in time is ended: "ends although its database does not answer".
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { ClassifiedError, ProjectorReport } from '@rapporteur/projection-runtime';
import { ExponentialBackoff } from '@rapporteur/resilience';
import type {
  ProjectorThreadMessage,
  ProjectorThreadRequest,
  ProjectorThreadSettings,
} from './projector-thread-messages.ts';

const RESTART = { firstDelayMs: 100, delayMsMax: 5_000 } as const;
/** A thread that ran for this long was healthy: the next restart is a first one. */
const HEALTHY_MS = 60_000;
/** The time for an orderly stop. It is part of the time in which the whole process stops. */
const STOP_MS = 3_000;
/**
 * A batch allocates tens of megabytes that live until it is written. A young generation of this size
 * holds them, so that the collector does not copy them several times.
 */
const YOUNG_GENERATION_MB = 48;

export interface ProjectorThreadOptions {
  /** The program of the thread, which calls `runProjectorThread`. */
  readonly main: URL;
  /** The flags of Node; the same as those of the main thread if it runs from source. */
  readonly execArgv: readonly string[];
  readonly settings: ProjectorThreadSettings;
  /** The names of the projections. */
  readonly projections: readonly string[];
  readonly onReport: (projection: string, report: ProjectorReport) => void;
}

/** Projectors in a thread of their own, so that they do not delay the main thread. */
export class ProjectorThread {
  readonly #options: ProjectorThreadOptions;
  readonly #stopping = new AbortController();
  readonly #backoff = new ExponentialBackoff(RESTART);
  readonly #checks = new Map<number, PromiseWithResolvers<void>>();
  #lastCheckId = 0;
  #worker: Worker | undefined;
  #reason: ClassifiedError | undefined;
  #supervision: Promise<void> | undefined;

  constructor(options: ProjectorThreadOptions) {
    this.#options = options;
  }

  /** Starts the thread, and starts it again whenever it ends, until `stop`. */
  start(): void {
    this.#supervision ??= this.#supervise();
  }

  /**
   * Completes the current transactions, releases the leases, and ends the thread. A thread that takes
   * too long is ended: its transactions are rolled back, and its leases expire.
   */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#send({ kind: 'stop' });
    const timer = setTimeout(() => void this.#worker?.terminate(), STOP_MS);
    await this.#supervision;
    clearTimeout(timer);
  }

  /** Rejects with the current error of a projector, or with the reason why none runs. */
  async check(projection: string): Promise<void> {
    if (this.#worker === undefined) throw this.#createEndedError();
    const id = (this.#lastCheckId += 1);
    const checked = Promise.withResolvers<void>();
    this.#checks.set(id, checked);
    this.#send({ kind: 'check', id, projection });
    return checked.promise;
  }

  async #supervise(): Promise<void> {
    const { signal } = this.#stopping;

    while (!signal.aborted) {
      const startedAt = performance.now();
      this.#reason = undefined;
      const reason = await this.#run();
      for (const checked of this.#checks.values()) checked.reject(this.#createEndedError());
      this.#checks.clear();
      if (signal.aborted) return;

      this.#reason = reason;
      for (const projection of this.#options.projections) {
        this.#options.onReport(projection, { kind: 'retrying', partition: null, reason });
      }
      if (performance.now() - startedAt > HEALTHY_MS) this.#backoff.reset();
      await delay(this.#backoff.nextDelayMs(), undefined, { signal }).catch(() => undefined);
    }
  }

  /** Runs the thread until it ends. Returns the reason. */
  async #run(): Promise<ClassifiedError> {
    const { main, execArgv, settings } = this.#options;
    let failure: ClassifiedError | undefined;
    const worker = new Worker(main, {
      workerData: settings,
      execArgv: [...execArgv],
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
    worker.on('message', (message: ProjectorThreadMessage) => {
      if (message.kind === 'failed') failure = message.reason;
      else this.#receive(message);
    });
    worker.on('error', (error: Error) => (failure = createThreadError(error.message)));
    this.#worker = worker;

    const exitCode = await new Promise<number>((resolve) => {
      worker.once('exit', resolve);
    });
    this.#worker = undefined;
    return failure ?? createThreadError(`exit code ${exitCode}`);
  }

  #receive(message: Exclude<ProjectorThreadMessage, { kind: 'failed' }>): void {
    if (message.kind === 'report') {
      this.#options.onReport(message.projection, message.report);
      return;
    }
    const checked = this.#checks.get(message.id);
    this.#checks.delete(message.id);
    if (message.error === null) checked?.resolve();
    else checked?.reject(new Error(message.error));
  }

  #send(request: ProjectorThreadRequest): void {
    this.#worker?.postMessage(request);
  }

  #createEndedError(): Error {
    return new Error(this.#reason?.message ?? 'The thread of the projectors is not running.');
  }
}

function createThreadError(reason: string): ClassifiedError {
  const message = `The thread of the projectors ended: ${reason}`;
  return { remedy: 'retry', code: 'PROJECTION_FAULT', message };
}
