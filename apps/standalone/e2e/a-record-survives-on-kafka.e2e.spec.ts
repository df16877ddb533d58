import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTopics, EVENTS_TOPIC, parseKafkaAddress } from '@rapporteur/event-log-kafka';
import { describeWhen, useKafka, usePostgres } from '@rapporteur/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fetchAllQueryResults } from './testing/all-query-results.ts';
import { runCli, type ServerProcess, startServer } from './testing/processes.ts';

const EXAMPLES = join(import.meta.dirname, '../../../examples');
const DOCUMENTS = [
  'rats-council-44-note',
  'reliable-barrier-article',
  'correction-programme-2025-2027',
];

const kafka = await useKafka();

describeWhen(kafka.isAvailable, kafka.reason)(
  'A record with its log on Kafka, in one process',
  () => {
    const postgres = usePostgres();
    let folder: string;
    let settings: NodeJS.ProcessEnv;
    let server: ServerProcess;

    const submit = (...names: readonly string[]) =>
      runCli(
        ['submit', ...names.map((name) => join(EXAMPLES, `${name}.yaml`)), '--url', server.url],
        settings,
      );

    const fetchLog = async (partition: string): Promise<string> =>
      (await fetch(`${server.url}/v1/log/${partition}`)).text();

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'rapporteur-on-kafka-'));
      const name = `standalone-${randomUUID()}`;
      const url = `kafka://${kafka.brokers.join(',')}/${name}`;
      await createTopics(parseKafkaAddress(url), [{ ...EVENTS_TOPIC, name }]);
      settings = {
        RAPPORTEUR_LOG: url,
        RAPPORTEUR_DATABASE: postgres.url,
        RAPPORTEUR_DATA: folder,
      };
      server = await startServer(settings);
    });
    afterAll(async () => {
      await server[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    });

    it(
      'has the same bytes and query results after a kill and a restart',
      { timeout: 300_000 },
      async () => {
        const submitted = await submit(...DOCUMENTS);
        expect(submitted).toMatchObject({ exit: 0 });
        const position = /up to position (\d+:\d+)\s*$/.exec(submitted.out)?.[1] ?? '';
        expect(position).toMatch(/^\d+:140$/);
        const [partition = ''] = position.split(':');
        const resultsBefore = await fetchAllQueryResults(server.url, position);
        const bytes = await fetchLog(partition);

        await server.kill();
        server = await startServer(settings);
        expect(await fetchAllQueryResults(server.url, position)).toEqual(resultsBefore);
        expect(await fetchLog(partition)).toBe(bytes);
        const again = await submit(...DOCUMENTS);
        expect(again).toMatchObject({ exit: 0, out: expect.not.stringContaining('recorded 1') });
        expect(again.out.match(/already recorded, nothing changed/g)).toHaveLength(
          DOCUMENTS.length,
        );
      },
    );
  },
);
