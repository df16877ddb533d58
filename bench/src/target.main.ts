/**
 * Runs one target in its own process. `target-process.ts` starts it, sends it work and receives the
 * measurements.
 */
import { join } from 'node:path';
import { type BenchmarkWork, measure } from './measure.ts';
import { openLog } from './open-log.ts';
import {
  type CommandInput,
  createCommandInput,
  createEventInput,
  type EventInput,
  type TargetInputConfig,
} from './target-input.ts';
import type { BenchmarkTargetFactory, TargetName } from './target.ts';
import { createBareGroupCommitTarget } from './targets/bare-group-commit.ts';
import { createBareWriterTarget } from './targets/bare-writer.ts';
import { createEmmettTarget } from './targets/emmett.ts';
import { createPlainInsertTarget } from './targets/plain-insert.ts';
import { createHttpTarget } from './targets/over-http.ts';
import { createInProcessTarget } from './targets/in-process.ts';

const [name, url, inputText] = process.argv.slice(2) as [TargetName, string, string];
const config = JSON.parse(inputText) as TargetInputConfig;

/** As in the command service. */
const STATE = join(process.env['RAPPORTEUR_DATA'] ?? '', 'state');

const { input, open } = createTarget();
const target = await open();

function createTarget(): {
  readonly input: CommandInput | EventInput;
  readonly open: BenchmarkTargetFactory;
} {
  const commands = createCommandInput(config);
  const events = createEventInput(config);
  switch (name) {
    case 'Emmett on Postgres':
      return { input: events, open: createEmmettTarget(url, events) };
    case 'bare writer':
      return { input: events, open: createBareWriterTarget(url, events) };
    case 'bare group commit':
      return { input: events, open: createBareGroupCommitTarget(url, events) };
    case 'plain INSERT':
      return { input: events, open: createPlainInsertTarget(url) };
    case 'Rapporteur, in process':
      return { input: commands, open: createInProcessTarget(() => openLog(url), commands, STATE) };
    case 'Rapporteur, over HTTP':
      return { input: commands, open: createHttpTarget(url, commands) };
  }
}

async function run(work: BenchmarkWork) {
  if (work.kind === 'count') await input.prepare(work.records);
  return measure(target, work);
}

process.on('message', (work: BenchmarkWork) => {
  void run(work).then(
    (measurement) => process.send?.(measurement),
    async (error: unknown) => {
      process.stderr.write(`${name}: ${String(error)}\n`);
      await target.close();
      process.exit(1);
    },
  );
});
process.once('disconnect', () => void target.close().then(() => process.exit()));
process.send?.('open');
