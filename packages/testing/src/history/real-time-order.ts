import { formatLogPosition, type LogPosition } from '@rapporteur/event-log';
import type { ViolationCollector } from './violation.ts';

/** An operation of a client at the position in the log that it has or is based on. */
export interface PositionedOperation {
  readonly label: string;
  readonly collection: string;
  readonly position: LogPosition;
  /** Null if the operation need not see earlier acknowledgements. */
  readonly invokedAt: number | null;
  /** Null without a response. */
  readonly respondedAt: number | null;
}

type TimedOperation = PositionedOperation & { readonly invokedAt: number };

/** The operations with the latest invocation in one collection, up to a position. */
interface LatestOperations {
  /** Among the last command of the collection and everything before it. */
  readonly beforeLastCommand: TimedOperation | undefined;
  /**
   * Among the observations of the state after that command, which have no order among themselves.
   */
  readonly sinceLastCommand: TimedOperation | undefined;
}

const NONE: LatestOperations = { beforeLastCommand: undefined, sinceLastCommand: undefined };

function format({ label, position }: PositionedOperation): string {
  return `${label} at ${formatLogPosition(position)}`;
}

function findLater(
  a: TimedOperation | undefined,
  b: PositionedOperation | undefined,
): TimedOperation | undefined {
  if (b === undefined || b.invokedAt === null) return a;
  const { invokedAt, ...rest } = b;
  return a !== undefined && a.invokedAt >= invokedAt ? a : { ...rest, invokedAt };
}

/**
 * Compares the order of the log with real time, in one partition. It is sufficient to know the
 * latest invocation so far: no later position may have a response from before it. Commands have one
 * order in the whole partition. Observations, such as rejections, only have the order of their
 * collection, because other collections do not affect them.
 */
export class RealTimeOrder {
  readonly #violations: ViolationCollector;
  readonly #collections = new Map<string, LatestOperations>();
  #latestCommand: TimedOperation | undefined;

  constructor(violations: ViolationCollector) {
    this.#violations = violations;
  }

  /** Adds the next command of the log. */
  addCommand(operation: PositionedOperation): void {
    const { beforeLastCommand, sinceLastCommand } = this.#getLatest(operation);
    const latest = findLater(beforeLastCommand, sinceLastCommand);
    this.#check(operation, findLater(this.#latestCommand, latest));

    this.#latestCommand = findLater(this.#latestCommand, operation);
    this.#collections.set(operation.collection, {
      beforeLastCommand: findLater(latest, operation),
      sinceLastCommand: undefined,
    });
  }

  /** Adds an operation that is based on the state after the commands so far. */
  addObservation(operation: PositionedOperation): void {
    const { beforeLastCommand, sinceLastCommand } = this.#getLatest(operation);
    this.#check(operation, findLater(this.#latestCommand, beforeLastCommand));

    this.#collections.set(operation.collection, {
      beforeLastCommand,
      sinceLastCommand: findLater(sinceLastCommand, operation),
    });
  }

  #getLatest({ collection }: PositionedOperation): LatestOperations {
    return this.#collections.get(collection) ?? NONE;
  }

  #check(operation: PositionedOperation, latest: TimedOperation | undefined): void {
    const { respondedAt, position } = operation;
    if (latest === undefined || respondedAt === null || respondedAt > latest.invokedAt) return;

    const facts = `${format(operation)} got its response before ${format(latest)} was sent`;
    this.#violations.add('order', position, `${facts}, but comes after it in the log`);
  }
}
