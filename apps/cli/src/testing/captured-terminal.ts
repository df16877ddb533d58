import { PassThrough, Readable } from 'node:stream';
import { type Interrupt, NO_INTERRUPT, type Terminal } from '../terminal.ts';

/** A terminal that keeps the text written to it. */
export interface CapturedTerminal extends Terminal {
  readonly written: { readonly out: () => string; readonly err: () => string };
}

function capture(): { readonly stream: PassThrough; readonly text: () => string } {
  const stream = new PassThrough();
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return { stream, text: () => Buffer.concat(chunks).toString() };
}

/** Returns a terminal without a screen, input or environment, unless the options set them. */
export function captureTerminal(
  options: {
    readonly env?: NodeJS.ProcessEnv;
    readonly input?: string;
    readonly interrupt?: Interrupt;
    readonly tty?: boolean;
    /** The width of a screen. */
    readonly columns?: number;
  } = {},
): CapturedTerminal {
  const out = capture();
  const err = capture();
  return {
    in: Readable.from([Buffer.from(options.input ?? '')]),
    out: out.stream,
    err: err.stream,
    env: options.env ?? {},
    cwd: process.cwd(),
    callerFolder: process.cwd(),
    outIsTty: options.tty ?? false,
    errIsTty: options.tty ?? false,
    columns: options.columns ?? Number.POSITIVE_INFINITY,
    interrupt: options.interrupt ?? NO_INTERRUPT,
    written: { out: out.text, err: err.text },
  };
}
