/**
 * Runs the Postgres of a test run. Prints its address as one line of JSON, and stops it when
 * standard input ends.
 */
import { startPostgresServer } from './postgres-server.ts';

// Ctrl-C also reaches this process. The runner closes standard input when its suites no longer need
// the server.
process.on('SIGINT', () => undefined);

try {
  const server = await startPostgresServer();
  process.stdin.on('close', () => void server.stop().finally(() => process.exit()));
  process.stdin.resume();
  process.stdout.write(`${JSON.stringify({ url: server.url, kind: server.kind })}\n`);
} catch (error) {
  process.stdout.write(`${JSON.stringify({ error: String(error) })}\n`);
}
