import { setTimeout as delay } from 'node:timers/promises';
import type { Head } from '@rapporteur/event-log';
import type { GenerationReport } from './generation-report.ts';
import {
  acquireLeases,
  areAllLeased,
  computeShare,
  LEASE_MS,
  LEASE_RENEW_MS,
  type LeaseOwner,
  recordPartitionError,
  registerInstance,
  releaseLeases,
  renewLeases,
  unregisterInstance,
} from './leases.ts';
import type { ProjectionSource } from './partition-projector.ts';
import { PartitionWorker } from './partition-worker.ts';
import { ensurePositions, LOCK_HOLD_MS_MAX } from './positions.ts';
import { type ClassifiedError, classifyError } from './projection-error.ts';
import { endSilentCopies } from './sql/copy.sql.ts';

/** The interval of the checks whether other instances have taken over. */
const HAND_OVER_POLL_MS = 50;

export interface GenerationManagerOptions extends ProjectionSource {
  /** The schema of the generation. */
  readonly schema: string;
  /**
   * The name of the instance in the leases. If only one process can run, use a fixed name: after a
   * crash it then reacquires its own leases at once, without waiting for their end.
   */
  readonly owner: string;
  readonly onReport?: (report: GenerationReport) => void;
  /** Called after a position moved. */
  readonly onMoved?: (partition: number, head: Head) => void;
}

interface FailedPartition {
  readonly reason: ClassifiedError;
  isRecorded: boolean;
}

/**
 * Keeps one generation of a read model up to date. It shares the partitions with other instances
 * and runs a worker for each partition that it leases. A partition that fails for good is released
 * with the reason, which the status shows; the other partitions continue.
 */
export class GenerationManager implements AsyncDisposable {
  readonly #options: GenerationManagerOptions;
  readonly #leaseOwner: LeaseOwner;
  /** Ends the workers. */
  readonly #stopping = new AbortController();
  /** Ends the renewal of leases. */
  readonly #leaving = new AbortController();
  readonly #workers = new Map<number, PartitionWorker>();
  /** Partitions that failed for good here; an instance of another version may process them. */
  readonly #failed = new Map<number, FailedPartition>();
  #supervision: Promise<void> | undefined;

  constructor(options: GenerationManagerOptions) {
    this.#options = options;
    this.#leaseOwner = { schema: options.schema, owner: options.owner };
  }

  /** Starts the work, which continues until `stop`. */
  async start(): Promise<void> {
    if (this.#supervision !== undefined) return;
    const { schema, log } = this.#options;
    await ensurePositions(this.#manager, schema, log.partitions);
    this.#supervision = this.#supervise();
  }

  /** Finishes the current transactions and releases the partitions. */
  async stop(): Promise<void> {
    this.#leaving.abort();
    this.#stopping.abort();
    await this.#supervision;
    await this.#withdraw();
  }

  /**
   * Releases the partitions, but continues to apply events until other instances hold them. The
   * position check makes concurrent work harmless. Returns whether others took over in time.
   */
  async handOver(timeoutMs: number): Promise<boolean> {
    this.#leaving.abort();
    await this.#supervision;
    const partitions = [...this.#workers.keys()];
    await releaseLeases(this.#manager, this.#leaseOwner, { partitions });
    await unregisterInstance(this.#manager, this.#leaseOwner);

    const deadline = performance.now() + timeoutMs;
    let isTaken = false;
    while (!isTaken && performance.now() < deadline) {
      await delay(HAND_OVER_POLL_MS);
      isTaken = await areAllLeased(this.#manager, this.#options.schema);
    }

    await this.stop();
    return isTaken;
  }

  /** Rejects with the current errors of the partitions, transient or permanent. */
  async ready(): Promise<void> {
    const errors = [
      ...[...this.#failed].map(([partition, { reason }]) => ({ partition, error: reason })),
      ...[...this.#workers].map(([partition, { error }]) => ({ partition, error })),
    ];
    const messages = errors.flatMap(({ partition, error }) =>
      error === undefined ? [] : [`partition ${partition}: ${error.message}`],
    );
    if (messages.length > 0) throw new Error(messages.join('; '));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  get #manager() {
    return this.#options.dataSource.manager;
  }

  async #supervise(): Promise<void> {
    const { signal } = this.#leaving;

    while (!signal.aborted) {
      try {
        await this.#distribute();
        this.#report({ kind: 'renewed', partition: null, held: this.#workers.size });
      } catch (error) {
        this.#report({ kind: 'retrying', partition: null, reason: classifyError(error) });
      }
      this.#stopOverdueWorkers();
      await delay(LEASE_RENEW_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Renews leases, then acquires or releases partitions until every instance has its share. */
  async #distribute(): Promise<void> {
    await this.#recordFailures();
    const rank = await registerInstance(this.#manager, this.#leaseOwner);
    await this.#renew();

    const share = computeShare(this.#options.log.partitions, rank);
    for (const partition of [...this.#workers.keys()].slice(share)) {
      await this.#stopWorker(partition, 'released');
      await releaseLeases(this.#manager, this.#leaseOwner, { partitions: [partition] });
    }
    if (this.#workers.size < share) await this.#acquire(share - this.#workers.size);
  }

  async #renew(): Promise<void> {
    // Read before the query: workers continue while it runs.
    const appliedPseqs = [...this.#workers].map(
      ([partition, { appliedPseq }]) => [partition, appliedPseq] as const,
    );
    const partitions = appliedPseqs.map(([partition]) => partition);
    const renewed = await renewLeases(this.#manager, this.#leaseOwner, partitions);
    const nextSeqs = new Map(renewed.map(({ partition, nextSeq }) => [partition, nextSeq]));

    for (const [partition, appliedPseq] of appliedPseqs) {
      const nextSeq = nextSeqs.get(partition);
      const worker = this.#workers.get(partition);
      if (nextSeq === undefined) {
        await this.#stopWorker(partition, 'lost');
      } else if (nextSeq <= appliedPseq) {
        // The read model was reset. The worker might never notice if the log brings no event.
        await this.#stopWorker(partition, 'released');
        this.#startWorker(partition);
      } else if (worker !== undefined) worker.renewedAt = performance.now();
    }
  }

  async #acquire(count: number): Promise<void> {
    const excluded = [...this.#workers.keys(), ...this.#failed.keys()];
    const acquired = await acquireLeases(this.#manager, this.#leaseOwner, { count, excluded });
    for (const partition of acquired) this.#startWorker(partition);
    if (acquired.length < count) {
      const { schema } = this.#options;
      // A partition whose lease has ended may still be locked by a process that hangs.
      await endSilentCopies(this.#manager, schema, LOCK_HOLD_MS_MAX);
    }
  }

  #startWorker(partition: number): void {
    const worker = new PartitionWorker({
      source: this.#options,
      generation: { schema: this.#options.schema, partition },
      signal: this.#stopping.signal,
      onReport: (report) => this.#report(report),
      onMoved: this.#options.onMoved,
      onRetry: async (reason) => {
        this.#report({ kind: 'retrying', partition, reason });
        // If Postgres itself is unreachable, nobody can read the status either.
        const recording = recordPartitionError(this.#manager, this.#leaseOwner, partition, reason);
        await recording.catch(() => undefined);
      },
      onFailed: (reason) => this.#giveUp(partition, reason),
    });
    this.#workers.set(partition, worker);
    this.#report({ kind: 'acquired', partition });
  }

  /**
   * Without a lease another instance may own the partition; the position check keeps it correct.
   */
  #stopOverdueWorkers(): void {
    for (const [partition, { renewedAt }] of this.#workers) {
      if (performance.now() - renewedAt > LEASE_MS) void this.#stopWorker(partition, 'lost');
    }
  }

  async #stopWorker(partition: number, kind: 'lost' | 'released'): Promise<void> {
    const worker = this.#workers.get(partition);
    if (worker === undefined) return;
    this.#workers.delete(partition);
    await worker.stop();
    this.#report({ kind, partition });
  }

  async #giveUp(partition: number, reason: ClassifiedError): Promise<void> {
    this.#workers.delete(partition);
    this.#failed.set(partition, { reason, isRecorded: false });
    this.#report({ kind: 'stopped', partition, reason });
    try {
      await this.#recordFailures();
    } catch (error) {
      // The next round of supervision records it.
      this.#report({ kind: 'retrying', partition, reason: classifyError(error) });
    }
  }

  /** Releases failed partitions with the reason, which the status shows. */
  async #recordFailures(): Promise<void> {
    for (const [partition, failure] of this.#failed) {
      if (failure.isRecorded) continue;
      const release = { partitions: [partition], reason: failure.reason };
      await releaseLeases(this.#manager, this.#leaseOwner, release);
      failure.isRecorded = true;
    }
  }

  async #withdraw(): Promise<void> {
    const partitions = [...this.#workers.keys()];
    await Promise.all(partitions.map((partition) => this.#stopWorker(partition, 'released')));
    try {
      await this.#recordFailures();
      await releaseLeases(this.#manager, this.#leaseOwner, { partitions });
      await unregisterInstance(this.#manager, this.#leaseOwner);
    } catch (error) {
      // The leases expire.
      this.#report({ kind: 'retrying', partition: null, reason: classifyError(error) });
    }
  }

  #report(report: GenerationReport): void {
    this.#options.onReport?.(report);
  }
}
