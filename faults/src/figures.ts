import type { Envelope } from '@rapporteur/contracts';
import { isWriterOpened } from '@rapporteur/event-log';
import { type ClientHistory, countResponses } from '@rapporteur/testing/history';

/** What one fault came to. */
export interface Figures {
  readonly kills: number;
  /** How often a partition was opened after its first time: every one ends the writer before it. */
  readonly takeOvers: number;
  /** Different commands that somebody was told are recorded. */
  readonly acknowledged: number;
  /** Of them, those that the log does not hold. */
  readonly lost: number;
  /** Commands, acknowledged or not, that stand more than once. */
  readonly doubled: number;
  /** Commands that never got an outcome. */
  readonly hung: number;
  /** Attempts that were told no outcome: 503, or no answer at all. */
  readonly undecided: number;
}

const NO_FIGURES: Figures = {
  kills: 0,
  takeOvers: 0,
  acknowledged: 0,
  lost: 0,
  doubled: 0,
  hung: 0,
  undecided: 0,
};

/** The sum of two. */
function plus(a: Figures, b: Figures): Figures {
  const sum = Object.keys(NO_FIGURES).map((name) => [
    name,
    a[name as keyof Figures] + b[name as keyof Figures],
  ]);
  return Object.fromEntries(sum) as Figures;
}

/** Counts how often each command stands in the log, by collection and id. */
function standingIn(log: readonly (readonly Envelope[])[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const event of log.flat()) {
    // The first event of a command has the number 1.
    if (isWriterOpened(event) || event.id !== `${event.commandid}.1`) continue;
    const key = `${event.source} ${event.commandid}`;
    times.set(key, (times.get(key) ?? 0) + 1);
  }
  return times;
}

/** Holds what clients were told against the log, partition by partition. */
export function computeFigures(
  history: ClientHistory,
  log: readonly (readonly Envelope[])[],
  { kills, hung }: Pick<Figures, 'kills' | 'hung'>,
): Figures {
  const standing = standingIn(log);
  const told = history.invocations.flatMap(({ response: answer }) =>
    answer.kind === 'recorded' ? [`/collections/${answer.collection} ${answer.commandId}`] : [],
  );
  const acknowledged = new Set(told);
  const tally = countResponses(history);
  return {
    kills,
    takeOvers: log.reduce(
      (sum, events) => sum + Math.max(events.filter(isWriterOpened).length - 1, 0),
      0,
    ),
    acknowledged: acknowledged.size,
    lost: [...acknowledged].filter((key) => !standing.has(key)).length,
    doubled: [...standing.values()].filter((times) => times > 1).length,
    hung,
    undecided: (tally['unavailable'] ?? 0) + (tally['unknown'] ?? 0),
  };
}

const COLUMNS: readonly (keyof Figures)[] = [
  'kills',
  'takeOvers',
  'acknowledged',
  'undecided',
  'lost',
  'doubled',
  'hung',
];

/** A table with a line a fault, and their sum. */
export function formatFigures(all: ReadonlyMap<string, Figures>): string {
  const total = [...all.values()].reduce(plus, NO_FIGURES);
  const lines = [...all, ['all of them', total] as const].map(([name, figures]) =>
    [...COLUMNS.map((column) => String(figures[column]).padStart(12)), `  ${name}`].join(''),
  );
  return [[...COLUMNS.map((column) => column.padStart(12)), '  fault'].join(''), ...lines].join(
    '\n',
  );
}
