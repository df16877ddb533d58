/**
 * Runs one target in its own process. `target-process.ts` starts it, sends it work and receives the
 * measurements.
 */
import { KafkaLog } from '@rapporteur/event-log-kafka';
import { PostgresLog } from '@rapporteur/event-log-postgres';
import { type BenchmarkWork, measure } from './measure.ts';
import type { BenchmarkTargetFactory, TargetName } from './target.ts';
import { createBareGroupCommitTarget } from './targets/bare-group-commit.ts';
import { createBareWriterTarget } from './targets/bare-writer.ts';
import { createEmmettTarget } from './targets/emmett.ts';
import { createPlainInsertTarget } from './targets/plain-insert.ts';
import { createHttpTarget } from './targets/over-http.ts';
import { createInProcessTarget } from './targets/in-process.ts';

const FACTORIES: Readonly<Record<TargetName, (url: string) => BenchmarkTargetFactory>> = {
  'Emmett on Postgres': createEmmettTarget,
  'bare writer': createBareWriterTarget,
  'bare group commit': createBareGroupCommitTarget,
  'plain INSERT': createPlainInsertTarget,
  'Rapporteur, in process': (url) =>
    createInProcessTarget(() =>
      url.startsWith('kafka:') ? KafkaLog.open({ url }) : PostgresLog.open({ url, partitions: 1 }),
    ),
  'Rapporteur, over HTTP': createHttpTarget,
};

const [name, url] = process.argv.slice(2) as [TargetName, string];
const target = await FACTORIES[name](url)();

process.on('message', (work: BenchmarkWork) => {
  void measure(target, work).then(
    (measurement) => process.send?.(measurement),
    async (error: unknown) => {
      process.stderr.write(`${name}: ${String(error)}\n`);
      await target.close();
      process.exit(1);
    },
  );
});
process.once('disconnect', () => void target.close().then(() => process.exit()));
process.send?.('open');
