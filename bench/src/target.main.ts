/** One candidate in a process of its own, which `isolated.ts` starts: it does what it is told, and answers what it took. */
import { KafkaLog } from '@rapporteur/event-log-kafka';
import { PostgresLog } from '@rapporteur/event-log-postgres';
import type { BenchmarkTargetFactory, TargetName } from './target.ts';
import { createBareGroupCommitTarget } from './targets/bare-group-commit.ts';
import { createBareWriterTarget } from './targets/bare-writer.ts';
import { createEmmettTarget } from './targets/emmett.ts';
import { createPlainInsertTarget } from './targets/plain-insert.ts';
import { createInProcessTarget } from './targets/rapporteur.ts';
import { createHttpTarget } from './targets/rapporteur-http.ts';
import { measure, type BenchmarkWork } from './measure.ts';

const CANDIDATES: Readonly<Record<TargetName, (url: string) => BenchmarkTargetFactory>> = {
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
const opened = await CANDIDATES[name](url)();

process.on('message', (work: BenchmarkWork) => {
  void measure(opened, work).then(
    (measured) => process.send?.(measured),
    async (error: unknown) => {
      process.stderr.write(`${name}: ${String(error)}\n`);
      await opened.close();
      process.exit(1);
    },
  );
});
process.once('disconnect', () => void opened.close().then(() => process.exit()));
process.send?.('open');
