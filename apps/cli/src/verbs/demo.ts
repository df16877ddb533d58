import { once } from 'node:events';
import { join } from 'node:path';
import { CliError } from '../cli-error.ts';
import { type DemoServer, startDemoServer } from '../demo-server.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { AddVerb, Session } from '../session.ts';

/** Within the data folder, so that a record that somebody keeps is left alone. */
const FOLDER = 'demo';

/** `demo` */
export const addDemo: AddVerb = (program, run) => {
  program
    .command('demo')
    .description('start everything on a data folder of its own, record the first two documents, and ask of them')
    .option('--exit', 'end after the last question, instead of staying up until Ctrl-C')
    .addHelpText('before', 'Examples:\n  npx pnpm demo\n  npx pnpm demo --exit\n')
    .action(run((session, flags: { readonly exit?: boolean }) => demo(session, flags.exit === true)));
};

async function demo(session: Session, exitAfterwards: boolean): Promise<ExitCode> {
  session.format('table');
  const out = session.output();
  const dataFolder = join(session.settings.data, FOLDER);
  await out.line(`Starting Rapporteur, on a Postgres of its own in ${dataFolder} …`);
  const began = performance.now();
  const server = await startDemoServer(session, dataFolder);
  try {
    await out.line(`It answers at ${server.url} after ${((performance.now() - began) / 1000).toFixed(1)} s.`);
    // What reads submissions takes a moment to load: meanwhile the server has started.
    const { Demonstration } = await import('../demonstration.ts');
    const demonstration = new Demonstration(session, server);
    await demonstration.record();
    await demonstration.ask();
    await demonstration.sayWhere();
    if (!exitAfterwards) await stayUp(session, server);
  } finally {
    await server.stop();
  }
  await out.line('Stopped. What was recorded is kept: the next demo finds it.');
  return EXIT.done;
}

async function stayUp(session: Session, server: DemoServer): Promise<void> {
  await session.output().line('\nIt stays up until Ctrl-C.');
  const { signal } = session.terminal.interrupt;
  if (signal.aborted) return;
  const ended = await Promise.race([once(signal, 'abort').then(() => undefined), server.ended]);
  if (ended === undefined || signal.aborted) return;
  throw new CliError(EXIT.fault, 'The server ended by itself: what it says of it stands above.');
}
