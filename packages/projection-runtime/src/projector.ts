import { setTimeout as delay } from 'node:timers/promises';
import { GenerationManager, type GenerationManagerOptions } from './generation-manager.ts';
import type { GenerationReport } from './generation-report.ts';
import { findServingGeneration } from './generations.ts';
import { LEASE_RENEW_MS } from './leases.ts';
import { migrate } from './migrate.ts';
import { ProgressPublisher } from './progress-publisher.ts';
import { type ClassifiedError, classifyError, ProjectionError } from './projection-error.ts';
import type { RebuildOptions, RebuildProgress, RebuildResult } from './rebuild.ts';
import { canUpgrade, upgradeGeneration } from './upgrade.ts';

/** A change of a projector, for logs and metrics. */
export type ProjectorReport =
  | GenerationReport
  /** The log's own tools do not show the progress. Nothing depends on them. */
  | {
      readonly kind: 'progress-unpublished';
      readonly partition: number;
      readonly reason: ClassifiedError;
    }
  /** The generation that the projector keeps up to date; null: another version produced it. */
  | {
      readonly kind: 'following';
      readonly partition: null;
      readonly generation: string | null;
    }
  /** An earlier version produced the serving generation; the projector builds its own beside it. */
  | { readonly kind: 'upgrading'; readonly partition: null; readonly progress: RebuildProgress }
  | { readonly kind: 'upgraded'; readonly partition: null; readonly rebuilt: RebuildResult };

export interface ProjectorOptions extends Omit<
  GenerationManagerOptions,
  'schema' | 'onReport' | 'onMoved'
> {
  readonly onReport?: (report: ProjectorReport) => void;
}

/**
 * Keeps the serving generation of a read model up to date if the current logic produced it. When
 * any process swaps in another generation, the projector continues with that one.
 */
export class Projector implements AsyncDisposable {
  readonly #options: ProjectorOptions;
  readonly #stopping = new AbortController();
  readonly #publisher: ProgressPublisher;
  #generationManager: GenerationManager | undefined;
  /** The followed generation; null: none; undefined: not checked yet. */
  #followed: string | null | undefined;
  #supervision: Promise<void> | undefined;
  /** Running, or ended with a generation that may not serve: an operator has to compare the two. */
  #upgrade: Promise<void> | undefined;
  #hasReportedBusy = false;

  constructor(options: ProjectorOptions) {
    this.#options = options;
    this.#publisher = new ProgressPublisher({
      log: options.log,
      reader: `projector-${options.projection.name}`,
      onFailed: (error, partition) =>
        this.#report({ kind: 'progress-unpublished', partition, reason: classifyError(error) }),
    });
  }

  /** Creates missing tables and starts the work. Resolves when the tables exist. */
  async start(): Promise<void> {
    if (this.#supervision !== undefined) return;
    await migrate(this.#options.dataSource, [this.#options.projection]);
    await this.#followServing();
    this.#supervision = this.#supervise();
  }

  /** Finishes the current transactions and releases the partitions. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#supervision;
    await this.#upgrade;
    await this.#generationManager?.stop();
    this.#generationManager = undefined;
    await this.#publisher.stop();
  }

  /** Rejects with the current errors of the partitions, transient or permanent. */
  async ready(): Promise<void> {
    await this.#generationManager?.ready();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  async #supervise(): Promise<void> {
    const { signal } = this.#stopping;

    for (;;) {
      await delay(LEASE_RENEW_MS, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      try {
        await this.#followServing();
        // An instance without a partition is healthy, too.
        if (this.#generationManager === undefined) {
          this.#report({ kind: 'renewed', partition: null, held: 0 });
        }
      } catch (error) {
        this.#report({ kind: 'retrying', partition: null, reason: classifyError(error) });
      }
    }
  }

  async #followServing(): Promise<void> {
    const { dataSource, projection } = this.#options;
    const serving = await findServingGeneration(dataSource.manager, projection);
    // One table must not hold rows of two versions of the logic.
    const schema = serving?.version === projection.version ? serving.schema : null;
    if (schema === null && (await canUpgrade(this.#rebuildOptions()))) {
      this.#upgrade ??= this.#runUpgrade();
    }
    if (schema === this.#followed) return;

    await this.#generationManager?.stop();
    this.#generationManager = undefined;
    if (schema !== null) await this.#startManager(schema);
    this.#followed = schema;
    this.#report({ kind: 'following', partition: null, generation: schema });
  }

  async #startManager(schema: string): Promise<void> {
    this.#generationManager = new GenerationManager({
      ...this.#options,
      schema,
      onReport: (report) => this.#report(report),
      // Only the serving generation counts: a generation that is being built is no progress.
      onMoved: (partition, head) => this.#publisher.publish(partition, head),
    });
    await this.#generationManager.start();
  }

  async #runUpgrade(): Promise<void> {
    try {
      const rebuilt = await upgradeGeneration(this.#rebuildOptions());
      this.#report({ kind: 'upgraded', partition: null, rebuilt });
      if (rebuilt.swapped !== null) this.#upgrade = undefined;
    } catch (error) {
      this.#upgrade = undefined;
      if (this.#stopping.signal.aborted) return;
      // Another instance upgrades. Report it once, because it may hang.
      const isBusy = error instanceof ProjectionError && error.code === 'PROJECTION_BUSY';
      if (!isBusy || !this.#hasReportedBusy) {
        this.#report({ kind: 'retrying', partition: null, reason: classifyError(error) });
      }
      this.#hasReportedBusy = isBusy;
    }
  }

  #rebuildOptions(): RebuildOptions {
    const { projection, dataSource, catalogue, log, owner } = this.#options;
    return {
      projection,
      dataSource,
      catalogue,
      log,
      owner,
      signal: this.#stopping.signal,
      onProgress: (progress) => this.#report({ kind: 'upgrading', partition: null, progress }),
    };
  }

  #report(report: ProjectorReport): void {
    this.#options.onReport?.(report);
  }
}
