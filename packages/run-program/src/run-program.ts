import { spawn } from 'node:child_process';

/** An account of the operating system. */
export interface SystemAccount {
  readonly uid: number;
  readonly gid: number;
}

/** Whether a program exited with 0, and its output with errors. */
export interface ProgramResult {
  readonly ok: boolean;
  readonly output: string;
}

export interface RunProgramOptions {
  /** Runs the program as another account; only root may. */
  readonly account?: SystemAccount | undefined;
  /** Default: the root folder for another account, which may not enter ours; else our own. */
  readonly cwd?: string | undefined;
  /** Default: our own environment. */
  readonly env?: NodeJS.ProcessEnv;
  /** Ignores the output. A program that leaves a server running would keep the pipe open. */
  readonly isQuiet?: boolean;
}

/** Runs a program to its end. Never throws: a program that cannot be started has failed. */
export function runProgram(
  file: string,
  args: readonly string[],
  options: RunProgramOptions = {},
): Promise<ProgramResult> {
  const { account, env = process.env, isQuiet = false } = options;
  const cwd = options.cwd ?? (account === undefined ? undefined : '/');

  return new Promise((resolve) => {
    const pipe = isQuiet ? 'ignore' : 'pipe';
    const child = spawn(file, args, {
      cwd,
      // One language for all messages.
      env: { ...env, LC_ALL: 'C' },
      stdio: ['ignore', pipe, pipe],
      windowsHide: true,
      ...account,
    });

    let output = '';
    for (const stream of [child.stdout, child.stderr])
      // A chunk may end within a character.
      stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.on('error', (error) => {
      resolve({ ok: false, output: error.message });
    });
    child.on('close', (code) => {
      resolve({ ok: code === 0, output: output.trim() });
    });
  });
}
