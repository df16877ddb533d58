/** `pnpm kafka`: a Kafka for development, until Ctrl-C. The data folder is kept. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startLocalKafka } from './start-local-kafka.ts';

const HELP = `A real Apache Kafka for development. It needs Java 17 and Maven, and downloads Kafka once.

  npx pnpm kafka [--port 9092] [--data .rapporteur/kafka] [--nodes 3]

  --port   the port of a single node (three nodes use free ports)
  --data   the data folder (three nodes use a temporary one)
  --nodes  1 or 3
`;

const { values } = parseArgs({
  args: process.argv.slice(2).filter((argument) => argument !== '--'),
  options: {
    port: { type: 'string', default: '9092' },
    data: { type: 'string', default: '.rapporteur/kafka' },
    nodes: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) process.stdout.write(HELP);
else await run();

async function run(): Promise<void> {
  const isCluster = values.nodes === '3';
  process.stderr.write('Starting Apache Kafka…\n');
  const kafka = await startLocalKafka(
    isCluster ? { nodes: 3 } : { port: Number(values.port), dataFolder: resolve(values.data) },
  );
  process.stdout.write(`kafka://${kafka.brokers.join(',')}\n`);
  const stop = async (): Promise<void> => {
    await Promise.all(kafka.nodes.map((node) => node.shutDown()));
    await kafka.stop();
    process.exit();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
}
