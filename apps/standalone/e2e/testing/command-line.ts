import { PassThrough, Readable } from 'node:stream';
import { runCli } from '@rapporteur/cli';

/** The result of one call of the command line. */
export interface CommandLineResult {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

function createOutput(): { readonly stream: PassThrough; readonly read: () => string } {
  const stream = new PassThrough();
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return { stream, read: () => Buffer.concat(chunks).toString() };
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
  const out = createOutput();
  const err = createOutput();
  const exitCode = await runCli(
    [...(typeof line === 'string' ? line.split(' ') : line), '--url', url],
    {
      in: Readable.from([]),
      out: out.stream,
      err: err.stream,
      env,
      cwd: folder,
      callerFolder: folder,
      outIsTty: false,
      errIsTty: false,
      columns: Number.POSITIVE_INFINITY,
      interrupt: { requested: false, signal: new AbortController().signal },
    },
  );
  return { exitCode, out: out.read(), err: err.read() };
}
