import { setTimeout as delay } from 'node:timers/promises';
import { EMPTY_HEAD, type Head, InMemoryLog, LogError } from '@rapporteur/event-log';
import { waitUntil } from '@rapporteur/testing';
import { describe, expect, it } from 'vitest';
import { ProgressPublisher } from './progress-publisher.ts';

/** A log that stores the progress of readers. */
class ProgressLog extends InMemoryLog {
  readonly reports: [string, number, number][] = [];
  failing = false;

  reportProgress(reader: string, partition: number, { pseq }: Head): Promise<void> {
    if (this.failing) return Promise.reject(new LogError('LOG_UNREACHABLE', 'planted'));
    this.reports.push([reader, partition, pseq]);
    return Promise.resolve();
  }
}

const headAt = (pseq: number): Head => ({ ...EMPTY_HEAD, pseq });
const PAUSE_MS = 20;

function publisherFor(log: InMemoryLog, failed: unknown[] = []): ProgressPublisher {
  return new ProgressPublisher({
    log,
    reader: 'projector-sample',
    intervalMs: 1,
    onFailed: (error) => failed.push(error),
  });
}

describe('Publishing the progress of a projector', () => {
  it('publishes the latest head of each partition, and later heads after that', async () => {
    const log = new ProgressLog();
    const publisher = publisherFor(log);
    for (const pseq of [1, 2, 3]) publisher.publish(0, headAt(pseq));
    publisher.publish(1, headAt(7));
    await waitUntil(() => log.reports.length === 2);
    expect(log.reports).toEqual([
      ['projector-sample', 0, 3],
      ['projector-sample', 1, 7],
    ]);
    publisher.publish(0, headAt(4));
    await waitUntil(() => log.reports.length === 3);
    expect(log.reports.at(-1)).toEqual(['projector-sample', 0, 4]);
    await publisher.stop();
  });

  it('reports a failure once, and again only after a success', async () => {
    const log = new ProgressLog();
    const failed: unknown[] = [];
    const publisher = publisherFor(log, failed);
    log.failing = true;
    for (const pseq of [1, 2, 3]) {
      publisher.publish(0, headAt(pseq));
      await delay(PAUSE_MS);
    }
    expect(failed).toHaveLength(1);
    log.failing = false;
    publisher.publish(0, headAt(4));
    await waitUntil(() => log.reports.length === 1);
    log.failing = true;
    publisher.publish(0, headAt(5));
    await waitUntil(() => failed.length === 2);
    await publisher.stop();
  });

  it('publishes nothing if the log does not support it, or after a stop', async () => {
    const unsupported = publisherFor(new InMemoryLog());
    unsupported.publish(0, headAt(1));
    await unsupported.stop();
    const log = new ProgressLog();
    const publisher = publisherFor(log);
    publisher.publish(0, headAt(1));
    await publisher.stop();
    publisher.publish(0, headAt(2));
    await delay(PAUSE_MS);
    expect(log.reports).toEqual([]);
  });
});
