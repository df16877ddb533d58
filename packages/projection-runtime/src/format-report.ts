import type { ProjectorReport } from './projector.ts';
import type { RebuildProgress, RebuildResult } from './rebuild.ts';

/** What a projector tells, as a line of a log. */
export interface ReportMessage {
  readonly level: 'trace' | 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
}

/** Says what a projector reports. */
export function formatReport(projection: string, report: ProjectorReport): ReportMessage {
  const where =
    report.partition === null ? projection : `${projection}, partition ${report.partition}`;
  switch (report.kind) {
    case 'taken':
      return { level: 'debug', message: `${where}: at work` };
    case 'lost':
      return { level: 'warn', message: `${where}: lost the lease, stepped back` };
    case 'given-back':
      return { level: 'debug', message: `${where}: given back` };
    case 'retrying':
      return {
        level: 'warn',
        message: `${where}: tries again after ${report.reason.code}: ${report.reason.message}`,
      };
    case 'stopped':
      return {
        level: 'error',
        message: `${where}: stopped by ${report.reason.code}: ${report.reason.message}`,
      };
    case 'parked': {
      const { commandId, firstPseq, code, reason } = report.parked;
      const command = `command ${commandId} at ${report.partition}:${firstPseq}`;
      return {
        level: 'error',
        message: `${where}: ${command} is not shown, by ${code}: ${reason}`,
      };
    }
    case 'applied':
      return { level: 'trace', message: `${where}: applied ${report.events} events` };
    case 'renewed':
      return { level: 'trace', message: `${where}: holds ${report.held} partitions` };
    case 'follows':
      return report.generation === null
        ? {
            level: 'warn',
            message: `${where}: another version of the logic made what serves; it is not kept up to date here`,
          }
        : { level: 'info', message: `${where}: keeps ${report.generation} up to date` };
    case 'upgrading':
      return sayUpgrading(where, report.progress);
    case 'upgraded':
      return sayUpgraded(where, report.rebuilt);
    case 'unnoted':
      return {
        level: 'warn',
        message: `${where}: its progress could not be noted in the log: ${report.reason.message}`,
      };
    case 'ignored': {
      const found = report.ignored.map(({ location: at, reason }) => `${at}: ${reason}`).join('; ');
      return {
        level: 'warn',
        message: `${where}: the log holds records that are no part of it (${found})`,
      };
    }
  }
}

function sayUpgrading(where: string, progress: RebuildProgress): ReportMessage {
  const { phase, generation } = progress;
  if (phase === 'loading') {
    return {
      level: 'debug',
      message: `${where}: ${generation} has ${progress.done} of ${progress.total} events`,
    };
  }
  const said =
    phase === 'begun' ? 'is made beside what serves, by this release’s logic' : `is at: ${phase}`;
  return { level: 'info', message: `${where}: ${generation} ${said}` };
}

function sayUpgraded(where: string, { comparison, swapped }: RebuildResult): ReportMessage {
  const { from, to, differences } = comparison;
  if (swapped !== null)
    return { level: 'info', message: `${where}: ${to} serves in place of ${from}` };
  const undeclared = differences
    .filter(({ allowed }) => allowed === null)
    .map(
      ({ table, change, column, rows }) =>
        `${table}${column === null ? '' : `.${column}`} ${change} in ${rows} rows`,
    );
  return {
    level: 'error',
    message:
      `${where}: ${to} differs from ${from} in what this release does not say (${undeclared.join('; ')}): ${from} serves on, ` +
      `and is not kept up to date. Look at it with: rapporteur projections rebuild ${where}`,
  };
}

/** What a report tells of how the projector fares, in numbers. */
export type MeasuredReport = Extract<
  ProjectorReport,
  { readonly kind: 'applied' | 'renewed' | 'retrying' | 'stopped' }
>;

/** Whether a report is one to be counted. */
export function isMeasured(report: ProjectorReport): report is MeasuredReport {
  return ['applied', 'renewed', 'retrying', 'stopped'].includes(report.kind);
}
