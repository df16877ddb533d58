import { escapeControls } from '@rapporteur/platform/terminal-text';
import { type Terminal, writeMessage } from './terminal.ts';

/** Nothing is shown for a shorter time than this. */
const SHOW_AFTER_MS = 1_000;
const REDRAW_INTERVAL_MS = 100;
/** Without a terminal, plain lines are printed at this interval. */
const PLAIN_INTERVAL_MS = 10_000;
const CLEAR_LINE = '\r\u001B[K';

export interface ProgressStep {
  readonly done: number;
  /** Undefined if it is not known in advance. */
  readonly total?: number | undefined;
  /** For example `line 1200`, or `0:18204`. */
  readonly location?: string | undefined;
}

/** Shows the progress of a task: one changing line on a terminal, else a line now and then. */
export class ProgressDisplay {
  readonly #terminal: Pick<Terminal, 'err' | 'errIsTty'>;
  readonly #phase: string;
  readonly #unit: string;
  readonly #intervalMs: number;
  readonly #now: () => number;
  readonly #startedMs: number;
  #shownMs: number;
  #drawn = false;

  constructor(
    terminal: Pick<Terminal, 'err' | 'errIsTty'>,
    { phase, unit }: { readonly phase: string; readonly unit: string },
    now: () => number = () => performance.now(),
  ) {
    this.#terminal = terminal;
    this.#phase = phase;
    this.#unit = unit;
    this.#intervalMs = terminal.errIsTty ? REDRAW_INTERVAL_MS : PLAIN_INTERVAL_MS;
    this.#now = now;
    this.#startedMs = now();
    this.#shownMs = this.#startedMs + SHOW_AFTER_MS - this.#intervalMs;
  }

  /** Sets the progress. Shows it unless the last line is too recent. */
  update(step: ProgressStep): void {
    const nowMs = this.#now();
    if (nowMs - this.#shownMs < this.#intervalMs) return;
    this.#shownMs = nowMs;
    const line = escapeControls(this.#format(step, nowMs));
    this.#terminal.err.write(this.#terminal.errIsTty ? CLEAR_LINE + line : `${line}\n`);
    this.#drawn = this.#terminal.errIsTty;
  }

  /** Writes a message above the changing line. */
  async writeMessage(message: string): Promise<void> {
    this.clear();
    await writeMessage(this.#terminal.err, `${message}\n`);
  }

  /** Removes the changing line. */
  clear(): void {
    if (this.#drawn) this.#terminal.err.write(CLEAR_LINE);
    this.#drawn = false;
  }

  #format({ done, total, location }: ProgressStep, nowMs: number): string {
    const rate = done / Math.max((nowMs - this.#startedMs) / 1000, 0.001);
    const ofTotal = total === undefined ? '' : ` of ${formatNumber(total)}`;
    const parts = [
      `${this.#phase}: ${formatNumber(done)}${ofTotal} ${this.#unit}`,
      `${formatNumber(Math.round(rate))}/s`,
    ];
    if (total !== undefined && rate > 0 && total > done)
      parts.push(`${formatDuration((total - done) / rate)} left`);
    if (location !== undefined) parts.push(`at ${location}`);
    return parts.join(' · ');
  }
}

/** Returns `18,204` for 18204. */
export function formatNumber(value: number): string {
  return value.toLocaleString('en-GB');
}

/** Returns `1 row` or `1,200 rows`. */
export function formatCount(count: number, noun: string): string {
  return `${formatNumber(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** Returns `1 min 35 s` for 95. */
export function formatDuration(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
