import { parseLogPosition, type PartialLogPosition } from '@rapporteur/event-log';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { CliError } from './cli-error.ts';

/** Parses `0:42`, or `42` for a log with one partition. */
export function parsePosition(text: string, flag: string): PartialLogPosition {
  const position = parseLogPosition(text);
  if (position !== undefined && position.pseq >= 0) return position;
  throw new CliError(
    EXIT.usage,
    `${flag} \`${text}\` is not a position.`,
    'Write partition:sequence, such as 0:42.',
  );
}

/** Parses the number of a partition. */
export function parsePartition(text: string): number {
  if (/^\d{1,5}$/.test(text)) return Number(text);
  throw new CliError(
    EXIT.usage,
    `--partition \`${text}\` is not a partition number.`,
    'Partitions are numbered from 0.',
  );
}
