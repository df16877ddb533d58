import { spawn } from 'node:child_process';

/** An account of the operating system that a program is run as. */
export interface SystemAccount {
  readonly uid: number;
  readonly gid: number;
}

/** How a program ended, and what it wrote. */
export interface ProgramOutcome {
  readonly ok: boolean;
  readonly output: string;
}

/** How a program is run. */
export interface RunProgramOptions {
  /** Another account to run it as; only root can. */
  readonly account?: SystemAccount | undefined;
  readonly cwd?: string;
  /** Leaves its output alone: a program that leaves a server behind would hold the pipe open. */
  readonly quiet?: boolean;
}

/** Runs a program to its end. Never throws: a program that cannot be run is one that failed. */
export function runProgram(
  file: string,
  args: readonly string[],
  options: RunProgramOptions = {},
): Promise<ProgramOutcome> {
  const { account, cwd = '/', quiet = false } = options;
  return new Promise((resolve) => {
    const pipe = quiet ? 'ignore' : 'pipe';
    const child = spawn(file, args, {
      cwd,
      env: environment(),
      stdio: ['ignore', pipe, pipe],
      windowsHide: true,
      ...account,
    });
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
    child.on('error', (error) => {
      resolve({ ok: false, output: error.message });
    });
    child.on('close', (code) => {
      resolve({ ok: code === 0, output: output.trim() });
    });
  });
}

/** Ours without Postgres' own variables, which would lead it elsewhere, and with messages in one language. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('PG'));
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}
