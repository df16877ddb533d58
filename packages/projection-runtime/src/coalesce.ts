import type { LogBatch } from '@rapporteur/event-log';
import type { ProjectionBatch } from './apply-batch.ts';

/** The approximate number of events of one transaction. More cost memory and gain no speed. */
export const COALESCE_EVENTS_MAX = 5_000;

/** Joins batches of a log into larger ones while the log has more. It never splits a batch. */
export async function* coalesce(
  batches: AsyncIterable<LogBatch>,
  onIgnored: (ignored: LogBatch['ignored']) => void = () => undefined,
): AsyncGenerator<ProjectionBatch> {
  let joined: ProjectionBatch | undefined;

  for await (const { events, ignored, atEnd, head } of batches) {
    if (ignored.length > 0) onIgnored(ignored);
    if (joined !== undefined && joined.events.length + events.length > COALESCE_EVENTS_MAX) {
      yield joined;
      joined = undefined;
    }
    joined = { events: [...(joined?.events ?? []), ...events], head, atEnd };
    if (!atEnd) continue;
    yield joined;
    joined = undefined;
  }

  if (joined !== undefined) yield joined;
}
