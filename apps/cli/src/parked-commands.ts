import { performTask, type ProjectionsEnd } from './projections-process.ts';
import type { Session } from './session.ts';
import { type Column, formatTableLines } from './table.ts';

/** A command that a read model does not show. */
export interface ParkedCommand {
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

const COLUMNS: readonly Column<ParkedCommand>[] = [
  { title: 'READ MODEL', text: ({ projection }) => projection },
  { title: 'COLLECTION', text: ({ collection }) => collection },
  { title: 'COMMAND', text: ({ commandId }) => commandId },
  { title: 'FROM', text: ({ partition, firstPseq }) => `${partition}:${firstPseq}` },
  { title: 'TO', text: ({ partition, lastPseq }) => `${partition}:${lastPseq}` },
  { title: 'TRIED', text: ({ attempts }) => String(attempts) },
  { title: 'WHY', text: ({ code, reason }) => `${code}: ${reason}` },
];

/** What is parked, as a table. */
export function parkedLines(parked: readonly ParkedCommand[], columns: number): readonly string[] {
  return formatTableLines(COLUMNS, parked, columns);
}

/** What the read model of that name does not show; of all of them, unless told. */
export function listParked(
  session: Session,
  name?: string,
): Promise<ProjectionsEnd<readonly ParkedCommand[]>> {
  return performTask<readonly ParkedCommand[]>(session, {
    action: 'parked',
    ...(name === undefined ? {} : { name }),
  });
}
