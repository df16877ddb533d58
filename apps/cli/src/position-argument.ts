import { parseLogPosition, type PartialLogPosition } from '@rapporteur/event-log';
import { CliError } from './cli-error.ts';
import { EXIT } from '@rapporteur/platform/exit-codes';

/** Parses `0:42`, or `42` where the log has one partition. */
export function parsePosition(text: string, flag: string): PartialLogPosition {
  const position = parseLogPosition(text);
  if (position !== undefined && position.pseq >= 0) return position;
  throw new CliError(
    EXIT.usage,
    `${flag} ${text} is no position.`,
    'Write partition:sequence, such as 0:42.',
  );
}

/** Reads the number of a partition. */
export function parsePartition(text: string): number {
  if (/^\d{1,5}$/.test(text)) return Number(text);
  throw new CliError(
    EXIT.usage,
    `--partition ${text} is no partition.`,
    'Write its number, from 0.',
  );
}
