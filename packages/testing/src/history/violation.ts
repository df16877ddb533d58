import { type HistoryPosition, formatPosition } from './history.ts';

/** Every promise that a history can be found to break, in words. */
export const VIOLATIONS = {
  sequence: 'the partition’s sequence has no gaps and nothing twice',
  version: 'stream versions are gapless from 1',
  term: 'terms never fall, and each begins with its WriterOpened',
  time: 'recording times never fall',
  'event-id': 'event ids are unique, and number a command’s events',
  'command-id': 'a command stands once, whole, under the id it is known by',
  partition: 'a collection stands in its own partition',
  unfoldable: 'the log can be folded',
  lost: 'what was acknowledged is in the log',
  answer: 'an answer tells what the log tells',
  'repeated-answer': 'a repeated answer equals the first',
  unsent: 'nothing is recorded but what was sent and not turned down',
  'too-often': 'nothing is recorded more often than it was sent',
  'stale-decision': 'a decision is made on everything that stands before it',
  'stale-version': 'the version that a sender expected was the one that stood',
  order: 'what was answered before another was asked stands before it',
  unjustified: 'what was turned down had to be, on the record it was judged on',
  'read-behind': 'a read is not behind the position it asked for',
  'read-differs': 'a read shows the record of its position',
} as const;

export type ViolationKind = keyof typeof VIOLATIONS;

/** A promise that was broken, and where. */
export interface Violation {
  readonly kind: ViolationKind;
  /** Null where no place in the log is to blame. */
  readonly position: HistoryPosition | null;
  readonly message: string;
}

/** The most violations that are told: most of what follows a first one follows from it. */
export const VIOLATIONS_MAX = 200;

/** Gathers violations, the first ones whole and the rest by number. */
export class ViolationCollector {
  readonly #found: Violation[] = [];
  #untold = 0;

  add(kind: ViolationKind, position: HistoryPosition | null, says: string): void {
    if (this.#found.length < VIOLATIONS_MAX) this.#found.push({ kind, position, message: says });
    else this.#untold += 1;
  }

  get violations(): readonly Violation[] {
    const last = this.#found.at(-1);
    if (this.#untold === 0 || last === undefined) return this.#found;
    return [...this.#found, { ...last, message: `and ${this.#untold} more` }];
  }
}

/** The violations as a person reads them, a line each; '' where there are none. */
export function formatViolations(violations: readonly Violation[]): string {
  return violations
    .map(({ kind, position, message: says }) => {
      const where = position === null ? '-' : formatPosition(position);
      return `${where} ${kind}: ${says} (promised: ${VIOLATIONS[kind]})`;
    })
    .join('\n');
}
