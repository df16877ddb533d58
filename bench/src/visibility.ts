import { setTimeout as sleep } from 'node:timers/promises';
import { CommandRuntime } from '@rapporteur/command-runtime';
import { EMPTY_HEAD, type EventLog } from '@rapporteur/event-log';
import { KafkaLog } from '@rapporteur/event-log-kafka';
import { createSampleData, SAMPLE_SETUP_COMMANDS } from './sample.ts';
import { median, quantile } from './statistics.ts';
import { formatTable } from './table.ts';

/** Options of {@link measureVisibility}. */
export interface VisibilityOptions {
  readonly perSecond: number;
  readonly rounds: number;
  readonly seconds: number;
}

/** Measures the time from sending a command until a reader of the log has its event. */
export async function measureVisibility(
  url: string,
  options: VisibilityOptions,
  write: (text: string) => void,
): Promise<void> {
  const log = await KafkaLog.open({ url });
  const readLog = await KafkaLog.open({ url });
  const runtime = new CommandRuntime({ log, owner: { instance: 'bench' } });
  for (const { name, body } of SAMPLE_SETUP_COMMANDS) await runtime.submit({ name, body });

  const clock = new VisibilityClock();
  const stop = new AbortController();
  const reading = clock.follow(readLog, stop.signal);
  const results = await runRounds(runtime, clock, options);

  stop.abort();
  await reading;
  await runtime.close();
  await Promise.all([log.close(), readLog.close()]);

  const getMedian = (column: number, digits: number): string =>
    median(results.map((result) => result[column] ?? 0)).toFixed(digits);
  const head = [`sent -> seen by a reader, ${options.perSecond}/s`, 'seen', 'p50 ms', 'p99 ms'];
  const row = ['the log on Kafka', getMedian(0, 0), getMedian(1, 2), getMedian(2, 2)];
  write(`${formatTable([head, row])}\n\n`);
}

/** Returns the number of visible commands, p50 and p99 of each round. */
async function runRounds(
  runtime: CommandRuntime,
  clock: VisibilityClock,
  { perSecond, rounds, seconds }: VisibilityOptions,
): Promise<readonly (readonly number[])[]> {
  const results: number[][] = [];
  for (let round = 0, count = 0; round < rounds; round++) {
    clock.delays.length = 0;
    for (const end = performance.now() + seconds * 1000; performance.now() < end;) {
      const commandId = `seen-${count}`;
      clock.start(commandId);
      const body = { collection: 'sco', ...createSampleData(count++) };
      void runtime.submit({ name: 'RecordMeetingHeld', body, commandId });
      await sleep(1000 / perSecond);
    }
    results.push([clock.delays.length, quantile(clock.delays, 0.5), quantile(clock.delays, 0.99)]);
  }
  return results;
}

class VisibilityClock {
  readonly delays: number[] = [];
  readonly #sentAt = new Map<string, number>();

  start(commandId: string): void {
    this.#sentAt.set(commandId, performance.now());
  }

  async follow(log: EventLog, signal: AbortSignal): Promise<void> {
    for await (const { events } of log.read(0, EMPTY_HEAD, { follow: true, signal })) {
      const now = performance.now();
      for (const { event } of events) {
        const sentAt = this.#sentAt.get(event.commandid);
        if (sentAt !== undefined) this.delays.push(now - sentAt);
      }
    }
  }
}
