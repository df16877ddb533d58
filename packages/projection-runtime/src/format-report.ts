import type { ProjectorReport } from './projector.ts';
import type { RebuildProgress, RebuildResult } from './rebuild.ts';

/** A log line. */
export interface ReportMessage {
  readonly level: 'trace' | 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
}

/** Returns the log line of a report. */
export function formatReport(projection: string, report: ProjectorReport): ReportMessage {
  const { level, message } = formatBody(projection, report);
  const subject =
    report.partition === null ? projection : `${projection}, partition ${report.partition}`;

  return { level, message: `${subject}: ${message}` };
}

function formatBody(projection: string, report: ProjectorReport): ReportMessage {
  switch (report.kind) {
    case 'acquired':
      return { level: 'debug', message: 'acquired' };
    case 'lost':
      return { level: 'warn', message: 'lost the lease and stopped' };
    case 'released':
      return { level: 'debug', message: 'released' };
    case 'retrying': {
      const { code, message } = report.reason;
      return { level: 'warn', message: `retrying after ${code}: ${message}` };
    }
    case 'stopped': {
      const { code, message } = report.reason;
      return { level: 'error', message: `stopped by ${code}: ${message}` };
    }
    case 'parked': {
      const { partition, commandId, firstPseq, code, reason } = report.parked;
      const command = `command ${commandId} at ${partition}:${firstPseq}`;
      return { level: 'error', message: `parked ${command} after ${code}: ${reason}` };
    }
    case 'applied':
      return { level: 'trace', message: `applied ${report.events} events` };
    case 'renewed':
      return { level: 'trace', message: `holds ${report.held} partitions` };
    case 'following':
      return formatFollowing(report.generation);
    case 'upgrading':
      return formatUpgrading(report.progress);
    case 'upgraded':
      return formatUpgraded(projection, report.rebuilt);
    case 'progress-unpublished': {
      const { message } = report.reason;
      return { level: 'warn', message: `the log could not store the progress: ${message}` };
    }
    case 'ignored': {
      const records = report.ignored.map(({ location, reason }) => `${location}: ${reason}`);
      return { level: 'warn', message: `ignored invalid log records (${records.join('; ')})` };
    }
  }
}

function formatFollowing(generation: string | null): ReportMessage {
  if (generation !== null) return { level: 'info', message: `keeps ${generation} up to date` };
  return {
    level: 'warn',
    message:
      'another version of the logic produced the serving generation; ' +
      'this projector does not keep it up to date',
  };
}

function formatUpgrading(progress: RebuildProgress): ReportMessage {
  const { phase, generation } = progress;
  if (phase === 'loading') {
    const { done, total } = progress;
    return { level: 'debug', message: `${generation} has ${done} of ${total} events` };
  }
  return {
    level: 'info',
    message:
      phase === 'begun'
        ? `building ${generation} with the logic of this release`
        : `${generation}: ${phase}`,
  };
}

function formatUpgraded(projection: string, { comparison, swapped }: RebuildResult): ReportMessage {
  const { from, to, differences } = comparison;
  if (swapped !== null) return { level: 'info', message: `${to} serves instead of ${from}` };

  const undeclared = differences
    .filter(({ allowed }) => allowed === null)
    .map(({ table, change, column, rows }) => {
      const subject = column === null ? table : `${table}.${column}`;
      return `${subject} ${change} in ${rows} rows`;
    });
  return {
    level: 'error',
    message:
      `${to} has differences from ${from} that this release does not declare ` +
      `(${undeclared.join('; ')}). ${from} still serves, but this release does not update it. ` +
      `Compare them with: rapporteur projections rebuild ${projection}`,
  };
}
