import { PassThrough, Readable } from 'node:stream';
import { type Interrupt, NO_INTERRUPT, type Terminal } from '../terminal.ts';

/** A terminal that keeps what is written to it: for tests. */
export interface CapturedTerminal extends Terminal {
  readonly written: { readonly out: () => string; readonly err: () => string };
}

function capture(): { readonly stream: PassThrough; readonly text: () => string } {
  const stream = new PassThrough();
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return { stream, text: () => Buffer.concat(chunks).toString() };
}

/** Makes one: nobody watches it, and nothing is set unless told. */
export function captureTerminal(
  told: {
    readonly env?: NodeJS.ProcessEnv;
    readonly input?: string;
    readonly interrupt?: Interrupt;
    readonly tty?: boolean;
  } = {},
): CapturedTerminal {
  const [out, err] = [capture(), capture()];
  return {
    in: Readable.from([Buffer.from(told.input ?? '')]),
    out: out.stream,
    err: err.stream,
    env: told.env ?? {},
    cwd: process.cwd(),
    callerFolder: process.cwd(),
    outIsTty: told.tty ?? false,
    errIsTty: told.tty ?? false,
    columns: Number.POSITIVE_INFINITY,
    interrupt: told.interrupt ?? NO_INTERRUPT,
    written: { out: out.text, err: err.text },
  };
}
