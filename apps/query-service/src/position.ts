import {
  type EventLog,
  formatLogPosition,
  type LogPosition,
  parseLogPosition,
} from '@rapporteur/event-log';
import { Problem } from '@rapporteur/platform';
import { createParameterProblem } from './parameters.ts';

/** Returns whether a text has the form of a position, rather than of a time. */
export function isPosition(value: string): boolean {
  return parseLogPosition(value) !== undefined;
}

/** Parses `0:42`, or `42` in a known partition. Throws a Problem 400. */
export function parsePosition(field: string, value: string, partition: number): number {
  const position = parseLogPosition(value);
  if (position === undefined) throw createFormProblem(field, value);
  if (position.partition === undefined || position.partition === partition) return position.pseq;

  throw createParameterProblem({
    field,
    message: `is in partition ${position.partition}, but the collection is in ${partition}`,
    remedy: 'Give a position of the same collection.',
  });
}

/** Positions of several partitions: the last event that counts, by partition. */
export type PartitionPositions = ReadonlyMap<number, number>;

/** Returns whether a text has the form of positions, rather than of a time. */
export function isPositionList(value: string): boolean {
  return value.split(',').every(isPosition);
}

/** Formats positions in the order of their partitions: `0:42,3:17`. */
export function formatPositions(positions: PartitionPositions): string {
  return [...positions]
    .toSorted(([one], [other]) => one - other)
    .map(([partition, pseq]) => formatLogPosition({ partition, pseq }))
    .join(',');
}

/**
 * Parses `0:42,3:17`: positions of the given partitions. `42` is valid for one partition. Throws a
 * Problem 400.
 */
export function parsePositions(
  field: string,
  value: string,
  partitions: readonly number[],
): PartitionPositions {
  const only = partitions.length === 1 ? partitions[0] : undefined;
  const positions = new Map<number, number>();
  for (const part of value.split(',')) {
    const position = parseLogPosition(part.trim());
    const partition = position?.partition ?? only;
    if (position === undefined || partition === undefined) throw createFormProblem(field, value);
    if (!partitions.includes(partition)) {
      throw createParameterProblem({
        field,
        message: `is in partition ${partition}, but the collections are in ${partitions.join(', ')}`,
        remedy: 'Give a position of the same collections.',
      });
    }
    positions.set(partition, position.pseq);
  }
  return positions;
}

/** Parses `0:42`, or `42` in a log with one partition. Throws a Problem 400. */
export function parseRequestPosition(field: string, value: string, log: EventLog): LogPosition {
  const position = parseLogPosition(value);
  const partition = position?.partition ?? (log.partitions === 1 ? 0 : undefined);
  if (position === undefined || partition === undefined) throw createFormProblem(field, value);
  if (partition < log.partitions) return { partition, pseq: position.pseq };

  throw createParameterProblem({
    field,
    message: `is in partition ${partition}, but the last one is ${log.partitions - 1}`,
    remedy: 'Give a position of this log.',
  });
}

/** Parses the number of a partition in a path. Throws a Problem 404. */
export function parsePartition(value: string, log: EventLog): number {
  const partition = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
  if (partition < log.partitions) return partition;
  throw new Problem(404, 'PARTITION_UNKNOWN', {
    title: 'The partition is unknown.',
    detail: `This log has the partitions 0 to ${log.partitions - 1}.`,
  });
}

function createFormProblem(field: string, value: string): Problem {
  return createParameterProblem({
    field,
    message: `must be a position, not ${JSON.stringify(value)}`,
    remedy: 'Write partition:pseq, such as 0:42; separate several by commas.',
  });
}
