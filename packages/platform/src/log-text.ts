import { prettyFactory } from 'pino-pretty';
import { escapeControls } from './terminal-text.ts';

/** The level from which messages are failures. */
const WARN = 40;
/** The time for which repetitions of a failure are counted. */
const WINDOW_MS = 60_000;
/** The most failures that are counted at a time. Each needs memory until its window ends. */
const FAILURES_MAX = 1_000;
const MILLISECONDS = 1_000;

/** A message of the logger: the members of its line of JSON. */
type LogRecord = Readonly<Record<string, unknown>> & {
  readonly level: number;
  readonly msg: string;
};

interface RepeatedFailure {
  record: LogRecord;
  repeated: number;
  readonly sinceMs: number;
  readonly timer: NodeJS.Timeout;
}

/**
 * Writes messages as short lines for a person. A failure that repeats is written once; then a line
 * counts its repetitions every minute. Test: log-text.spec.ts.
 */
export class LogText {
  readonly #write: (text: string) => void;
  readonly #format: (record: LogRecord) => string;
  readonly #failures = new Map<string, RepeatedFailure>();

  constructor(write: (text: string) => void, { useColour }: { readonly useColour: boolean }) {
    this.#write = write;
    this.#format = prettyFactory({
      colorize: useColour,
      translateTime: 'SYS:HH:MM:ss',
      ignore: 'pid,hostname',
      hideObject: true,
      messageFormat: (log) => formatMessage(log as LogRecord),
    }) as (record: LogRecord) => string;
  }

  /** Writes one line of JSON of the logger. */
  add(line: string): void {
    const record = JSON.parse(line) as LogRecord;
    const known = this.#failures.get(record.msg);
    if (known !== undefined) {
      known.record = record;
      known.repeated += 1;
      return;
    }
    this.#write(this.#format(record));
    if (record.level >= WARN && this.#failures.size < FAILURES_MAX) this.#watch(record, 0);
  }

  /** Writes the counts so far: the process ends. */
  flush(): void {
    for (const failure of this.#failures.values()) {
      clearTimeout(failure.timer);
      this.#writeCount(failure);
    }
    this.#failures.clear();
  }

  #watch(record: LogRecord, repeated: number): void {
    const timer = setTimeout(() => this.#endWindow(record.msg), WINDOW_MS).unref();
    this.#failures.set(record.msg, { record, repeated, sinceMs: performance.now(), timer });
  }

  // A failure that came again is counted for another minute; one that did not is forgotten.
  #endWindow(msg: string): void {
    const failure = this.#failures.get(msg);
    if (failure === undefined) return;
    this.#failures.delete(msg);
    this.#writeCount(failure);
    if (failure.repeated > 0) this.#watch(failure.record, 0);
  }

  #writeCount({ record, repeated, sinceMs }: RepeatedFailure): void {
    if (repeated === 0) return;
    const seconds = Math.max(1, Math.round((performance.now() - sinceMs) / MILLISECONDS));
    const times = repeated === 1 ? 'once' : `${repeated} times`;
    const msg = `${record.msg} (again, ${times} in ${seconds} s)`;
    this.#write(this.#format({ ...record, msg, time: Date.now() }));
  }
}

/** Returns the message, with the request and the error that a person needs to find the cause. */
function formatMessage({ msg, requestId, url, code, err }: LogRecord): string {
  const request = typeof requestId === 'string' ? ` (request ${requestId}, ${String(url)})` : '';
  const { message = '', stack = '' } = (err ?? {}) as { message?: string; stack?: string };
  const cause = message === '' || msg.includes(message) ? '' : `: ${message}`;
  const details = code === 'INTERNAL_FAULT' ? `\n${stack}` : cause;
  return escapeControls(`${msg}${request}${details}`);
}
