import { setTimeout as delay } from 'node:timers/promises';
import type { Head, IgnoredRecord } from '@rapporteur/event-log';
import type { ProjectionBatch } from './apply-batch.ts';
import {
  areAllLeased,
  registerInstance,
  LEASE_MS,
  LEASE_RENEW_MS,
  type LeaseOwner,
  recordPartitionError,
  releaseLeases,
  renewLeases,
  computeShare,
  acquireLeases,
  unregisterInstance,
} from './leases.ts';
import type { ParkedCommand } from './parked-commands.ts';
import { projectPartition, type ProjectionSource } from './partition-projector.ts';
import { ensurePositions, type ProjectionPosition } from './positions.ts';
import { type ClassifiedError, classifyError } from './projection-error.ts';

/** The first wait before trying again; it doubles with every failure in a row. */
const BACK_OFF_MS = 100;
const BACK_OFF_MAX_MS = 5_000;
/** How often is looked whether others have taken over. */
const HAND_OVER_POLL_MS = 50;

/** What happens to the partitions of a generation, to be logged. */
export type GenerationReport =
  | { readonly kind: 'taken' | 'lost' | 'given-back'; readonly partition: number }
  | {
      readonly kind: 'retrying' | 'stopped';
      readonly partition: number | null;
      readonly reason: ClassifiedError;
    }
  | { readonly kind: 'parked'; readonly partition: number; readonly parked: ParkedCommand }
  | {
      readonly kind: 'ignored';
      readonly partition: number;
      readonly ignored: readonly IgnoredRecord[];
    }
  | {
      readonly kind: 'applied';
      readonly partition: number;
      readonly events: number;
      readonly seconds: number;
    }
  /** It holds so many partitions, and has told the others so. */
  | { readonly kind: 'renewed'; readonly partition: null; readonly held: number };

/** How a keeper is set up. */
export interface GenerationManagerOptions extends ProjectionSource {
  /** The schema of the generation. */
  readonly schema: string;
  /**
   * The instance's name in the leases. Where only one process can run, give it a fixed name: after a crash it then
   * takes its own leases back at once, instead of waiting for them to run out.
   */
  readonly owner: string;
  readonly onReport?: (report: GenerationReport) => void;
  /** Called after a position was moved. */
  readonly onMoved?: (partition: number, head: Head) => void;
}

interface PartitionWorker {
  readonly stop: AbortController;
  done: Promise<void>;
  renewedAt: number;
  /** The last event that it applied, as far as it knows. */
  appliedPseq: number;
}

/**
 * Keeps one generation of a read model up to date: shares the partitions with other instances, and applies what the log brings.
 * A command that cannot be shown is parked; a partition that cannot go on, for the log's or the database's sake, is
 * stopped, with the reason in the status. Everything else goes on.
 */
export class GenerationManager implements AsyncDisposable {
  readonly #options: GenerationManagerOptions;
  readonly #lessee: LeaseOwner;
  readonly #stopping = new AbortController();
  readonly #leaving = new AbortController();
  readonly #workers = new Map<number, PartitionWorker>();
  /** Partitions that this instance cannot go on with; another one, of another version, may. */
  readonly #failed = new Map<number, { readonly reason: ClassifiedError; told: boolean }>();
  /** What keeps partitions of this instance from going on, for now or for good. */
  readonly #troubles = new Map<number, ClassifiedError>();
  #supervision: Promise<void> | undefined;

  constructor(options: GenerationManagerOptions) {
    this.#options = options;
    this.#lessee = { projection: options.schema, owner: options.owner };
  }

  /** Works until stopped. */
  async start(): Promise<void> {
    if (this.#supervision !== undefined) return;
    await ensurePositions(this.#manager, this.#lessee.projection, this.#options.log.partitions);
    this.#supervision = this.#supervise();
  }

  /** Finishes the transactions under way, gives the partitions back, and returns. */
  async stop(): Promise<void> {
    this.#leaving.abort();
    this.#stopping.abort();
    await this.#supervision;
    await this.#withdraw();
  }

  /**
   * Gives the partitions back, but goes on applying until others hold them: nothing stands still in between. Whoever
   * comes second to a position commits nothing. Answers whether somebody took all of them over in time.
   */
  async handOver(timeoutMs: number): Promise<boolean> {
    this.#leaving.abort();
    await this.#supervision;
    await releaseLeases(this.#manager, this.#lessee, [...this.#workers.keys()], null);
    await unregisterInstance(this.#manager, this.#lessee);
    const deadline = performance.now() + timeoutMs;
    let taken = false;
    while (!taken && performance.now() < deadline) {
      await delay(HAND_OVER_POLL_MS);
      taken = await areAllLeased(this.#manager, this.#lessee.projection);
    }
    await this.stop();
    return taken;
  }

  /** Rejects with what keeps partitions of this instance from going on, for now or for good. */
  async ready(): Promise<void> {
    const troubles = [...this.#troubles].map(
      ([partition, reason]) => `partition ${partition}: ${reason.message}`,
    );
    if (troubles.length > 0) return Promise.reject(new Error(troubles.join('; ')));
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
        await this.#shareOut();
        this.#report({ kind: 'renewed', partition: null, held: this.#workers.size });
      } catch (error) {
        this.#report({ kind: 'retrying', partition: null, reason: classifyError(error) });
      }
      this.#letGoOfOverdue();
      await delay(LEASE_RENEW_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Renews what is held, and takes or gives back until every instance has its share. */
  async #shareOut(): Promise<void> {
    await this.#tellFailures();
    const standing = await registerInstance(this.#manager, this.#lessee);
    await this.#renew();
    const share = computeShare(this.#options.log.partitions, standing);
    for (const partition of [...this.#workers.keys()].slice(share)) {
      await this.#letGo(partition, 'given-back');
      await releaseLeases(this.#manager, this.#lessee, [partition], null);
    }
    if (this.#workers.size < share) await this.#take(share - this.#workers.size);
  }

  async #renew(): Promise<void> {
    // Before the question, not after the answer: a worker moves on while it is on its way.
    const applied = new Map(
      [...this.#workers].map(([partition, { appliedPseq }]) => [partition, appliedPseq]),
    );
    const renewed = await renewLeases(this.#manager, this.#lessee, [...applied.keys()]);
    const nextSeqs = new Map(renewed.map(({ partition, nextSeq }) => [partition, nextSeq]));
    for (const [partition, appliedPseq] of applied) {
      const nextSeq = nextSeqs.get(partition);
      if (nextSeq === undefined) {
        await this.#letGo(partition, 'lost');
      } else if (nextSeq <= appliedPseq) {
        // The position went back: the read model is being rebuilt, and no event may come to say so.
        await this.#letGo(partition, 'given-back');
        this.#begin(partition);
      } else {
        const worker = this.#workers.get(partition);
        if (worker !== undefined) worker.renewedAt = performance.now();
      }
    }
  }

  async #take(count: number): Promise<void> {
    const not = [...this.#workers.keys(), ...this.#failed.keys()];
    for (const partition of await acquireLeases(this.#manager, this.#lessee, { count, not })) {
      this.#begin(partition);
    }
  }

  #begin(partition: number): void {
    const stop = new AbortController();
    const signal = AbortSignal.any([stop.signal, this.#stopping.signal]);
    const worker: PartitionWorker = {
      stop,
      done: Promise.resolve(),
      renewedAt: performance.now(),
      appliedPseq: -1,
    };
    worker.done = this.#work(partition, worker, signal);
    this.#workers.set(partition, worker);
    this.#report({ kind: 'taken', partition });
  }

  /** Without its lease a partition may be another's by now; the position keeps it right, this keeps it quiet. */
  #letGoOfOverdue(): void {
    for (const [partition, worker] of this.#workers) {
      if (performance.now() - worker.renewedAt > LEASE_MS) void this.#letGo(partition, 'lost');
    }
  }

  async #letGo(partition: number, kind: 'lost' | 'given-back'): Promise<void> {
    const worker = this.#workers.get(partition);
    if (worker === undefined) return;
    this.#workers.delete(partition);
    this.#troubles.delete(partition);
    worker.stop.abort();
    await worker.done;
    this.#report({ kind, partition });
  }

  async #work(partition: number, worker: PartitionWorker, signal: AbortSignal): Promise<void> {
    let failures = 0;
    const { schema } = this.#options;
    const onMoved = (
      { head }: ProjectionPosition,
      { events }: ProjectionBatch,
      seconds: number,
    ): void => {
      failures = 0;
      worker.appliedPseq = head.pseq;
      this.#report({ kind: 'applied', partition, events: events.length, seconds });
      this.#troubles.delete(partition);
      this.#options.onMoved?.(partition, head);
    };
    const onParked = (parked: ParkedCommand): void =>
      this.#report({ kind: 'parked', partition, parked });
    const onVoided = (ignored: readonly IgnoredRecord[]): void =>
      this.#report({ kind: 'ignored', partition, ignored });
    while (!signal.aborted) {
      try {
        await projectPartition(
          this.#options,
          { schema, partition },
          { follow: true, signal, onMoved, onParked, onVoided },
        );
        // The log was closed under way: its owner is stopping too, or opens it again.
        await delay(BACK_OFF_MS, undefined, { signal }).catch(() => undefined);
      } catch (error) {
        if (signal.aborted) return;
        const reason = classifyError(error);
        this.#troubles.set(partition, reason);
        if (reason.remedy !== 'try-again') {
          await this.#giveUp(partition, reason);
          return;
        }
        this.#report({ kind: 'retrying', partition, reason });
        // It may well be Postgres itself that is out of reach: then nobody can read the status either.
        await recordPartitionError(this.#manager, this.#lessee, partition, reason).catch(
          () => undefined,
        );
        await delay(backOffMs(failures), undefined, { signal }).catch(() => undefined);
        failures += 1;
      }
    }
  }

  async #giveUp(partition: number, reason: ClassifiedError): Promise<void> {
    this.#workers.delete(partition);
    this.#failed.set(partition, { reason, told: false });
    this.#report({ kind: 'stopped', partition, reason });
    try {
      await this.#tellFailures();
    } catch (error) {
      // The next round of supervision tells it.
      this.#report({ kind: 'retrying', partition, reason: classifyError(error) });
    }
  }

  /** Puts the reasons for which partitions stopped where the status shows them. */
  async #tellFailures(): Promise<void> {
    for (const [partition, failure] of this.#failed) {
      if (failure.told) continue;
      await releaseLeases(this.#manager, this.#lessee, [partition], failure.reason);
      failure.told = true;
    }
  }

  async #withdraw(): Promise<void> {
    const held = [...this.#workers.keys()];
    await Promise.all(held.map((partition) => this.#letGo(partition, 'given-back')));
    try {
      await this.#tellFailures();
      await releaseLeases(this.#manager, this.#lessee, held, null);
      await unregisterInstance(this.#manager, this.#lessee);
    } catch (error) {
      // The leases run out by themselves.
      this.#report({ kind: 'retrying', partition: null, reason: classifyError(error) });
    }
  }

  #report(report: GenerationReport): void {
    this.#options.onReport?.(report);
  }
}

function backOffMs(failures: number): number {
  return Math.min(BACK_OFF_MAX_MS, BACK_OFF_MS * 2 ** failures);
}
