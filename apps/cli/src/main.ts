import { EXIT } from '@rapporteur/platform/exit-codes';
import { formatMessage } from '@rapporteur/platform/terminal-text';
import { explainFailure } from '@rapporteur/resilience';
import { listenForInterrupt } from './interrupt.ts';
import { runCli } from './run-cli.ts';

const COLUMNS_DEFAULT = 80;

let isRecording = false;
let isReported = false;

// The reader of the output may close it early, as `head` does; its disk may be full.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  const isClosed = error.code === 'EPIPE';
  if (!isClosed && !isReported) {
    isReported = true;
    process.stderr.write(formatMessage(`${describeLostOutput(error)}\n`));
  }
  if (!isRecording) process.exit(isClosed ? EXIT.success : EXIT.unreachable);
});
process.stderr.on('error', () => undefined);

function describeLostOutput(error: Error): string {
  const subject = { name: 'The standard output', setting: 'its target', area: 'files' } as const;
  return explainFailure(error, subject)?.message ?? `The output is lost: ${error.message}`;
}

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
  keepRunning: () => {
    isRecording = true;
  },
});
