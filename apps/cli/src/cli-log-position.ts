import { CliError } from './cli-error.ts';
import { EXIT } from '@rapporteur/platform/exit-codes';

/** A position of the log, inclusive: `0:42`. */
export interface CliLogPosition {
  /** Undefined where only the sequence was given. */
  readonly partition: number | undefined;
  readonly pseq: number;
}

const POSITION = /^(?:(\d{1,5}):)?(\d{1,10})$/;

/** Reads `0:42`, or `42` where the log has one partition. */
export function parsePosition(text: string, flag: string): CliLogPosition {
  const [, partition, pseq] = POSITION.exec(text) ?? [];
  if (pseq === undefined) {
    throw new CliError(
      EXIT.usage,
      `${flag} ${text} is no position.`,
      'Write partition:sequence, such as 0:42.',
    );
  }
  return { partition: partition === undefined ? undefined : Number(partition), pseq: Number(pseq) };
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

export function formatPosition(partition: number, pseq: number): string {
  return `${partition}:${pseq}`;
}
