/**
 * One Postgres server for a whole run of the tests, started when the first suite asks for it:
 * a run of pure suites starts none. Suites ask over a local port, since they run in processes of their own.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The local port where a suite learns the URL of the run's Postgres. */
    postgresPort: number;
  }
}

/** What a suite is told. */
export type PostgresAnswer = { readonly url: string; readonly kind: string } | { readonly error: string };

const SERVER = fileURLToPath(new URL('postgres-server.main.ts', import.meta.url));
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** To be named in `globalSetup` of the root's vitest.config.ts, outside its projects. Answers the teardown. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let server: { child: ChildProcess; answer: Promise<PostgresAnswer> } | undefined;
  const desk = createServer((socket) => {
    server ??= start();
    void tell(socket, server.answer);
  });
  desk.listen(0, '127.0.0.1');
  await once(desk, 'listening');
  project.provide('postgresPort', (desk.address() as AddressInfo).port);
  return async () => {
    desk.close();
    if (server) await stop(server.child);
  };
}

// In a process of its own, which stops the server when this one is gone, however it went.
function start(): { child: ChildProcess; answer: Promise<PostgresAnswer> } {
  const flags = ['--conditions=@rapporteur/source', '--import', '@oxc-node/core/register'];
  const child = spawn(process.execPath, [...flags, SERVER], { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] });
  child.on('error', () => undefined);
  const answer = firstLine(child).then((line) => {
    const told = JSON.parse(line) as PostgresAnswer;
    if ('kind' in told) console.info(`Suites that need Postgres use ${told.kind}.`);
    return told;
  });
  return { child, answer: answer.catch((error: unknown) => ({ error: String(error) })) };
}

async function firstLine(child: ChildProcess): Promise<string> {
  let line = '';
  for await (const chunk of child.stdout ?? []) {
    line += String(chunk);
    if (line.includes('\n')) return line;
  }
  throw new Error(`the process that was to start it ended first: ${line}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.stdin?.end();
  await once(child, 'exit');
}

async function tell(socket: Socket, answer: Promise<PostgresAnswer>): Promise<void> {
  socket.on('error', () => undefined);
  socket.end(JSON.stringify(await answer));
}
