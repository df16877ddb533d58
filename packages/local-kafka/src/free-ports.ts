import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

// Below the range of outgoing connections: a restarted node must find its port still free.
const PORT_MIN = 20_000;
const PORT_MAX = 32_000;

/** Returns different free ports. All of them stay occupied until the last one is found. */
export async function findFreePorts(count: number): Promise<number[]> {
  const occupied: { server: Server; port: number }[] = [];
  while (occupied.length < count) {
    const port = randomInt(PORT_MIN, PORT_MAX);
    const server = createServer().listen(port, '127.0.0.1');
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    if (isFree) occupied.push({ server, port });
  }

  for (const { server } of occupied) server.close();
  await Promise.all(occupied.map(({ server }) => once(server, 'close')));
  return occupied.map(({ port }) => port);
}
