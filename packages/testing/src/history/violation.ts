/** The guarantees that the checker verifies, by the kind of their violation. */
export const VIOLATIONS = {
  sequence: 'the sequence of a partition has no gaps and no duplicates',
  version: 'stream versions have no gaps and begin at 1',
  term: 'terms never decrease, and each begins with its WriterOpened',
  time: 'recording times never decrease',
  'event-id': 'event ids are unique, and number the events of a command',
  'command-id': 'a command is recorded once, contiguously, under its own id',
  partition: 'a collection is only in its own partition',
  unfoldable: 'the log can be folded',
  lost: 'an acknowledged command is in the log',
  response: 'a response equals the log',
  'repeated-response': 'a repeated response equals the first',
  unsent: 'every recorded command was sent, and not rejected',
  'too-often': 'a command is recorded at most as often as it was sent',
  'stale-decision': 'a decision is based on everything before it',
  'stale-version': 'the expected version of a command is the actual version',
  order: 'a command that was acknowledged before another was sent comes before it',
  unjustified: 'a command is only rejected if the state at the position requires it',
  'read-behind': 'a read is not behind its requested position',
  'read-differs': 'a read equals the record at its position',
} as const;

export type ViolationKind = keyof typeof VIOLATIONS;

/** A violated guarantee, and its position. */
export interface Violation {
  readonly kind: ViolationKind;
  /** Null if the violation has no position in the log. */
  readonly position: LogPosition | null;
  readonly message: string;
}

/**
 * The maximum number of reported violations. Most later violations are consequences of the first.
 */
export const VIOLATIONS_MAX = 200;

/** Collects violations up to a limit and counts the rest. */
export class ViolationCollector {
  readonly #reported: Violation[] = [];
  #omittedCount = 0;

  add(kind: ViolationKind, position: LogPosition | null, message: string): void {
    if (this.#reported.length < VIOLATIONS_MAX) this.#reported.push({ kind, position, message });
    else this.#omittedCount += 1;
  }

  get violations(): readonly Violation[] {
    const last = this.#reported.at(-1);
    if (this.#omittedCount === 0 || last === undefined) return this.#reported;
    return [...this.#reported, { ...last, message: `and ${this.#omittedCount} more` }];
  }
}

/** Returns the violations as text, one per line; '' without violations. */
export function formatViolations(violations: readonly Violation[]): string {
  return violations
    .map(({ kind, position, message }) => {
      const place = position === null ? '-' : formatLogPosition(position);
      return `${place} ${kind}: ${message} (guarantee: ${VIOLATIONS[kind]})`;
    })
    .join('\n');
}
import { formatLogPosition, type LogPosition } from '@rapporteur/event-log';
