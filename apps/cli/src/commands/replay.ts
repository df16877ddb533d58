import { formatLogPosition, type PartialLogPosition } from '@rapporteur/event-log';
import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import { quoteForShell } from '@rapporteur/platform/shell-words';
import { CliError } from '../cli-error.ts';
import { defineCommand } from '../command-definition.ts';
import { fetchPartitions } from '../log-status.ts';
import { readPartition } from '../log-stream.ts';
import { parsePartition, parsePosition } from '../position-argument.ts';
import { formatCount } from '../progress-display.ts';
import type { CliSession } from '../session.ts';

interface ReplayFlags {
  readonly from?: string;
  readonly to?: string;
  readonly partition?: string;
  readonly collection?: string;
  readonly stream?: string;
}

/** `replay` */
export const addReplay = defineCommand({
  name: 'replay',
  description: 'write the recorded events, oldest first, as the exact bytes of the log (NDJSON)',
  examples: [
    'rapporteur replay',
    'rapporteur replay --from 0:1 --to 0:60 --output first-document.ndjson',
    'rapporteur replay --collection sco --stream meeting-sco-rats-council-44',
  ],
  flags: {
    '--from <position>': 'the first event, such as 0:42',
    '--to <position>': 'the last event, inclusive',
    '--partition <number>': 'only this partition',
    '--collection <id>': 'only the events of this collection',
    '--stream <stream>': 'only this stream, such as meeting-sco-rats-council-44',
  },
  execute: replayLog,
});

async function replayLog(session: CliSession, flags: ReplayFlags): Promise<ExitCode> {
  session.chooseFormat('table', 'ndjson');
  const from = flags.from === undefined ? undefined : parsePosition(flags.from, '--from');
  const to = flags.to === undefined ? undefined : parsePosition(flags.to, '--to');
  const partitions = await choosePartitions(session, flags, { from, to });
  const range = {
    from: from?.pseq,
    to: to?.pseq,
    collection: flags.collection,
    stream: flags.stream,
  };

  const out = session.openOutput();
  const ranges: string[] = [];
  let events = 0;
  for (const [n, partition] of partitions.entries()) {
    const read = await readPartition(session, partition, range, (line) => out.writeBytes(line));
    events += read.events;
    if (read.first !== null && read.last !== null) {
      const first = formatLogPosition({ partition, pseq: read.first });
      ranges.push(`${first} to ${formatLogPosition({ partition, pseq: read.last })}`);
    }
    if (read.interrupted) {
      await out.close();
      const next = formatLogPosition({ partition, pseq: (read.last ?? 0) + 1 });
      await session.writeMessage(
        `Interrupted after ${formatCount(events, 'event')} (${ranges.join(', ')}).`,
      );
      const line = formatNextCalls(session, next, partitions.slice(n + 1));
      await session.writeMessage(`To continue: ${line}`);
      return EXIT.interrupted;
    }
  }

  await out.close();
  const suffix = ranges.length === 0 ? '' : `: ${ranges.join(', ')}`;
  await session.writeMessage(`Replayed ${formatCount(events, 'event')}${suffix}.`);
  return EXIT.success;
}

/** Returns the line that reads the rest: of this partition, then all of the next ones. */
function formatNextCalls(
  { callLines, flags: { output } }: CliSession,
  from: string,
  nextPartitions: readonly number[],
): string {
  const ranges: Readonly<Record<string, string>>[] = [
    { '--from': from },
    ...nextPartitions.map((partition) => ({ '--partition': String(partition) })),
  ];
  // The next call appends to the file: with --output it would replace what is written.
  const target = output === undefined || output === '-' ? '' : ` >> ${quoteForShell(output)}`;
  return ranges
    .map((range) =>
      callLines.formatRepeated({ words: [], flags: { ...range, '--output': undefined } }),
    )
    .map((line) => `${line}${target}`)
    .join(' && ');
}

interface PositionRange {
  readonly from: PartialLogPosition | undefined;
  readonly to: PartialLogPosition | undefined;
}

async function choosePartitions(
  session: CliSession,
  flags: ReplayFlags,
  { from, to }: PositionRange,
): Promise<readonly number[]> {
  const partition = flags.partition === undefined ? undefined : parsePartition(flags.partition);
  const given = [partition, from?.partition, to?.partition].filter((one) => one !== undefined);
  const named = [...new Set(given)];
  if (named.length > 1) {
    throw new CliError(
      EXIT.usage,
      `The flags name several partitions: ${named.join(', ')}.`,
      'A range must be within one partition.',
    );
  }
  if (named.length === 1) return named;

  const all = await fetchPartitions(session);
  if (all.length > 1 && (from !== undefined || to !== undefined)) {
    throw new CliError(
      EXIT.usage,
      `The log has ${all.length} partitions: a sequence number alone does not name a position.`,
      'Write the position as partition:sequence, such as 0:42.',
    );
  }
  return all;
}
