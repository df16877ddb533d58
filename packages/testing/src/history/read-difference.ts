import { formatLogPosition } from '@rapporteur/event-log';
import type { CollectionReplay } from './collection-replay.ts';
import { type ReadRequest, type ReadResult } from './history.ts';

function describeListDifference(
  name: string,
  actual: readonly string[],
  expected: readonly string[],
): string | undefined {
  if (actual.length === expected.length && actual.every((id, index) => id === expected[index]))
    return undefined;

  const actualIds = new Set(actual);
  const missing = expected.find((id) => !actualIds.has(id));
  if (missing !== undefined) return `${name}: ${missing} is missing`;

  const expectedIds = new Set(expected);
  const extra = actual.find((id) => !expectedIds.has(id));
  return extra === undefined
    ? `${name} are in another order, or duplicated`
    : `${name}: ${extra} is not in the record`;
}

function describeSetDifference(
  name: string,
  actual: readonly string[],
  expected: ReadonlySet<string>,
): string | undefined {
  const isSame =
    actual.length === expected.size &&
    new Set(actual).size === expected.size &&
    actual.every((id) => expected.has(id));
  if (isSame) return undefined;
  return describeListDifference(name, actual.toSorted(), [...expected].toSorted());
}

/** Returns how a read differs from the record at its position; undefined if they agree. */
export function describeReadDifference(
  { stream }: ReadRequest,
  { version, events, facts }: ReadResult,
  replay: CollectionReplay,
): string | undefined {
  if (version !== undefined && stream !== undefined && version !== replay.version(stream))
    return `the read has ${stream} at version ${version}, the log at ${replay.version(stream)}`;

  const difference = events && describeListDifference('events', events, replay.events(stream));
  if (difference !== undefined || facts === undefined) return difference;
  return describeSetDifference('facts', facts, replay.facts(stream));
}

/**
 * Returns how far a read is behind its requested position; undefined if it reached the position.
 */
export function describeReadLag(
  { position: requested }: ReadRequest,
  { position }: ReadResult,
): string | undefined {
  if (requested === undefined) return undefined;
  const isReached = position.partition === requested.partition && position.pseq >= requested.pseq;
  return isReached
    ? undefined
    : `position ${formatLogPosition(requested)} was requested, got ${formatLogPosition(position)}`;
}
