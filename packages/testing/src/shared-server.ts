/**
 * A server for a whole test run, started when the first suite asks for it. A run of unit tests
 * starts none. Suites run in their own processes, so they ask over a local port.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { SOURCE_FLAGS } from '@rapporteur/source-loader';

/**
 * The address of a server with a description for the summary, or the error that prevented its
 * start.
 */
export type ServerResult<Address> =
  | (Address & { readonly kind: string })
  | { readonly error: string };

/** A local port that returns a server's address and starts the server on the first request. */
export interface ServerEndpoint {
  readonly port: number;
  close(): Promise<void>;
}

interface StartedServer {
  readonly child: ChildProcess;
  /** A {@link ServerResult} as a line of JSON. */
  readonly result: Promise<string>;
}

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Opens the endpoint of a server that `program` runs. */
export async function openServerEndpoint(program: URL, name: string): Promise<ServerEndpoint> {
  let started: StartedServer | undefined;
  const endpoint = createServer((socket) => {
    started ??= start(program, name);
    void respond(socket, started.result);
  });
  endpoint.listen(0, '127.0.0.1');
  await once(endpoint, 'listening');

  const close = async (): Promise<void> => {
    endpoint.close();
    if (started) await stop(started.child);
  };
  return { port: (endpoint.address() as AddressInfo).port, close };
}

// The server runs in its own process, which also stops it if this process is killed.
function start(program: URL, name: string): StartedServer {
  const child = spawn(process.execPath, [...SOURCE_FLAGS, fileURLToPath(program)], {
    cwd: ROOT,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.on('error', () => undefined);

  const result = readFirstLine(child).then((line) => {
    const parsed = JSON.parse(line) as ServerResult<object>;
    if ('kind' in parsed) console.info(`Suites that need ${name} use ${parsed.kind}.`);
    return line;
  });
  return {
    child,
    result: result.catch((error: unknown) => JSON.stringify({ error: String(error) })),
  };
}

async function readFirstLine(child: ChildProcess): Promise<string> {
  let line = '';
  for await (const chunk of child.stdout ?? []) {
    line += String(chunk);
    if (line.includes('\n')) return line;
  }
  throw new Error(`The server process ended before it printed its address: ${line}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.stdin?.end();
  await once(child, 'exit');
}

async function respond(socket: Socket, result: Promise<string>): Promise<void> {
  socket.on('error', () => undefined);
  socket.end(await result);
}
