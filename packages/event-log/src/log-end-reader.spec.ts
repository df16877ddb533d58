import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { LogEndReader } from './log-end-reader.ts';
import { InMemoryLog, InMemoryStore } from './memory-log.ts';
import { EMPTY_HEAD, type EventLog, type Head, type Writer } from './port.ts';
import { sampleEvent } from './testing/sample-events.ts';

async function opened(log: EventLog, partition = 0): Promise<{ writer: Writer; head: Head }> {
  let head = EMPTY_HEAD;
  const writer = await log.openWriter(partition, { instance: 'sample' }, EMPTY_HEAD, (batch) => {
    head = batch.head;
  });
  return { writer, head };
}

describe('The end of a partition', () => {
  it('is the current end of the log at each call', async () => {
    const log = new InMemoryLog(new InMemoryStore({ partitions: 2 }));
    const reader = new LogEndReader(log);
    expect(await reader.readEnd(0)).toEqual(EMPTY_HEAD);
    const { writer, head } = await opened(log);
    expect((await reader.readEnd(0)).pseq).toBe(0);
    await writer.append([sampleEvent({ after: head })]);
    expect(await reader.readEnd(0)).toMatchObject({ pseq: 1, term: 1 });
    expect(await reader.readEnd(1)).toEqual(EMPTY_HEAD);
  });

  it('includes the events appended before the call, even while another read runs', async () => {
    const log = new InMemoryLog();
    const { writer, head } = await opened(log);
    const gate = Promise.withResolvers<void>();
    const slow: Pick<EventLog, 'read'> = {
      async *read(...from) {
        // The batches are fixed before the read reaches its end.
        const batches = await Array.fromAsync(log.read(...from));
        await gate.promise;
        yield* batches;
      },
    };
    const reader = new LogEndReader(slow);
    const early = reader.readEnd(0);
    await setImmediate();
    await writer.append([sampleEvent({ after: head })]);
    const late = reader.readEnd(0);
    gate.resolve();
    expect((await early).pseq).toBe(0);
    expect((await late).pseq).toBe(1);
  });

  it('is read from a given head, and rejects if the log ends before it', async () => {
    const log = new InMemoryLog();
    const { head } = await opened(log);
    expect(await new LogEndReader(log, async () => head).readEnd(0)).toEqual(head);
    const beyond = new LogEndReader(log, async () => ({ ...head, pseq: 7 }));
    await expect(beyond.readEnd(0)).rejects.toMatchObject({ code: 'LOG_TAIL_LOST' });
  });

  it('rejects when the log cannot be read', async () => {
    const log = new InMemoryLog();
    const reader = new LogEndReader(log);
    await opened(log);
    await reader.readEnd(0);
    await log.close();
    await expect(reader.readEnd(0)).rejects.toMatchObject({ code: 'LOG_UNREACHABLE' });
  });
});
