import { setTimeout as sleep } from 'node:timers/promises';
import { CommandRuntime } from '@rapporteur/command-runtime';
import { EMPTY_HEAD } from '@rapporteur/event-log';
import { KafkaLog } from '@rapporteur/event-log-kafka';
import { SAMPLE_SETUP_COMMANDS, createSampleData } from './sample.ts';
import { median, quantile } from './statistics.ts';
import { formatTable } from './table.ts';

/** Records `perSecond` commands and times, from the sending of each, when a reader of the log has its event. */
export async function measureVisibility(
  url: string,
  { perSecond, rounds, seconds }: { perSecond: number; rounds: number; seconds: number },
  write: (text: string) => void,
): Promise<void> {
  const [log, readLog] = [await KafkaLog.open({ url }), await KafkaLog.open({ url })];
  const runtime = new CommandRuntime({ log, owner: { owner: 'bench' } });
  for (const { name, body } of SAMPLE_SETUP_COMMANDS) await runtime.submit({ name, body });
  const [sentAt, delays] = [new Map<string, number>(), [] as number[]];
  const stop = new AbortController();
  const reading = (async (): Promise<void> => {
    for await (const { events } of readLog.read(0, EMPTY_HEAD, {
      follow: true,
      signal: stop.signal,
    })) {
      const now = performance.now();
      for (const { event } of events) {
        const at = sentAt.get(event.commandid);
        if (at !== undefined) delays.push(now - at);
      }
    }
  })();
  const results: number[][] = [];
  for (let round = 0, count = 0; round < rounds; round++) {
    delays.length = 0;
    for (const until = performance.now() + seconds * 1000; performance.now() < until;) {
      const commandId = `seen-${count}`;
      sentAt.set(commandId, performance.now());
      void runtime.submit({
        name: 'RecordMeetingHeld',
        body: { collection: 'sco', ...createSampleData(count++) },
        commandId,
      });
      await sleep(1000 / perSecond);
    }
    results.push([delays.length, quantile(delays, 0.5), quantile(delays, 0.99)]);
  }
  stop.abort();
  await reading;
  await runtime.close();
  await Promise.all([log.close(), readLog.close()]);
  const middle = (n: number, digits: number): string =>
    median(results.map((each) => each[n] ?? 0)).toFixed(digits);
  const head = [`sent -> seen by a reader, ${perSecond}/s`, 'seen', 'p50 ms', 'p99 ms'];
  write(
    `${formatTable([head, ['the log on Kafka', middle(0, 0), middle(1, 2), middle(2, 2)]])}\n\n`,
  );
}
