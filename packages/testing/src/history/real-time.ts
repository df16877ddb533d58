import { type Position, printPosition } from './history.ts';
import type { Findings } from './violation.ts';

/** Something that a client asked, at the place in the log where it took effect, or whose state it rests on. */
export interface Placed {
  readonly what: string;
  readonly collection: string;
  readonly position: Position;
  /** When it was asked; null where nothing is promised of what was acknowledged before. */
  readonly invokedAt: number | null;
  /** When it was answered; null where it was not. */
  readonly answeredAt: number | null;
}

type Asked = Placed & { readonly invokedAt: number };

/** What was asked last, of what stands up to a place. */
interface Latest {
  /** Of what stands before the last command of the collection, and that command. */
  readonly settled: Asked | undefined;
  /** Of what rests on the state that this command made: it has no order of its own. */
  readonly resting: Asked | undefined;
}

const NOTHING: Latest = { settled: undefined, resting: undefined };

function print({ what, position }: Placed): string {
  return `${what} at ${printPosition(position)}`;
}

function later(one: Asked | undefined, other: Placed | undefined): Asked | undefined {
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
  readonly #findings: Findings;
  readonly #collections = new Map<string, Latest>();
  #command: Asked | undefined;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  /** Takes the next command of the log in. */
  takeCommand(placed: Placed): void {
    const { settled, resting } = this.#latestOf(placed);
    const before = later(settled, resting);
    this.#check(placed, later(this.#command, before));
    this.#command = later(this.#command, placed);
    this.#collections.set(placed.collection, {
      settled: later(before, placed),
      resting: undefined,
    });
  }

  /** Takes in what rests on the state that the commands so far have made. */
  takeResting(placed: Placed): void {
    const { settled, resting } = this.#latestOf(placed);
    this.#check(placed, later(this.#command, settled));
    this.#collections.set(placed.collection, { settled, resting: later(resting, placed) });
  }

  #latestOf({ collection }: Placed): Latest {
    return this.#collections.get(collection) ?? NOTHING;
  }

  #check(one: Placed, latest: Asked | undefined): void {
    if (latest === undefined || one.answeredAt === null || one.answeredAt > latest.invokedAt)
      return;
    const says = `${print(one)} was answered before ${print(latest)} was asked, yet rests on it or stands behind it`;
    this.#findings.add('order', one.position, says);
  }
}
