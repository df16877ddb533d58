/**
 * A server for a whole run of the tests, started when the first suite asks for it: a run of pure suites starts none.
 * Suites ask over a local port, since they run in processes of their own.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';

/** What a suite is told of a server; `kind` is which one it is, for the summary. */
export type ServerResult<Where> = (Where & { readonly kind: string }) | { readonly error: string };

/** Where suites ask for a server, and how it is ended. */
export interface ServerEndpoint {
  readonly port: number;
  close(): Promise<void>;
}

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Opens the desk of a server that `program` runs. */
export async function openServerEndpoint(program: URL, name: string): Promise<ServerEndpoint> {
  let server: { child: ChildProcess; answer: Promise<string> } | undefined;
  const desk = createServer((socket) => {
    server ??= start(program, name);
    void tell(socket, server.answer);
  });
  desk.listen(0, '127.0.0.1');
  await once(desk, 'listening');
  const close = async (): Promise<void> => {
    desk.close();
    if (server) await stop(server.child);
  };
  return { port: (desk.address() as AddressInfo).port, close };
}

// In a process of its own, which stops the server when this one is gone, however it went.
function start(program: URL, name: string): { child: ChildProcess; answer: Promise<string> } {
  const flags = ['--conditions=@rapporteur/source', '--import', '@oxc-node/core/register'];
  const file = fileURLToPath(program);
  const child = spawn(process.execPath, [...flags, file], {
    cwd: ROOT,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.on('error', () => undefined);
  const answer = firstLine(child).then((line) => {
    const told = JSON.parse(line) as ServerResult<object>;
    if ('kind' in told) console.info(`Suites that need ${name} use ${told.kind}.`);
    return line;
  });
  return {
    child,
    answer: answer.catch((error: unknown) => JSON.stringify({ error: String(error) })),
  };
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

async function tell(socket: Socket, answer: Promise<string>): Promise<void> {
  socket.on('error', () => undefined);
  socket.end(await answer);
}
