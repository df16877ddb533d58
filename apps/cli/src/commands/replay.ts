import { EXIT } from '@rapporteur/platform/exit-codes';
import { CliError } from '../cli-error.ts';
import { fetchPartitions } from '../log-status.ts';
import { readPartition } from '../log-stream.ts';
import { formatLogPosition, type PartialLogPosition } from '@rapporteur/event-log';
import { parsePartition, parsePosition } from '../position-argument.ts';
import { formatCount } from '../progress-display.ts';
import type { AddCommand, CliSession } from '../session.ts';

interface ReplayFlags {
  readonly from?: string;
  readonly to?: string;
  readonly partition?: string;
  readonly collection?: string;
  readonly stream?: string;
}

const EXAMPLES = `Examples:
  rapporteur replay
  rapporteur replay --from 0:1 --to 0:60 --output first-document.ndjson
  rapporteur replay --collection sco --stream meeting-sco-rats-council-44
`;

/** `replay` */
export const addReplay: AddCommand = (program, run) => {
  program
    .command('replay')
    .description('write the recorded events, oldest first, as the very bytes of the log (NDJSON)')
    .option('--from <position>', 'the first event, such as 0:42')
    .option('--to <position>', 'the last event, inclusive')
    .option('--partition <number>', 'only this partition')
    .option('--collection <id>', 'only the events of this collection')
    .option('--stream <stream>', 'only this stream, such as meeting-sco-rats-council-44')
    .addHelpText('before', EXAMPLES)
    .action(run(replay));
};

async function replay(
  session: CliSession,
  flags: ReplayFlags,
): Promise<(typeof EXIT)['success' | 'interrupted']> {
  session.chooseFormat('table', 'ndjson');
  const from = flags.from === undefined ? undefined : parsePosition(flags.from, '--from');
  const to = flags.to === undefined ? undefined : parsePosition(flags.to, '--to');
  const partitions = await choosePartitions(session, flags, from, to);
  const out = session.openOutput();
  const range = {
    from: from?.pseq,
    to: to?.pseq,
    collection: flags.collection,
    stream: flags.stream,
  };
  const done: string[] = [];
  let events = 0;
  for (const partition of partitions) {
    const read = await readPartition(session, partition, range, (line) => out.write(line));
    events += read.events;
    if (read.first !== null && read.last !== null) {
      done.push(
        `${formatLogPosition({ partition, pseq: read.first })} to ${formatLogPosition({ partition, pseq: read.last })}`,
      );
    }
    if (read.interrupted) {
      await out.close();
      await session.writeMessage(
        `Interrupted after ${formatCount(events, 'event')} (${done.join(', ')}).`,
      );
      await session.writeMessage(
        `To go on: rapporteur replay ${sayRest(flags, formatLogPosition({ partition, pseq: (read.last ?? 0) + 1 }))}`,
      );
      return EXIT.interrupted;
    }
  }
  await out.close();
  await session.writeMessage(
    `Replayed ${formatCount(events, 'event')}${done.length === 0 ? '' : `: ${done.join(', ')}`}.`,
  );
  return EXIT.success;
}

function sayRest({ to, collection, stream }: ReplayFlags, from: string): string {
  const flags = Object.entries({ from, to, collection, stream });
  return flags
    .flatMap(([flag, value]) => (value === undefined ? [] : [`--${flag} ${value}`]))
    .join(' ');
}

async function choosePartitions(
  session: CliSession,
  flags: ReplayFlags,
  from: PartialLogPosition | undefined,
  to: PartialLogPosition | undefined,
): Promise<readonly number[]> {
  const asked = flags.partition === undefined ? undefined : parsePartition(flags.partition);
  const named = [
    ...new Set([asked, from?.partition, to?.partition].filter((one) => one !== undefined)),
  ];
  if (named.length > 1) {
    throw new CliError(
      EXIT.usage,
      `Several partitions are named: ${named.join(', ')}.`,
      'A range lies in one partition.',
    );
  }
  if (named.length === 1) return named;
  const all = await fetchPartitions(session);
  if (all.length > 1 && (from !== undefined || to !== undefined)) {
    const message = `The log has ${all.length} partitions, and a sequence alone names none.`;
    throw new CliError(
      EXIT.usage,
      message,
      'Write the position as partition:sequence, such as 0:42.',
    );
  }
  return all;
}
