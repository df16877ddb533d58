/**
 * The screen of a terminal, for one review. Tests: terminal-screen.spec.ts.
 * 1. The terminal is restored on any end of the process but SIGKILL.
 * 2. Keys of pasted text are never commands.
 */
import { emitKeypressEvents, type Key } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { EXIT } from '@rapporteur/platform/exit-codes';
import type { ReviewKey } from '@rapporteur/review';
import { CliError } from '../cli-error.ts';
import type { Terminal } from '../terminal.ts';
import type { ScreenContent, ScreenSize } from './review-screen.ts';
import { paintLine } from './styled-text.ts';

/** The input of a terminal. */
interface TtyInput extends Readable {
  readonly isTTY?: boolean;
  setRawMode?(mode: boolean): unknown;
}

/** The output of a terminal. */
interface TtyOutput extends Writable {
  readonly columns?: number;
  readonly rows?: number;
}

/** The person pressed a key, pasted a text, or the size of the screen is another one. */
export type ScreenEvent =
  | { readonly kind: 'key'; readonly key: ReviewKey }
  | { readonly kind: 'paste'; readonly text: string }
  | { readonly kind: 'resize' }
  /** The terminal is gone, or the program is to end. */
  | { readonly kind: 'end' };

const ENTER = '\u001B[?1049h\u001B[?2004h\u001B[?25l';
const RESTORE = '\u001B[?2004l\u001B[?25h\u001B[0m\u001B[?1049l';
const COLUMNS_MIN = 20;
const ROWS_MIN = 6;
const CONTROL = /\p{Cc}/u;

/** Throws a CliError if keys and a screen of its own are not possible. */
export function checkTerminal({ in: input, env, outIsTty }: Terminal): void {
  if (outIsTty && (input as TtyInput).isTTY === true && env['TERM'] !== 'dumb') return;
  throw new CliError(
    EXIT.usage,
    'A review by keys needs a terminal.',
    'Without one, use --list to read the facts, and --accept-above 0.9 --out FILE to accept them.',
  );
}

/** The screen of one review. */
export class TerminalScreen {
  readonly #in: TtyInput;
  readonly #out: TtyOutput;
  readonly #useColour: boolean;
  readonly #events: ScreenEvent[] = [];
  #wake: (() => void) | undefined;
  #isShown = false;
  /** The text that is being pasted; undefined between pastes. */
  #pasted: string | undefined;

  /** Shows the screen. Throws a CliError without a terminal. */
  constructor(terminal: Terminal, useColour: boolean) {
    checkTerminal(terminal);
    const { in: input, out } = terminal;
    this.#in = input;
    this.#out = out;
    this.#useColour = useColour;
    emitKeypressEvents(this.#in);
    this.#in.on('keypress', this.#onKey);
    this.#in.on('end', this.#onEnd);
    this.#out.on('resize', this.#onResize);
    process.on('exit', this.#onExit);
    process.on('SIGHUP', this.#onEnd);
    this.enter();
  }

  get size(): ScreenSize {
    // A terminal of unknown size reports 0.
    return {
      columns: Math.max(COLUMNS_MIN, this.#out.columns || 80),
      rows: Math.max(ROWS_MIN, this.#out.rows || 24),
    };
  }

  /** Returns the next event, in order. */
  async next(): Promise<ScreenEvent> {
    for (;;) {
      const event = this.#events.shift();
      if (event !== undefined) return event;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Adds an event, such as an end that another source requests. */
  add(event: ScreenEvent): void {
    this.#events.push(event);
    this.#wake?.();
  }

  draw({ lines, cursor }: ScreenContent): void {
    if (!this.#isShown) return;
    const painted = lines.map((line) => `${paintLine(line, this.#useColour)}\u001B[K`).join('\r\n');
    const place =
      cursor === null ? '' : `\u001B[${cursor.row + 1};${cursor.column + 1}H\u001B[?25h`;
    this.#out.write(`\u001B[?25l\u001B[H${painted}\u001B[J${place}`);
  }

  /** Takes the terminal: its own screen, each key at once. */
  enter(): void {
    if (this.#isShown) return;
    this.#isShown = true;
    this.#in.setRawMode?.(true);
    this.#in.resume();
    this.#out.write(ENTER);
  }

  /** Gives the terminal back, as it was. */
  leave(): void {
    if (!this.#isShown) return;
    this.#isShown = false;
    this.#out.write(RESTORE);
    this.#in.setRawMode?.(false);
    this.#in.pause();
  }

  /** Gives the terminal back for good. */
  close(): void {
    this.leave();
    this.#in.off('keypress', this.#onKey);
    this.#in.off('end', this.#onEnd);
    this.#out.off('resize', this.#onResize);
    process.off('exit', this.#onExit);
    process.off('SIGHUP', this.#onEnd);
  }

  readonly #onExit = (): void => this.leave();
  readonly #onEnd = (): void => this.add({ kind: 'end' });
  readonly #onResize = (): void => this.add({ kind: 'resize' });

  readonly #onKey = (typed: string | undefined, key: Key): void => {
    if (!this.#isShown) return;
    // A line feed, as some terminals send it for Return, has another name.
    const name: string | undefined = key.name === 'enter' ? 'return' : key.name;
    if (name === 'paste-start') {
      this.#pasted = '';
      return;
    }
    if (name === 'paste-end') {
      const text = this.#pasted ?? '';
      this.#pasted = undefined;
      this.add({ kind: 'paste', text: text.replaceAll(/\s+/g, ' ').replaceAll(/\p{Cc}/gu, '') });
      return;
    }
    if (this.#pasted !== undefined) {
      this.#pasted += typed ?? key.sequence ?? '';
      return;
    }
    const isText = typed !== undefined && !CONTROL.test(typed) && key.meta !== true;
    const text = isText && key.ctrl !== true ? typed : '';
    this.add({ kind: 'key', key: { name: name ?? text, text, ctrl: key.ctrl === true } });
  };
}
