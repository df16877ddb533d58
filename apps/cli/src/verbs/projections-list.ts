import { EXIT, type ExitCode } from '../exit-code.ts';
import { formatLocalTime } from '../local-time.ts';
import { performTask } from '../projections-process.ts';
import type { AddCommand, Session } from '../session.ts';
import { type Column, formatTableLines } from '../table.ts';

const EXAMPLES = `Examples:
  rapporteur projections list
  rapporteur projections list --json
`;

interface Generation {
  readonly projection: string;
  readonly version: number;
  readonly schema: string;
  readonly state: string;
  readonly madeAt: string;
  readonly servingSince: string | null;
}

const COLUMNS: readonly Column<Generation>[] = [
  { title: 'READ MODEL', text: ({ projection }) => projection },
  { title: 'GENERATION', text: ({ schema }) => schema },
  { title: 'LOGIC', text: ({ version }) => `version ${version}` },
  { title: 'STATE', text: ({ state }) => state },
  { title: 'MADE', text: ({ madeAt }) => formatLocalTime(madeAt) },
  {
    title: 'LAST BEGAN TO SERVE',
    text: ({ servingSince }) => (servingSince === null ? 'never' : formatLocalTime(servingSince)),
  },
];

/** `projections list` */
export const addProjectionsList: AddCommand = (projections, run) => {
  projections
    .command('list')
    .description(
      'the generations of every read model: which serves, and what there is to go back to',
    )
    .addHelpText('before', EXAMPLES)
    .action(run((session) => list(session)));
};

async function list(session: Session): Promise<ExitCode> {
  const format = session.format('table', 'json');
  const end = await performTask<readonly Generation[]>(session, { action: 'list' });
  if ('exit' in end) return end.exit;
  const out = session.output();
  if (format === 'json') await out.json({ schemaVersion: 1, generations: end.outcome });
  else
    for (const line of formatTableLines(COLUMNS, end.outcome, session.terminal.columns))
      await out.line(line);
  await out.close();
  return EXIT.done;
}
