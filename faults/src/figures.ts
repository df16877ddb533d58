import type { Envelope } from '@rapporteur/contracts';
import { isWriterOpened } from '@rapporteur/event-log';
import { type ClientHistory, countResponses } from '@rapporteur/testing/history';

/** The counts of one fault. */
export interface Figures {
  readonly kills: number;
  /**
   * The number of times a partition was opened after its first opening. Each ends the previous
   * writer.
   */
  readonly takeOvers: number;
  /** Distinct acknowledged commands. */
  readonly acknowledged: number;
  /** Acknowledged commands that are not in the log. */
  readonly lost: number;
  /** Commands, acknowledged or not, that are recorded more than once. */
  readonly doubled: number;
  /** Commands without an outcome. */
  readonly hung: number;
  /** Single attempts without an outcome: a 503, or no response. */
  readonly undecided: number;
}

/** The columns of the table, in order. */
const COLUMNS = [
  'kills',
  'takeOvers',
  'acknowledged',
  'undecided',
  'lost',
  'doubled',
  'hung',
] as const satisfies readonly (keyof Figures)[];

/** Returns how often each command is in the log, by collection and id. */
function countCommands(log: readonly (readonly Envelope[])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const event of log.flat()) {
    // The first event of a command has the number 1.
    if (isWriterOpened(event) || event.id !== `${event.commandid}.1`) continue;
    const key = `${event.source} ${event.commandid}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Returns the figures of a history and its log. */
export function computeFigures(
  history: ClientHistory,
  log: readonly (readonly Envelope[])[],
  { kills, hung }: Pick<Figures, 'kills' | 'hung'>,
): Figures {
  const commandCounts = countCommands(log);
  const acknowledged = new Set(
    history.invocations.flatMap(({ response }) =>
      response.kind === 'recorded'
        ? [`/collections/${response.collection} ${response.commandId}`]
        : [],
    ),
  );
  const responseCounts = countResponses(history);
  const openingCounts = log.map((events) => events.filter(isWriterOpened).length);

  return {
    kills,
    takeOvers: openingCounts.reduce((sum, count) => sum + Math.max(count - 1, 0), 0),
    acknowledged: acknowledged.size,
    lost: [...acknowledged].filter((key) => !commandCounts.has(key)).length,
    doubled: [...commandCounts.values()].filter((count) => count > 1).length,
    hung,
    undecided: (responseCounts['unavailable'] ?? 0) + (responseCounts['unknown'] ?? 0),
  };
}

/** Returns a table with one line per fault, and their sum. */
export function formatFigures(all: ReadonlyMap<string, Figures>): string {
  const formatRow = (cells: readonly (string | number)[], name: string): string =>
    [...cells.map((cell) => String(cell).padStart(12)), `  ${name}`].join('');
  const sums = COLUMNS.map((column) =>
    [...all.values()].reduce((sum, figures) => sum + figures[column], 0),
  );

  return [
    formatRow(COLUMNS, 'fault'),
    ...[...all].map(([name, figures]) =>
      formatRow(
        COLUMNS.map((column) => figures[column]),
        name,
      ),
    ),
    formatRow(sums, 'all faults'),
  ].join('\n');
}
