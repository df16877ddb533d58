import type { Readable, Writable } from 'node:stream';

/** Where the command line reads and writes: data go to `out`, everything said about them to `err`. */
export interface Terminal {
  readonly in: Readable;
  readonly out: Writable;
  readonly err: Writable;
  readonly env: NodeJS.ProcessEnv;
  /** Where the program runs: what the settings count from. */
  readonly cwd: string;
  /** Where the person stands: what the files they name count from. */
  readonly callerFolder: string;
  /** Whether a person watches: only then is there colour, and a line that moves. */
  readonly outIsTty: boolean;
  readonly errIsTty: boolean;
  /** How wide a line may be; Infinity where nobody watches. */
  readonly columns: number;
  readonly interrupt: Interrupt;
}

/** What Ctrl-C asked for. The first lets a batch come to its end; the second ends the program. */
export interface Interrupt {
  readonly requested: boolean;
  /** Fires with the first Ctrl-C: for what may be broken off at once. */
  readonly signal: AbortSignal;
}

/** No Ctrl-C ever comes. */
export const NO_INTERRUPT: Interrupt = {
  requested: false,
  signal: new AbortController().signal,
};

/** Whether to colour what goes to a stream: never against NO_COLOR, a dumb terminal or a file. */
export function isColourAllowed(env: NodeJS.ProcessEnv, isTty: boolean): boolean {
  return isTty && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
}

/** Writes, and waits where the reader is slower than we are. */
export async function write(stream: Writable, chunk: string | Uint8Array): Promise<void> {
  if (stream.write(chunk)) return;
  await new Promise<void>((resolve, reject) => {
    stream.once('drain', resolve);
    stream.once('error', reject);
  });
}
