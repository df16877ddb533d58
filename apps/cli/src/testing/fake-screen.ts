import { PassThrough } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { type Interrupt, NO_INTERRUPT, type Terminal } from '../terminal.ts';

/** A terminal with keys and a screen, as a person has it. */
export interface FakeScreen extends Terminal {
  /** Everything that was written to the terminal so far. */
  written(): string;
  /** The lines that the terminal shows now. */
  lines(): readonly string[];
  /** Sends keys to the program, as a terminal encodes them. */
  type(keys: string): void;
  /** Changes the size of the window. */
  resize(columns: number, rows: number): void;
  /** True: each key reaches the program at once. */
  isRaw(): boolean;
  /** Waits until the screen or the output has a text. Throws with the screen after a time. */
  waitFor(text: string): Promise<void>;
}

const WAIT_MS = 20_000;

/** Returns a terminal of 80 columns and 24 lines. */
export function createFakeScreen(
  options: {
    readonly env?: NodeJS.ProcessEnv;
    readonly cwd?: string;
    readonly interrupt?: Interrupt;
  } = {},
): FakeScreen {
  const input = Object.assign(new PassThrough(), {
    isTTY: true,
    raw: false,
    setRawMode(mode: boolean): void {
      input.raw = mode;
    },
  });
  const out = Object.assign(new PassThrough(), { columns: 80, rows: 24, isTTY: true });
  let text = '';
  out.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const cwd = options.cwd ?? process.cwd();
  const lines = (): readonly string[] => readScreen(text);
  return {
    in: input,
    out,
    err: out,
    env: options.env ?? {},
    cwd,
    callerFolder: cwd,
    outIsTty: true,
    errIsTty: true,
    columns: 80,
    interrupt: options.interrupt ?? NO_INTERRUPT,
    written: () => text,
    lines,
    type: (keys) => void input.write(keys),
    resize: (columns, rows) => {
      Object.assign(out, { columns, rows });
      out.emit('resize');
    },
    isRaw: () => input.raw,
    waitFor: async (wanted) => {
      const endMs = performance.now() + WAIT_MS;
      while (!lines().join('\n').includes(wanted)) {
        if (performance.now() > endMs)
          throw new Error(`The screen has no \`${wanted}\`:\n${lines().join('\n')}`);
        await setTimeout(10);
      }
    },
  };
}

const ESC = '\u001B';
const CONTROLS = new RegExp(`${ESC}\\[[?\\d;]*[A-Za-z]`, 'g');

/** Returns the last screen that was drawn, or the output after the screen was left. */
function readScreen(text: string): readonly string[] {
  const end = text.lastIndexOf(`${ESC}[?1049l`);
  const start = text.lastIndexOf(`${ESC}[H`);
  const shown = end > start ? text.slice(end) : text.slice(Math.max(0, start));
  return shown.replaceAll(CONTROLS, '').split(/\r?\n/);
}
