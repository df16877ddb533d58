import { LEASE_MS, type MeasuredReport } from '@rapporteur/projection-runtime';
import type { Metrics, Recorders } from '../metrics.ts';
import type { Readiness, ReadinessCheck } from '../readiness.ts';

export interface ProjectorHealthOptions {
  readonly metrics: Metrics;
  readonly readiness: Readiness;
  /** `timeline` */
  readonly projection: string;
}

/**
 * The health of a projector by its own reports, for its metrics and the readiness of its process.
 */
export class ProjectorHealth {
  readonly #options: ProjectorHealthOptions;
  readonly #metrics: Recorders<'projectors'>;
  #leases = 0;
  #renewedAt: number | undefined;

  constructor(options: ProjectorHealthOptions) {
    this.#options = options;
    this.#metrics = options.metrics.getRecorders('projectors');
    options.metrics.onScrape(() => this.#updateGauges());
  }

  /** The process is ready while this check passes and the projector renews its leases. */
  addReadinessCheck(check: ReadinessCheck): void {
    this.#options.readiness.add(`projector-${this.#options.projection}`, async () => {
      this.#requireRenewal();
      await check();
    });
  }

  reportFatalError(error: Error): void {
    this.#options.readiness.reportFatalError(error);
  }

  recordReport(report: MeasuredReport): void {
    const projection = this.#options.projection;
    switch (report.kind) {
      case 'applied':
        this.#metrics.applied.inc({ projection, partition: report.partition }, report.events);
        this.#metrics.batchEvents.observe({ projection }, report.events);
        this.#metrics.seconds.observe({ projection }, report.seconds);
        return;
      case 'renewed':
        this.#leases = report.held;
        this.#renewedAt = performance.now();
        return;
      case 'retrying':
      case 'stopped':
        this.#metrics.errors.inc({ projection, code: report.reason.code });
    }
  }

  #requireRenewal(): void {
    const ageMs = this.#renewalAgeMs();
    if (ageMs === undefined) throw new Error('The projector has not acquired leases yet.');
    if (ageMs <= LEASE_MS) return;
    throw new Error(`The projector last renewed its leases ${Math.round(ageMs)} ms ago.`);
  }

  #renewalAgeMs(): number | undefined {
    return this.#renewedAt === undefined ? undefined : performance.now() - this.#renewedAt;
  }

  #updateGauges(): void {
    const projection = this.#options.projection;
    this.#metrics.leases.set({ projection }, this.#leases);
    const ageMs = this.#renewalAgeMs();
    if (ageMs !== undefined) this.#metrics.renewalAge.set({ projection }, ageMs / 1000);
  }
}
