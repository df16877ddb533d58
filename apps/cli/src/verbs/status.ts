import { EXIT } from '../exit-code.ts';
import { fetchStatus, type ReadModelStatus } from '../log-status.ts';
import { formatNumber, formatCount } from '../progress.ts';
import type { AddCommand, Session } from '../session.ts';
import { type Column, formatTableLines } from '../table.ts';

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

const COLUMNS: readonly Column<ReadModelStatus>[] = [
  { title: 'READ MODEL', text: ({ projection }) => projection },
  { title: 'PARTITION', text: ({ partition }) => String(partition), right: true },
  { title: 'STATE', text: ({ state }) => state },
  { title: 'POSITION', text: ({ position }) => position ?? 'before the first event' },
  { title: 'PARKED', text: ({ parked }) => formatNumber(parked), right: true },
  { title: 'EVENTS BEHIND', text: ({ lagEvents }) => sayKnown(lagEvents), right: true },
  { title: 'SECONDS BEHIND', text: ({ lagSeconds }) => sayKnown(lagSeconds), right: true },
  { title: 'EVENTS/S', text: ({ eventsPerSecond }) => sayKnown(eventsPerSecond), right: true },
  {
    title: 'SIGN OF LIFE',
    text: ({ heartbeatAgeSeconds: age }) => (age === null ? 'never' : `${formatNumber(age)} s ago`),
    right: true,
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

async function status(session: Session): Promise<typeof EXIT.done> {
  const format = session.format('table', 'json');
  const told = await fetchStatus(session);
  const out = session.output();
  if (format === 'json') await out.json(told);
  else {
    for (const line of formatTableLines(COLUMNS, told.projections, session.terminal.columns))
      await out.line(line);
    await session.say(
      `The log of ${session.api.url} has ${formatCount(told.partitions, 'partition')}.`,
    );
  }
  await out.close();
  return EXIT.done;
}
