import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { escapeControls, formatMessage } from '@rapporteur/platform/terminal-text';

/** The input and output of one call: data go to `out`, messages to `err`. */
export interface Terminal {
  readonly in: Readable;
  readonly out: Writable;
  readonly err: Writable;
  readonly env: NodeJS.ProcessEnv;
  /** The folder that paths in settings are relative to. */
  readonly cwd: string;
  /** The folder that paths on the command line are relative to. */
  readonly callerFolder: string;
  /** True: a person reads the output. Only then it has colours and changing lines. */
  readonly outIsTty: boolean;
  readonly errIsTty: boolean;
  /** The width of a line; Infinity without a terminal. */
  readonly columns: number;
  readonly interrupt: Interrupt;
  /** Lets the program continue when its output is lost. By default a lost output ends it. */
  readonly keepRunning?: () => void;
}

/** The state of Ctrl-C. The first one lets a batch complete, the second ends the program. */
export interface Interrupt {
  readonly requested: boolean;
  /** Fires on the first Ctrl-C. It aborts work that may be cut short. */
  readonly signal: AbortSignal;
}

/** An interrupt that never comes. */
export const NO_INTERRUPT: Interrupt = {
  requested: false,
  signal: new AbortController().signal,
};

/** Returns false for a file, a dumb terminal, or with NO_COLOR. */
export function isColourAllowed(env: NodeJS.ProcessEnv, isTty: boolean): boolean {
  return isTty && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
}

/** Writes a text with its controls as visible escapes: nothing recorded changes the terminal. */
export async function writeText(stream: Writable, text: string): Promise<void> {
  await writeExactly(stream, escapeControls(text));
}

/**
 * Writes a message for people. It shows no secret of an address, wherever its text is from. A lost
 * message is no error.
 */
export async function writeMessage(stream: Writable, message: string): Promise<void> {
  await writeExactly(stream, formatMessage(message)).catch(() => undefined);
}

/** Writes a chunk, and waits until the reader has caught up. */
export async function writeExactly(stream: Writable, chunk: string | Uint8Array): Promise<void> {
  // A stream that has failed never drains.
  if (stream.errored !== null) throw stream.errored;
  if (!stream.write(chunk)) await once(stream, 'drain');
}
