import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { formatRatios, median } from './statistics.ts';
import { formatTable } from './table.ts';

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));
const BUILT = `${REPOSITORY}apps/cli/bin/rapporteur.js`;
const LOADER = `${REPOSITORY}packages/source-loader/src/register.js`;
const SOURCE = ['--import', LOADER, `${REPOSITORY}apps/cli/src/main.ts`];

const ROWS = 50;
const PAGE = [
  'date,type,strength,sentence',
  ...Array.from(
    { length: ROWS },
    (_, n) => `2025-09-10,MeetingHeld,narrated,Meeting ${n} was held.`,
  ),
].join('\r\n');

/** Returns the time of one process from its start to its end, in milliseconds. */
async function timeProcess(words: readonly string[]): Promise<number> {
  const startedMs = performance.now();
  await promisify(execFile)(process.execPath, words);
  return performance.now() - startedMs;
}

/**
 * Measures calls of the command line in interleaved rounds, beside Node that does nothing. The query
 * reads a page of 50 rows from a server that has it ready.
 */
export async function measureCommandLine(
  { rounds }: { readonly rounds: number },
  write: (text: string) => void,
): Promise<void> {
  const server = createServer((_request, response) => {
    response.writeHead(200, {
      'content-type': 'text/csv; charset=utf-8',
      'rapporteur-position': '0:42',
    });
    response.end(PAGE);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const query = ['query', 'timeline', '--url', `http://127.0.0.1:${port}`];
  const calls = {
    'node -e 0': ['-e', '0'],
    'rapporteur help': [BUILT, 'help'],
    'rapporteur query timeline': [BUILT, ...query],
    'help, from source': [...SOURCE, 'help'],
    'query timeline, from source': [...SOURCE, ...query],
  } as const;
  try {
    const times = new Map(Object.keys(calls).map((name) => [name, [] as number[]]));
    // The first call fills the compile cache.
    for (let round = -1; round < rounds; round++)
      for (const [name, words] of Object.entries(calls)) {
        const time = await timeProcess(words);
        if (round >= 0) times.get(name)?.push(time);
      }
    const base = times.get('node -e 0') ?? [];
    const rows = [...times].map(([name, each]) => [
      name,
      median(each).toFixed(0),
      Math.min(...each).toFixed(0),
      formatRatios(each, base),
    ]);
    write(`${formatTable([['call', 'median ms', 'least ms', 'x node'], ...rows])}\n`);
  } finally {
    server.close();
  }
}
