import { type EventLog, type LogPosition, parseLogPosition } from '@rapporteur/event-log';
import { Problem } from '@rapporteur/platform';

/** What is wrong with one parameter. */
export function createParameterProblem(
  field: string,
  rule: string,
  message: string,
  remedy: string,
): Problem {
  const title =
    rule === 'PARAMETER_UNKNOWN' ? 'There is no such parameter.' : 'A parameter cannot be read.';
  return new Problem(400, rule, {
    title,
    detail: `${field} ${message}. ${remedy}`,
    errors: [{ field, rule, message, remedy }],
  });
}

/** True if a text may be a position, rather than a time. */
export function isPosition(value: string): boolean {
  return parseLogPosition(value) !== undefined;
}

/** Parses `0:42`, or `42` where the partition is clear. @throws Problem 400 */
export function parsePosition(field: string, value: string, partition: number): number {
  const given = parseLogPosition(value);
  if (given === undefined) {
    throw createParameterProblem(
      field,
      'PARAMETER_INVALID',
      `is ${value}, which is no position`,
      'Write partition:pseq, such as 0:42.',
    );
  }
  if (given.partition !== undefined && given.partition !== partition) {
    const message = `is in partition ${given.partition}, where this collection stands in ${partition}`;
    throw createParameterProblem(
      field,
      'PARAMETER_INVALID',
      message,
      'Give a position of the same collection.',
    );
  }
  return given.pseq;
}

/** Parses `0:42`, or `42` in a log of one partition, where nothing else tells the partition. @throws Problem 400 */
export function parseRequestPosition(field: string, value: string, log: EventLog): LogPosition {
  const defaultPartition = log.partitions === 1 ? 0 : Number.NaN;
  const partition = parseLogPosition(value)?.partition ?? defaultPartition;
  if (partition < log.partitions)
    return { partition, pseq: parsePosition(field, value, partition) };
  const message = `is ${value}, which is no position of a log with ${log.partitions} partitions`;
  throw createParameterProblem(
    field,
    'PARAMETER_INVALID',
    message,
    'Write partition:pseq, such as 0:42.',
  );
}

/** Reads the number of a partition of the log. @throws Problem 404 */
export function parsePartition(value: string, log: EventLog): number {
  const partition = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
  if (partition < log.partitions) return partition;
  throw new Problem(404, 'PARTITION_UNKNOWN', {
    title: 'There is no such partition.',
    detail: `This log has the partitions 0 to ${log.partitions - 1}.`,
  });
}
