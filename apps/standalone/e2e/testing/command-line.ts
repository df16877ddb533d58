import { runCli } from '@rapporteur/cli';
import { captureTerminal } from '@rapporteur/cli/captured-terminal';

/** The result of one call of the command line. */
export interface CommandLineResult {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/**
 * Runs the command line in this process, without a screen: `query meeting union-4`. Words with
 * blanks are given as a list.
 */
export async function runCommandLine(
  url: string,
  line: string | readonly string[],
  {
    env = {},
    folder = process.cwd(),
  }: { readonly env?: NodeJS.ProcessEnv; readonly folder?: string } = {},
): Promise<CommandLineResult> {
  const terminal = captureTerminal({ env });
  const words = typeof line === 'string' ? line.split(' ') : line;
  const exitCode = await runCli([...words, '--url', url], {
    ...terminal,
    cwd: folder,
    callerFolder: folder,
  });
  return { exitCode, out: terminal.written.out(), err: terminal.written.err() };
}
