import type { ProjectorReport } from './projector.ts';

/** What a projector tells, as a line of a log. */
export interface ReportLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
}

/** Says what a projector reports. */
export function sayReport(projection: string, report: ProjectorReport): ReportLine {
  const where = report.partition === null ? projection : `${projection}, partition ${report.partition}`;
  switch (report.kind) {
    case 'taken':
      return { level: 'debug', message: `${where}: at work` };
    case 'lost':
      return { level: 'warn', message: `${where}: lost the lease, stepped back` };
    case 'given-back':
      return { level: 'debug', message: `${where}: given back` };
    case 'retrying':
      return { level: 'warn', message: `${where}: tries again after ${report.reason.code}: ${report.reason.message}` };
    case 'stopped':
      return { level: 'error', message: `${where}: stopped by ${report.reason.code}: ${report.reason.message}` };
    case 'voided': {
      const found = report.voided.map(({ at, reason }) => `${at}: ${reason}`).join('; ');
      return { level: 'warn', message: `${where}: the log holds records that are no part of it (${found})` };
    }
  }
}
