import type { ProjectorReport } from './projector.ts';

/** A report with numbers for the metrics. */
export type MeasuredReport = Extract<
  ProjectorReport,
  { readonly kind: 'applied' | 'renewed' | 'retrying' | 'stopped' }
>;

/** Returns whether a report has numbers for the metrics. */
export function isMeasured(report: ProjectorReport): report is MeasuredReport {
  return ['applied', 'renewed', 'retrying', 'stopped'].includes(report.kind);
}
