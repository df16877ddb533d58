import { formatLogPosition } from '@rapporteur/event-log';
import { type ProjectionsTaskResult, runProjectionsTask } from './projections-process.ts';
import type { CliSession } from './session.ts';
import { formatTableLines, type TextColumn } from './table.ts';

/** A recorded command that a read model does not show. */
export interface CliParkedCommand {
  readonly projection: string;
  readonly partition: number;
  readonly collection: string;
  readonly commandId: string;
  readonly firstPseq: number;
  readonly lastPseq: number;
  /** The parked command that it waits for; null: it failed by itself. */
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
  {
    title: 'FROM',
    text: ({ partition, firstPseq }) => formatLogPosition({ partition, pseq: firstPseq }),
  },
  {
    title: 'TO',
    text: ({ partition, lastPseq }) => formatLogPosition({ partition, pseq: lastPseq }),
  },
  { title: 'ATTEMPTS', text: ({ attempts }) => String(attempts), alignRight: true },
  { title: 'REASON', text: ({ code, reason }) => `${code}: ${reason}` },
];

export function formatParkedCommands(
  parked: readonly CliParkedCommand[],
  width: number,
): readonly string[] {
  return formatTableLines(COLUMNS, parked, width);
}

/** Returns the parked commands of one read model, or of all without a name. */
export function fetchParkedCommands(
  session: CliSession,
  name?: string,
): Promise<ProjectionsTaskResult<readonly CliParkedCommand[]>> {
  return runProjectionsTask<readonly CliParkedCommand[]>(session, {
    action: 'parked',
    ...(name === undefined ? {} : { name }),
  });
}
