import { EXIT } from '@rapporteur/platform/exit-codes';
import { listenForInterrupt } from './interrupt.ts';
import { runCli } from './run-cli.ts';

const COLUMNS_DEFAULT = 80;

// The reader of the output may close it early, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? EXIT.success : EXIT.internalError),
);

/** pnpm runs scripts in the folder of the repository. INIT_CWD is the folder of the caller. */
function callerFolder(env: NodeJS.ProcessEnv, cwd: string): string {
  return env['npm_lifecycle_event'] === 'rapporteur' ? (env['INIT_CWD'] ?? cwd) : cwd;
}

process.exitCode = await runCli(process.argv.slice(2), {
  in: process.stdin,
  out: process.stdout,
  err: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  callerFolder: callerFolder(process.env, process.cwd()),
  outIsTty: process.stdout.isTTY,
  errIsTty: process.stderr.isTTY,
  // A terminal of unknown width reports 0.
  columns: process.stdout.isTTY
    ? process.stdout.columns || COLUMNS_DEFAULT
    : Number.POSITIVE_INFINITY,
  interrupt: listenForInterrupt(),
});
