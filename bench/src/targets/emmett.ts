import type { Event } from '@event-driven-io/emmett';
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import type { BenchmarkTargetFactory } from '../target.ts';
import type { EventInput } from '../target-input.ts';

type RecordedFact = Event<string, Record<string, unknown>>;

/** Appends events to Emmett with the expected stream version. Each worker has its own stream. */
export function createEmmettTarget(database: string, input: EventInput): BenchmarkTargetFactory {
  return async () => {
    const store = getPostgreSQLEventStore(database);
    await store.schema.migrate();
    const versions = new Map<number, bigint>();
    const run = Date.now();
    return {
      async record(worker) {
        const version = versions.get(worker);
        const appended = await store.appendToStream<RecordedFact>(
          `council-${run}-${worker}`,
          [...input.takeEvents()],
          {
            expectedStreamVersion: version ?? 'STREAM_DOES_NOT_EXIST',
          },
        );
        versions.set(worker, appended.nextExpectedStreamVersion);
      },
      close: () => store.close(),
    };
  };
}
