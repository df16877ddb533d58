import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import { defineCommand } from '../command-definition.ts';
import { formatLocalTime } from '@rapporteur/pages';
import { runProjectionsTask } from '../projections-process.ts';
import type { CliSession } from '../session.ts';
import { formatTableLines, type TextColumn } from '../table.ts';

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
  { title: 'VERSION', text: ({ version }) => String(version), alignRight: true },
  { title: 'STATE', text: ({ state }) => state },
  { title: 'CREATED', text: ({ madeAt }) => formatLocalTime(madeAt) },
  {
    title: 'LAST STARTED SERVING',
    text: ({ servingSince }) => (servingSince === null ? 'never' : formatLocalTime(servingSince)),
  },
];

/** `projections list` */
export const addProjectionsList = defineCommand({
  name: 'list',
  description: 'list the generations of each read model: the serving one, and the retained ones',
  examples: ['rapporteur projections list', 'rapporteur projections list --json'],
  opensRecord: true,
  execute: listGenerations,
});

async function listGenerations(session: CliSession): Promise<ExitCode> {
  const format = session.chooseFormat('table', 'json');
  const result = await runProjectionsTask<readonly CliGeneration[]>(session, { action: 'list' });
  if ('exitCode' in result) return result.exitCode;

  const generations = result.outcome;
  const out = session.openOutput();
  if (format === 'json') await out.writeJson({ schemaVersion: 1, generations });
  else await out.writeLines(formatTableLines(COLUMNS, generations, session.terminal.columns));
  await out.close();
  return EXIT.success;
}
