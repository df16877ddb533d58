import { type HistoryPosition, formatPosition } from './history.ts';
import type { ViolationCollector } from './violation.ts';

/** Something that a client asked, at the place in the log where it took effect, or whose state it rests on. */
export interface PositionedOperation {
  readonly label: string;
  readonly collection: string;
  readonly position: HistoryPosition;
  /** When it was asked; null where nothing is promised of what was acknowledged before. */
  readonly invokedAt: number | null;
  /** When it was answered; null where it was not. */
  readonly respondedAt: number | null;
}

type TimedOperation = PositionedOperation & { readonly invokedAt: number };

/** What was asked last, of what stands up to a place. */
interface LatestOperations {
  /** Of what stands before the last command of the collection, and that command. */
  readonly beforeLastCommand: TimedOperation | undefined;
  /** Of what rests on the state that this command made: it has no order of its own. */
  readonly sinceLastCommand: TimedOperation | undefined;
}

const NOTHING: LatestOperations = { beforeLastCommand: undefined, sinceLastCommand: undefined };

function print({ label: what, position }: PositionedOperation): string {
  return `${what} at ${formatPosition(position)}`;
}

function later(
  one: TimedOperation | undefined,
  other: PositionedOperation | undefined,
): TimedOperation | undefined {
  if (other === undefined || other.invokedAt === null) return one;
  const { invokedAt, ...rest } = other;
  return one !== undefined && one.invokedAt >= invokedAt ? one : { ...rest, invokedAt };
}

/**
 * The order of the log against the order of the world, in one partition. Going through the log it is enough to know
 * who was asked last of all so far: nobody further on may have been answered before that.
 * Commands are held to one order in the whole partition; what rests on a state, such as a refusal, to the order of its
 * collection: there it makes no difference what else was recorded in the partition meanwhile.
 */
export class RealTimeOrder {
  readonly #findings: ViolationCollector;
  readonly #collections = new Map<string, LatestOperations>();
  #command: TimedOperation | undefined;

  constructor(findings: ViolationCollector) {
    this.#findings = findings;
  }

  /** Takes the next command of the log in. */
  addCommand(placed: PositionedOperation): void {
    const { beforeLastCommand: settled, sinceLastCommand: resting } = this.#latestOf(placed);
    const before = later(settled, resting);
    this.#check(placed, later(this.#command, before));
    this.#command = later(this.#command, placed);
    this.#collections.set(placed.collection, {
      beforeLastCommand: later(before, placed),
      sinceLastCommand: undefined,
    });
  }

  /** Takes in what rests on the state that the commands so far have made. */
  addObservation(placed: PositionedOperation): void {
    const { beforeLastCommand: settled, sinceLastCommand: resting } = this.#latestOf(placed);
    this.#check(placed, later(this.#command, settled));
    this.#collections.set(placed.collection, {
      beforeLastCommand: settled,
      sinceLastCommand: later(resting, placed),
    });
  }

  #latestOf({ collection }: PositionedOperation): LatestOperations {
    return this.#collections.get(collection) ?? NOTHING;
  }

  #check(one: PositionedOperation, latest: TimedOperation | undefined): void {
    if (latest === undefined || one.respondedAt === null || one.respondedAt > latest.invokedAt)
      return;
    const says = `${print(one)} was answered before ${print(latest)} was asked, yet rests on it or stands behind it`;
    this.#findings.add('order', one.position, says);
  }
}
