import { setTimeout as delay } from 'node:timers/promises';
import { EMPTY_HEAD, type Head, InMemoryLog, LogError } from '@rapporteur/event-log';
import { expect, describe, it } from 'vitest';
import { ProgressPublisher } from './progress-publisher.ts';

/** A log whose tools show how far readers have come. */
class NotedLog extends InMemoryLog {
  readonly noted: [string, number, number][] = [];
  failing = false;

  reportProgress(reader: string, partition: number, { pseq }: Head): Promise<void> {
    if (this.failing) return Promise.reject(new LogError('LOG_UNREACHABLE', 'planted'));
    this.noted.push([reader, partition, pseq]);
    return Promise.resolve();
  }
}

const at = (pseq: number): Head => ({ ...EMPTY_HEAD, pseq });
const LATER_MS = 20;

function notesIn(log: InMemoryLog, failed: unknown[] = []): ProgressPublisher {
  return new ProgressPublisher({
    log,
    reader: 'projector-sample',
    intervalMs: 1,
    onFailed: (error) => failed.push(error),
  });
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await delay(1);
}

describe('Noting how far a projector has come', () => {
  it('notes where each partition stands, not every step, and what came while it noted', async () => {
    const log = new NotedLog();
    const notes = notesIn(log);
    for (const pseq of [1, 2, 3]) notes.publish(0, at(pseq));
    notes.publish(1, at(7));
    await until(() => log.noted.length === 2);
    expect(log.noted).toEqual([
      ['projector-sample', 0, 3],
      ['projector-sample', 1, 7],
    ]);
    notes.publish(0, at(4));
    await until(() => log.noted.length === 3);
    expect(log.noted.at(-1)).toEqual(['projector-sample', 0, 4]);
    await notes.stop();
  });

  it('says once that it cannot, and again only after it could', async () => {
    const log = new NotedLog();
    const failed: unknown[] = [];
    const notes = notesIn(log, failed);
    log.failing = true;
    for (const pseq of [1, 2, 3]) {
      notes.publish(0, at(pseq));
      await delay(LATER_MS);
    }
    expect(failed).toHaveLength(1);
    log.failing = false;
    notes.publish(0, at(4));
    await until(() => log.noted.length === 1);
    log.failing = true;
    notes.publish(0, at(5));
    await until(() => failed.length === 2);
    await notes.stop();
  });

  it('notes nothing where the log has no such tools, nor once it was stopped', async () => {
    const without = notesIn(new InMemoryLog());
    without.publish(0, at(1));
    await without.stop();
    const log = new NotedLog();
    const notes = notesIn(log);
    notes.publish(0, at(1));
    await notes.stop();
    notes.publish(0, at(2));
    await delay(LATER_MS);
    expect(log.noted).toEqual([]);
  });
});
