/** Runs the Kafka of a test run: says where it is in one line, and stops it when standard input ends. */
import { startKafkaServer } from './kafka-server.ts';

// Ctrl-C reaches this process too; the runner ends our input when its suites are done with the server.
process.on('SIGINT', () => undefined);

try {
  const server = await startKafkaServer();
  process.stdin.on('close', () => void server.stop().finally(() => process.exit()));
  process.stdin.resume();
  process.stdout.write(`${JSON.stringify({ brokers: server.brokers, kind: server.kind })}\n`);
} catch (error) {
  process.stdout.write(`${JSON.stringify({ error: (error as Error).message })}\n`);
}
