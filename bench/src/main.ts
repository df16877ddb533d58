import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbeddedPostgres } from '@rapporteur/embedded-postgres';
import { bareGroupCommit } from './candidates/bare-group-commit.ts';
import { emmett } from './candidates/emmett.ts';
import { plainInsert } from './candidates/plain-insert.ts';
import { rapporteur } from './candidates/rapporteur.ts';
import { rapporteurOverHttp } from './candidates/rapporteur-http.ts';
import { compare } from './compare.ts';
import { growth } from './growth.ts';

const HELP = `Times recording side by side, in interleaved rounds on one embedded Postgres. Only the ratios mean anything.

  npx pnpm bench                     1, 16 and 64 at once, 5 rounds of 3 s
  npx pnpm bench --rounds 3 --seconds 1 --concurrency 64
  npx pnpm bench --growth 100000     does the cost of a command grow with the record?
`;

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    concurrency: { type: 'string', default: '1,16,64' },
    growth: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

async function run(write: (text: string) => void): Promise<void> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'rapporteur-bench-'));
  const postgres = await startEmbeddedPostgres({ dataFolder });
  try {
    if (values.growth !== undefined) {
      await growth([rapporteur(postgres.url), bareGroupCommit(postgres.url)], Number(values.growth), write);
      return;
    }
    const floor = bareGroupCommit(postgres.url);
    const peer = emmett(postgres.url);
    await compare(
      {
        candidates: [
          peer,
          plainInsert(postgres.url),
          floor,
          rapporteur(postgres.url),
          rapporteurOverHttp(postgres.url),
        ],
        concurrency: values.concurrency.split(',').map(Number),
        rounds: Number(values.rounds),
        seconds: Number(values.seconds),
        against: [peer.name, floor.name],
      },
      write,
    );
  } finally {
    await postgres.stop();
    await rm(postgres.dataFolder, { recursive: true, force: true });
  }
}

const write = (text: string): void => void process.stdout.write(text);
if (values.help) write(HELP);
else await run(write);
