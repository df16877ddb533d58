import type { Terminal } from './terminal.ts';
import { write } from './terminal.ts';

/** What is shown only once it has taken this long. */
const SHOWN_AFTER_MS = 1_000;
const REDRAWN_EVERY_MS = 100;
/** Where nobody watches, a plain line now and then. */
const PLAIN_EVERY_MS = 10_000;
const CLEAR_LINE = '\r\u001B[K';

/** How far something is. */
export interface ProgressStep {
  readonly done: number;
  /** Where it is known beforehand. */
  readonly total?: number | undefined;
  /** Where it stands: `line 1200`, `0:18204`. */
  readonly location?: string | undefined;
}

/** Shows how far something is: a line that moves for a person, a plain line now and then for a file. */
export class ProgressDisplay {
  readonly #terminal: Pick<Terminal, 'err' | 'errIsTty'>;
  readonly #phase: string;
  readonly #unit: string;
  readonly #now: () => number;
  readonly #started: number;
  #shownAt: number;
  #drawn = false;

  constructor(
    terminal: Pick<Terminal, 'err' | 'errIsTty'>,
    what: { readonly phase: string; readonly unit: string },
    now: () => number = () => performance.now(),
  ) {
    this.#terminal = terminal;
    this.#phase = what.phase;
    this.#unit = what.unit;
    this.#now = now;
    this.#started = now();
    this.#shownAt =
      this.#started + SHOWN_AFTER_MS - (terminal.errIsTty ? REDRAWN_EVERY_MS : PLAIN_EVERY_MS);
  }

  /** Says where it is; shown if it is time. */
  update(step: ProgressStep): void {
    const now = this.#now();
    if (now - this.#shownAt < (this.#terminal.errIsTty ? REDRAWN_EVERY_MS : PLAIN_EVERY_MS)) return;
    this.#shownAt = now;
    const line = this.#line(step, now);
    this.#terminal.err.write(this.#terminal.errIsTty ? CLEAR_LINE + line : `${line}\n`);
    this.#drawn = this.#terminal.errIsTty;
  }

  /** Says something that must be seen, above the line that moves. */
  async writeMessage(message: string): Promise<void> {
    this.clear();
    await write(this.#terminal.err, `${message}\n`);
  }

  /** Takes the moving line away. */
  clear(): void {
    if (this.#drawn) this.#terminal.err.write(CLEAR_LINE);
    this.#drawn = false;
  }

  /** How long it has taken so far, in seconds. */
  get seconds(): number {
    return (this.#now() - this.#started) / 1000;
  }

  #line({ done, total, location: at }: ProgressStep, now: number): string {
    const seconds = Math.max((now - this.#started) / 1000, 0.001);
    const rate = done / seconds;
    const parts = [
      `${this.#phase}: ${formatNumber(done)}${total === undefined ? '' : ` of ${formatNumber(total)}`} ${this.#unit}`,
      `${formatNumber(Math.round(rate))}/s`,
      ...(total === undefined || rate === 0 || total <= done
        ? []
        : [`${formatDuration((total - done) / rate)} left`]),
      ...(at === undefined ? [] : [`at ${at}`]),
    ];
    return parts.join(' · ');
  }
}

/** 18204 → 18,204 */
export function formatNumber(value: number): string {
  return value.toLocaleString('en-GB');
}

/** 1 row, 1,200 rows */
export function formatCount(count: number, noun: string): string {
  return `${formatNumber(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** 95 → 1 min 35 s */
export function formatDuration(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
