import { setTimeout as delay } from 'node:timers/promises';
import {
  GenerationManager,
  type GenerationManagerOptions,
  type GenerationReport,
} from './generation-manager.ts';
import { findServingGeneration, type Generation } from './generations.ts';
import { LEASE_RENEW_MS } from './leases.ts';
import { migrate } from './migrate.ts';
import { ProgressPublisher } from './progress-publisher.ts';
import { type ClassifiedError, classifyError, ProjectionError } from './projection-error.ts';
import type { RebuildOptions, RebuildProgress, RebuildResult } from './rebuild.ts';
import { canUpgrade, upgradeGeneration } from './upgrade.ts';

/** What a projector tells its host, to be logged. */
export type ProjectorReport =
  | GenerationReport
  /** The log's own tools do not show how far it has come: nothing rests on that. */
  | { readonly kind: 'unnoted'; readonly partition: number; readonly reason: ClassifiedError }
  /** It keeps this generation up to date from now on; null: the one that serves is made by another version of the logic. */
  | { readonly kind: 'follows'; readonly partition: null; readonly generation: string | null }
  /** What serves was made by an earlier version of the logic: it makes its own generation beside it. */
  | { readonly kind: 'upgrading'; readonly partition: null; readonly progress: RebuildProgress }
  | { readonly kind: 'upgraded'; readonly partition: null; readonly rebuilt: RebuildResult };

/** How a projector is set up. */
export interface ProjectorOptions extends Omit<
  GenerationManagerOptions,
  'schema' | 'onReport' | 'onMoved'
> {
  readonly onReport?: (report: ProjectorReport) => void;
}

/**
 * Keeps a read model up to date: whichever of its generations serves, as long as today's logic made it. When another
 * one is swapped in, by whatever process, it goes on with that one.
 */
export class Projector implements AsyncDisposable {
  readonly #options: ProjectorOptions;
  readonly #stopping = new AbortController();
  readonly #notes: ProgressPublisher;
  #keeper: GenerationManager | undefined;
  /** What is kept; undefined before the first look. */
  #follows: string | null | undefined;
  #supervision: Promise<void> | undefined;
  /** Under way, or ended without being allowed to serve: what differs then is for a person to look at. */
  #upgrade: Promise<void> | undefined;
  #saidBusy = false;

  constructor(options: ProjectorOptions) {
    this.#options = options;
    this.#notes = new ProgressPublisher({
      log: options.log,
      reader: `projector-${options.projection.name}`,
      onFailed: (error, partition) =>
        this.#report({ kind: 'unnoted', partition, reason: classifyError(error) }),
    });
  }

  /** Makes the tables where there are none, then works until stopped. Resolves when there are tables. */
  async start(): Promise<void> {
    if (this.#supervision !== undefined) return;
    const { dataSource, projection } = this.#options;
    await migrate(dataSource, [projection]);
    await this.#followServing();
    this.#supervision = this.#supervise();
  }

  /** Finishes the transactions under way, gives the partitions back, and returns. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#supervision;
    await this.#upgrade;
    await this.#keeper?.stop();
    this.#keeper = undefined;
    await this.#notes.stop();
  }

  /** Rejects with what keeps partitions of this instance from going on, for now or for good. */
  async ready(): Promise<void> {
    await this.#keeper?.ready();
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
        // Whoever has nothing to hold is as fit as whoever holds something.
        if (this.#keeper === undefined) this.#report({ kind: 'renewed', partition: null, held: 0 });
      } catch (error) {
        this.#report({ kind: 'retrying', partition: null, reason: classifyError(error) });
      }
    }
  }

  async #followServing(): Promise<void> {
    const { dataSource, projection } = this.#options;
    const serving = await findServingGeneration(dataSource.manager, projection);
    const follows = this.#isOurs(serving) ? serving.schema : null;
    if (follows === null && (await canUpgrade(this.#upgradeOptions())))
      this.#upgrade ??= this.#bringIn();
    if (follows === this.#follows) return;
    await this.#keeper?.stop();
    this.#keeper = undefined;
    if (follows !== null) {
      const onReport = (report: GenerationReport): void => this.#report(report);
      // Of what serves alone: one that is being made is no progress of the read model.
      const onMoved: GenerationManagerOptions['onMoved'] = (partition, head) =>
        this.#notes.publish(partition, head);
      this.#keeper = new GenerationManager({
        ...this.#options,
        schema: follows,
        onReport,
        onMoved,
      });
      await this.#keeper.start();
    }
    this.#follows = follows;
    this.#report({ kind: 'follows', partition: null, generation: follows });
  }

  async #bringIn(): Promise<void> {
    try {
      const rebuilt = await upgradeGeneration(this.#upgradeOptions());
      this.#report({ kind: 'upgraded', partition: null, rebuilt });
      if (rebuilt.swapped !== null) this.#upgrade = undefined;
    } catch (error) {
      this.#upgrade = undefined;
      if (this.#stopping.signal.aborted) return;
      // Another instance is at it: said once, for it may hang.
      const isBusy = error instanceof ProjectionError && error.code === 'PROJECTION_BUSY';
      if (!isBusy || !this.#saidBusy)
        this.#report({ kind: 'retrying', partition: null, reason: classifyError(error) });
      this.#saidBusy = isBusy;
    }
  }

  #upgradeOptions(): RebuildOptions {
    const { projection, dataSource, catalogue, log, owner } = this.#options;
    const onProgress = (progress: RebuildProgress): void =>
      this.#report({ kind: 'upgrading', partition: null, progress });
    return {
      projection,
      dataSource,
      catalogue,
      log,
      owner,
      signal: this.#stopping.signal,
      onProgress,
    };
  }

  // Rows by two versions of the logic must not stand in one table.
  #isOurs(serving: Generation | undefined): serving is Generation {
    return serving?.version === this.#options.projection.version;
  }

  #report(report: ProjectorReport): void {
    this.#options.onReport?.(report);
  }
}
