/**
 * Runs the Kafka of a test run. Prints its address as one line of JSON, and stops it when standard
 * input ends.
 */
import { startKafkaServer } from './kafka-server.ts';

// Ctrl-C also reaches this process. The runner closes standard input when its suites no longer need
// the server.
process.on('SIGINT', () => undefined);

try {
  const server = await startKafkaServer();
  process.stdin.on('close', () => void server.stop().finally(() => process.exit()));
  process.stdin.resume();
  process.stdout.write(`${JSON.stringify({ brokers: server.brokers, kind: server.kind })}\n`);
} catch (error) {
  process.stdout.write(`${JSON.stringify({ error: (error as Error).message })}\n`);
}
