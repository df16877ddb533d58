import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import { formatLocalTime } from '../local-time.ts';
import { runProjectionsTask } from '../projections-process.ts';
import type { AddCommand, CliSession } from '../session.ts';
import { type TextColumn, formatTableLines } from '../table.ts';

const EXAMPLES = `Examples:
  rapporteur projections list
  rapporteur projections list --json
`;

interface CliGeneration {
  readonly projection: string;
  readonly version: number;
  readonly schema: string;
  readonly state: string;
  readonly madeAt: string;
  readonly servingSince: string | null;
}

const COLUMNS: readonly TextColumn<CliGeneration>[] = [
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

async function list(session: CliSession): Promise<ExitCode> {
  const format = session.chooseFormat('table', 'json');
  const end = await runProjectionsTask<readonly CliGeneration[]>(session, { action: 'list' });
  if ('exit' in end) return end.exit;
  const out = session.openOutput();
  if (format === 'json') await out.writeJson({ schemaVersion: 1, generations: end.outcome });
  else
    for (const line of formatTableLines(COLUMNS, end.outcome, session.terminal.columns))
      await out.writeLine(line);
  await out.close();
  return EXIT.success;
}
