import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import { defineCommand } from '../command-definition.ts';
import { type CliReadModelStatus, fetchStatus } from '../log-status.ts';
import { formatCount, formatNumber } from '../progress-display.ts';
import type { CliSession } from '../session.ts';
import { formatTableLines, type TextColumn } from '../table.ts';

/** `status` */
export const addStatus = defineCommand({
  name: 'status',
  description: 'show the position of each read model, and whether a projector runs for it',
  examples: ['rapporteur status', 'rapporteur status --json'],
  execute: showStatus,
});

const COLUMNS: readonly TextColumn<CliReadModelStatus>[] = [
  { title: 'READ MODEL', text: ({ projection }) => projection },
  { title: 'PARTITION', text: ({ partition }) => String(partition), alignRight: true },
  { title: 'STATE', text: ({ state }) => state },
  { title: 'POSITION', text: ({ position }) => position ?? 'before the first event' },
  { title: 'PARKED', text: ({ parked }) => formatNumber(parked), alignRight: true },
  { title: 'EVENTS BEHIND', text: formatEventsBehind, alignRight: true },
  { title: 'SECONDS BEHIND', text: ({ lagSeconds }) => formatKnown(lagSeconds), alignRight: true },
  {
    title: 'EVENTS/S',
    text: ({ eventsPerSecond }) => formatKnown(eventsPerSecond),
    alignRight: true,
  },
  {
    title: 'HEARTBEAT',
    text: ({ heartbeatAgeSeconds: age }) => (age === null ? 'never' : `${formatNumber(age)} s ago`),
    alignRight: true,
  },
  {
    title: 'REASON',
    text: ({ reason }) => (reason === null ? '' : `${reason.message} (${reason.code})`),
  },
];

/** Returns the lag, and its age if the end of the log could not be read now. */
function formatEventsBehind({ lagEvents, logEndAgeSeconds: age }: CliReadModelStatus): string {
  const events = formatKnown(lagEvents);
  return lagEvents === null || age === null || age === 0
    ? events
    : `${events}, ${formatNumber(age)} s ago`;
}

// An unknown value is not zero.
function formatKnown(value: number | null): string {
  return value === null ? 'not known' : formatNumber(value);
}

async function showStatus(session: CliSession): Promise<ExitCode> {
  const format = session.chooseFormat('table', 'json');
  const status = await fetchStatus(session);

  const out = session.openOutput();
  if (format === 'json') await out.writeJson(status);
  else {
    await out.writeLines(formatTableLines(COLUMNS, status.projections, session.terminal.columns));
    const partitions = formatCount(status.partitions, 'partition');
    await session.writeMessage(`The log of ${session.queryApi.url} has ${partitions}.`);
  }
  await out.close();
  return EXIT.success;
}
