import {
  formatReport,
  isMeasured,
  LEASE_MS,
  type MeasuredReport,
  type ProjectorReport,
} from '@rapporteur/projection-runtime';
import type { Logger } from '../logger.ts';
import type { Metrics, Recorders } from '../metrics.ts';
import type { Readiness, ReadinessCheck } from '../readiness.ts';

export interface ProjectorHealthOptions {
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly readiness: Readiness;
  /** `timeline` */
  readonly projection: string;
}

/**
 * The health of a projector by its own reports, for the logs, its metrics and the readiness of its
 * process.
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

  /** Logs and measures a report. The process ends if the projector cannot continue. */
  handleReport(report: ProjectorReport): void {
    const { projection, logger, readiness } = this.#options;
    if (isMeasured(report)) this.#measure(report);
    const { level, message } = formatReport(projection, report);
    logger[level](message);
    if (report.kind === 'stopped' && report.reason.remedy === 'exit') {
      readiness.reportFatalError(new Error(message));
    }
  }

  #measure(report: MeasuredReport): void {
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
