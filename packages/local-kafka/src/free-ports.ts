import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

// Below what systems give to outgoing connections: a node that comes back must find its port still free.
const PORT_MIN = 20_000;
const PORT_MAX = 32_000;

/** Ports that nobody listens on just now; all different, since they are held until all are found. */
export async function findFreePorts(count: number): Promise<number[]> {
  const held: { server: Server; port: number }[] = [];
  while (held.length < count) {
    const port = randomInt(PORT_MIN, PORT_MAX);
    const server = createServer().listen(port, '127.0.0.1');
    const free = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    if (free) held.push({ server, port });
  }
  for (const { server } of held) server.close();
  await Promise.all(held.map(({ server }) => once(server, 'close')));
  return held.map(({ port }) => port);
}
