import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbeddedPostgres } from '@rapporteur/embedded-postgres';
import { rebuildUnderLoad } from './projections/rebuild.ts';

const HELP = `Rebuilds every read model and rolls it back, under a load of commands and queries. It
compares every query result with the log, and measures the latency of the queries. The exit code is
1 if a result was wrong.

  npx pnpm bench:rebuild                                   500 commands per second, 10,000 events
  npx pnpm bench:rebuild --per-second 100 --events 100000
`;

const { values } = parseArgs({
  options: {
    'per-second': { type: 'string', default: '500' },
    events: { type: 'string', default: '10000' },
    help: { type: 'boolean', default: false },
  },
});

async function run(): Promise<boolean> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'rapporteur-bench-'));
  const postgres = await startEmbeddedPostgres({ dataFolder });
  try {
    const load = { perSecond: Number(values['per-second']), events: Number(values.events) };
    return await rebuildUnderLoad(postgres.url, load, (text) => void process.stdout.write(text));
  } finally {
    await postgres.stop();
    await rm(postgres.dataFolder, { recursive: true, force: true });
  }
}

if (values.help) process.stdout.write(HELP);
else process.exitCode = (await run()) ? 0 : 1;
