/** One candidate in a process of its own, which `isolated.ts` starts: it does what it is told, and answers what it took. */
import { KafkaLog } from '@rapporteur/event-log-kafka';
import { PostgresLog } from '@rapporteur/event-log-postgres';
import type { Candidate, CandidateName } from './candidate.ts';
import { bareGroupCommit } from './candidates/bare-group-commit.ts';
import { bareWriter } from './candidates/bare-writer.ts';
import { emmett } from './candidates/emmett.ts';
import { plainInsert } from './candidates/plain-insert.ts';
import { rapporteur } from './candidates/rapporteur.ts';
import { rapporteurOverHttp } from './candidates/rapporteur-http.ts';
import { measure, type Work } from './measure.ts';

const CANDIDATES: Readonly<Record<CandidateName, (url: string) => Candidate>> = {
  'Emmett on Postgres': emmett,
  'bare writer': bareWriter,
  'bare group commit': bareGroupCommit,
  'plain INSERT': plainInsert,
  'Rapporteur, in process': (url) =>
    rapporteur(() =>
      url.startsWith('kafka:') ? KafkaLog.open({ url }) : PostgresLog.open({ url, partitions: 1 }),
    ),
  'Rapporteur, over HTTP': rapporteurOverHttp,
};

const [name, url] = process.argv.slice(2) as [CandidateName, string];
const opened = await CANDIDATES[name](url)();

process.on('message', (work: Work) => {
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
