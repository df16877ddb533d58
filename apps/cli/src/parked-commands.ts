import { runProjectionsTask, type ProjectionsTaskResult } from './projections-process.ts';
import type { CliSession } from './session.ts';
import { type TextColumn, formatTableLines } from './table.ts';

/** A command that a read model does not show. */
export interface CliParkedCommand {
  readonly projection: string;
  readonly partition: number;
  readonly collection: string;
  readonly commandId: string;
  readonly firstPseq: number;
  readonly lastPseq: number;
  /** The command that it queues behind; null: it failed by itself. */
  readonly waitsFor: string | null;
  readonly code: string;
  readonly reason: string;
  readonly attempts: number;
  readonly parkedAt: string;
}

const COLUMNS: readonly TextColumn<CliParkedCommand>[] = [
  { title: 'READ MODEL', text: ({ projection }) => projection },
  { title: 'COLLECTION', text: ({ collection }) => collection },
  { title: 'COMMAND', text: ({ commandId }) => commandId },
  { title: 'FROM', text: ({ partition, firstPseq }) => `${partition}:${firstPseq}` },
  { title: 'TO', text: ({ partition, lastPseq }) => `${partition}:${lastPseq}` },
  { title: 'TRIED', text: ({ attempts }) => String(attempts) },
  { title: 'WHY', text: ({ code, reason }) => `${code}: ${reason}` },
];

/** What is parked, as a table. */
export function formatParkedCommands(
  parked: readonly CliParkedCommand[],
  columns: number,
): readonly string[] {
  return formatTableLines(COLUMNS, parked, columns);
}

/** What the read model of that name does not show; of all of them, unless told. */
export function fetchParkedCommands(
  session: CliSession,
  name?: string,
): Promise<ProjectionsTaskResult<readonly CliParkedCommand[]>> {
  return runProjectionsTask<readonly CliParkedCommand[]>(session, {
    action: 'parked',
    ...(name === undefined ? {} : { name }),
  });
}
