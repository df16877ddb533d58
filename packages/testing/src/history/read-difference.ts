import { formatPosition, type ReadRequest, type ReadResult } from './history.ts';
import type { CollectionReplay } from './collection-replay.ts';

function listDifference(
  what: string,
  seen: readonly string[],
  stands: readonly string[],
): string | undefined {
  if (seen.length === stands.length && seen.every((id, index) => id === stands[index]))
    return undefined;
  const [has, held] = [new Set(seen), new Set(stands)];
  const missing = stands.find((id) => !has.has(id));
  if (missing !== undefined) return `${what}: ${missing} stands and was not seen`;
  const extra = seen.find((id) => !held.has(id));
  return extra === undefined
    ? `${what} were seen in another order, or twice`
    : `${what}: ${extra} does not stand`;
}

function setDifference(
  what: string,
  seen: readonly string[],
  stands: ReadonlySet<string>,
): string | undefined {
  const isSame =
    seen.length === stands.size &&
    new Set(seen).size === stands.size &&
    seen.every((id) => stands.has(id));
  if (isSame) return undefined;
  return listDifference(what, seen.toSorted(), [...stands].toSorted());
}

/** How what was seen differs from the record of its position; undefined where it does not. */
export function describeReadDifference(
  question: ReadRequest,
  seen: ReadResult,
  replay: CollectionReplay,
): string | undefined {
  const { stream } = question;
  if (
    seen.version !== undefined &&
    stream !== undefined &&
    seen.version !== replay.version(stream)
  ) {
    return `${stream} was seen at version ${seen.version}, and is at ${replay.version(stream)}`;
  }
  const events = seen.events && listDifference('events', seen.events, replay.events(stream));
  if (events !== undefined || seen.facts === undefined) return events;
  return setDifference('facts', seen.facts, replay.facts(stream));
}

/** How what was seen falls short of the position that was asked for; undefined where it does not. */
export function describeReadLag({ position }: ReadRequest, seen: ReadResult): string | undefined {
  if (position === undefined) return undefined;
  const reached =
    seen.position.partition === position.partition && seen.position.pseq >= position.pseq;
  return reached
    ? undefined
    : `${formatPosition(position)} was asked for, ${formatPosition(seen.position)} was seen`;
}
