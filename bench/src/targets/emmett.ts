import type { Event } from '@event-driven-io/emmett';
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import type { BenchmarkTargetFactory } from '../target.ts';
import { createSampleData } from '../sample.ts';

type MeetingHeld = Event<'MeetingHeld', Record<string, unknown>>;

/** Appends events to Emmett with the expected stream version. Each worker has its own stream. */
export function createEmmettTarget(database: string): BenchmarkTargetFactory {
  return async () => {
    const store = getPostgreSQLEventStore(database);
    await store.schema.migrate();
    const versions = new Map<number, bigint>();
    const run = Date.now();
    let count = 0;
    return {
      async record(worker) {
        const event: MeetingHeld = { type: 'MeetingHeld', data: createSampleData(count++) };
        const version = versions.get(worker);
        const appended = await store.appendToStream<MeetingHeld>(
          `council-${run}-${worker}`,
          [event],
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
