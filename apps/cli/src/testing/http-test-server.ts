import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An HTTP server for one test, on a free port of this machine. */
export interface HttpTestServer extends AsyncDisposable {
  readonly url: string;
}

/** Starts a server that answers every request with the given listener. */
export async function startTestServer(listener: RequestListener): Promise<HttpTestServer> {
  const server = createServer(listener);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await server[Symbol.asyncDispose]();
    },
  };
}
