import { EXIT } from '@rapporteur/platform/exit-codes';
import { fetchStatus, type CliReadModelStatus } from '../log-status.ts';
import { formatNumber, formatCount } from '../progress-display.ts';
import type { AddCommand, CliSession } from '../session.ts';
import { type TextColumn, formatTableLines } from '../table.ts';

const EXAMPLES = `Examples:
  rapporteur status
  rapporteur status --json
`;

/** `status` */
export const addStatus: AddCommand = (program, run) => {
  program
    .command('status')
    .description('say how far the read models have come, and whether anybody is at work on them')
    .addHelpText('before', EXAMPLES)
    .action(run((session) => status(session)));
};

const COLUMNS: readonly TextColumn<CliReadModelStatus>[] = [
  { title: 'READ MODEL', text: ({ projection }) => projection },
  { title: 'PARTITION', text: ({ partition }) => String(partition), alignRight: true },
  { title: 'STATE', text: ({ state }) => state },
  { title: 'POSITION', text: ({ position }) => position ?? 'before the first event' },
  { title: 'PARKED', text: ({ parked }) => formatNumber(parked), alignRight: true },
  { title: 'EVENTS BEHIND', text: ({ lagEvents }) => sayKnown(lagEvents), alignRight: true },
  { title: 'SECONDS BEHIND', text: ({ lagSeconds }) => sayKnown(lagSeconds), alignRight: true },
  { title: 'EVENTS/S', text: ({ eventsPerSecond }) => sayKnown(eventsPerSecond), alignRight: true },
  {
    title: 'SIGN OF LIFE',
    text: ({ heartbeatAgeSeconds: age }) => (age === null ? 'never' : `${formatNumber(age)} s ago`),
    alignRight: true,
  },
  {
    title: 'WHY',
    text: ({ reason }) => (reason === null ? '' : `${reason.message} (${reason.code})`),
  },
];

// Not known is not zero.
function sayKnown(value: number | null): string {
  return value === null ? 'not known' : formatNumber(value);
}

async function status(session: CliSession): Promise<typeof EXIT.success> {
  const format = session.chooseFormat('table', 'json');
  const told = await fetchStatus(session);
  const out = session.openOutput();
  if (format === 'json') await out.writeJson(told);
  else {
    for (const line of formatTableLines(COLUMNS, told.projections, session.terminal.columns))
      await out.writeLine(line);
    await session.writeMessage(
      `The log of ${session.queryApi.url} has ${formatCount(told.partitions, 'partition')}.`,
    );
  }
  await out.close();
  return EXIT.success;
}
