import { EMPTY_HEAD } from '@rapporteur/event-log';
import { describe, expect, it } from 'vitest';
import type { CommandRuntime } from '../command-runtime.ts';
import { MemoryStateStores } from '../testing/memory-state-store.ts';
import { expectRecorded, RuntimeFixture, TestTiming } from '../testing/runtime-fixture.ts';
import {
  openCollection,
  recordAssessment,
  recordMeetingHeld,
  registerSource,
  retractRecord,
} from '../testing/sample-commands.ts';
import { StateStoreError } from './state-store.ts';

/** A log with a record whose state is stored. */
class StoredRecord {
  readonly fixture = new RuntimeFixture();
  readonly stores = new MemoryStateStores();
  readonly readsAfter: number[] = [];

  constructor() {
    this.fixture.hooks.beforeRead = (after) => this.readsAfter.push(after);
  }

  createRuntime(): CommandRuntime {
    this.readsAfter.length = 0;
    return this.fixture.createRuntime('instance-1', new TestTiming(), this.stores);
  }

  /** Records some facts, and closes the runtime. Returns the number of the last event. */
  async record(): Promise<number> {
    const runtime = this.createRuntime();
    for (const command of [openCollection(), registerSource()])
      expectRecorded(await runtime.submit(command));
    const last = expectRecorded(await runtime.submit(recordMeetingHeld(1)));
    await runtime.close();
    return last.position.pseq;
  }

  /** Changes a byte of each stored value of a table. */
  damage(table: number): void {
    const entries = this.stores.stores[0]?.entries ?? new Map<string, Uint8Array>();
    for (const [key, value] of entries)
      if (key.startsWith(table.toString(16).padStart(2, '0')) && value[1] !== undefined)
        value[1] ^= 0xff;
  }
}

const EVENT_TABLE = 1;
const HEAD_TABLE = 0;
const LIST_TABLE = 2;

describe('The kept state of a partition', () => {
  it('is opened where it was left: only what follows is read', async () => {
    const record = new StoredRecord();
    const last = await record.record();
    const runtime = record.createRuntime();
    const repeated = expectRecorded(await runtime.submit(recordMeetingHeld(1)));
    expect(repeated.repeated).toBe(true);
    expect(record.readsAfter[0]).toBe(EMPTY_HEAD.pseq);
    // The first read only looks for the first event.
    expect(record.readsAfter.slice(1).every((after) => after >= last - 1)).toBe(true);
    await runtime.close();
    expect(record.fixture.storeProblems).toEqual([]);
  });

  it('is not used for another log', async () => {
    const record = new StoredRecord();
    await record.record();
    const other = new RuntimeFixture();
    const runtime = other.createRuntime('instance-1', new TestTiming(), record.stores);
    for (const command of [openCollection(), registerSource(), recordMeetingHeld(1)])
      expect(expectRecorded(await runtime.submit(command)).repeated).toBe(false);
    await runtime.close();
  });

  it('is read from the log again if the log has lost its end', async () => {
    const record = new StoredRecord();
    await record.record();
    const copy = new StoredRecord();
    copy.stores.stores[0]?.entries.clear();
    // The same first event, and then fewer: as after a backup was restored.
    const events = await record.fixture.readEvents();
    const bytes = events.slice(0, 2).map((event) => Buffer.from(JSON.stringify(event)));
    await copy.fixture.restore(bytes);
    for (const [key, value] of record.stores.stores[0]?.entries ?? [])
      copy.stores.stores[0]?.entries.set(key, value);

    const runtime = copy.createRuntime();
    const outcome = await runtime.submit(registerSource());
    expect(expectRecorded(outcome).repeated).toBe(false);
    expect(copy.fixture.storeProblems).toMatchObject([{ code: 'LOG_TAIL_LOST' }]);
    await runtime.close();
  });

  it.each([HEAD_TABLE, EVENT_TABLE, LIST_TABLE])(
    'is read from the log again if it is damaged (table %i)',
    async (table) => {
      const record = new StoredRecord();
      await record.record();
      record.damage(table);
      const runtime = record.createRuntime();
      const repeated = expectRecorded(await runtime.submit(recordMeetingHeld(1)));
      expect(repeated.repeated).toBe(true);
      const target = repeated.events[0]?.id ?? '';
      const retracted = await runtime.submit(retractRecord(target));
      expectRecorded(retracted);
      expect(record.fixture.storeProblems[0]).toBeInstanceOf(StateStoreError);
      await runtime.close();
    },
  );

  it('is kept in memory while it cannot be written', async () => {
    const record = new StoredRecord();
    const [store] = record.stores.stores;
    if (store === undefined) throw new Error('There must be a store.');
    store.beforeWrite = async () => {
      throw new Error('No space left on device');
    };
    await record.record();
    expect(record.fixture.storeProblems).toMatchObject([{ message: 'No space left on device' }]);
    expect(store.entries.size).toBe(0);

    store.beforeWrite = async () => undefined;
    const last = await record.record().catch(() => undefined);
    expect(last).toBeDefined();
    expect(store.entries.size).toBeGreaterThan(0);
  });

  it('is written while commands go on, and they decide as before', async () => {
    const record = new StoredRecord();
    const runtime = record.createRuntime();
    for (const command of [openCollection(), registerSource()])
      expectRecorded(await runtime.submit(command));
    const count = 12_000;
    const parts = [0, 4_000, 8_000, 0];
    for (const start of parts) {
      const outcomes = await Promise.all(
        Array.from({ length: 4_000 }, (_, n) => runtime.submit(recordAssessment(start + n))),
      );
      expect(outcomes.every(({ kind }) => kind === 'recorded')).toBe(true);
    }
    await expect.poll(() => record.stores.stores[0]?.entries.size).toBeGreaterThan(10_000);
    await runtime.close();
    expect((await record.fixture.readEvents()).length).toBe(count + 4);
    expect(record.fixture.storeProblems).toEqual([]);
  }, 60_000);
});
