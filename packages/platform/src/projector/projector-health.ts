import { LEASE_MS, type MeasuredReport } from '@rapporteur/projection-runtime';
import type { Metrics, Recorders } from '../metrics.ts';
import type { Readiness, ReadinessCheck } from '../readiness.ts';

/** Of which projector, and whom to tell. */
export interface ProjectorHealthOptions {
  readonly metrics: Metrics;
  readonly readiness: Readiness;
  /** `timeline` */
  readonly projection: string;
}

/** Whether a projector works, by what it tells of itself: for its metrics, and for the readiness of its process. */
export class ProjectorHealth {
  readonly #options: ProjectorHealthOptions;
  readonly #metrics: Recorders<'projectors'>;
  #held = 0;
  #renewedAt: number | undefined;

  constructor(options: ProjectorHealthOptions) {
    this.#options = options;
    this.#metrics = options.metrics.getRecorders('projectors');
    options.metrics.onScrape(() => this.#measure());
  }

  /** The process is ready while this holds, and while leases are held, or could be. */
  addReadinessCheck(check: ReadinessCheck): void {
    this.#options.readiness.add(`projector-${this.#options.projection}`, async () => {
      this.#refuseSilent();
      await check();
    });
  }

  /** Says that the process cannot go on. */
  reportFatalError(fault: Error): void {
    this.#options.readiness.reportFatalError(fault);
  }

  recordReport(told: MeasuredReport): void {
    const projection = this.#options.projection;
    switch (told.kind) {
      case 'applied':
        this.#metrics.applied.inc({ projection, partition: told.partition }, told.events);
        this.#metrics.batchEvents.observe({ projection }, told.events);
        this.#metrics.seconds.observe({ projection }, told.seconds);
        return;
      case 'renewed':
        this.#held = told.held;
        this.#renewedAt = performance.now();
        return;
      case 'retrying':
      case 'stopped':
        this.#metrics.errors.inc({ projection, code: told.reason.code });
    }
  }

  #refuseSilent(): void {
    const silentMs = this.#silentMs();
    if (silentMs === undefined) throw new Error('it has not asked for partitions to work on yet');
    if (silentMs <= LEASE_MS) return;
    throw new Error(`it last renewed its leases ${Math.round(silentMs)} ms ago`);
  }

  #silentMs(): number | undefined {
    return this.#renewedAt === undefined ? undefined : performance.now() - this.#renewedAt;
  }

  #measure(): void {
    const projection = this.#options.projection;
    this.#metrics.leases.set({ projection }, this.#held);
    const silentMs = this.#silentMs();
    if (silentMs !== undefined) this.#metrics.renewalAge.set({ projection }, silentMs / 1000);
  }
}
