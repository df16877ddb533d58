import { CollectionReplay } from './collection-replay.ts';
import { type LoggedCommand } from './logged-command.ts';
import type { ViolationCollector } from './violation.ts';

/** The replay of one partition: a replay of each of its collections. */
export class PartitionReplay {
  readonly #replays = new Map<string, CollectionReplay>();
  readonly #broken = new Set<string>();
  readonly #violations: ViolationCollector;

  constructor(violations: ViolationCollector) {
    this.#violations = violations;
  }

  /** Returns the replay of a collection; empty if it has no events yet. */
  getReplay(collection: string): CollectionReplay {
    const known = this.#replays.get(collection);
    if (known !== undefined) return known;

    const replay = new CollectionReplay();
    this.#replays.set(collection, replay);
    return replay;
  }

  /**
   * Returns whether an event of the collection could not be folded. Later decisions cannot be
   * checked.
   */
  isBroken(collection: string): boolean {
    return this.#broken.has(collection);
  }

  /** Adds a command, even if it violates a guarantee. */
  addCommand(command: LoggedCommand, collection: string): void {
    try {
      const { commandId, events, position } = command;
      this.getReplay(collection).addCommand(commandId, events, position);
    } catch (error) {
      if (!this.#broken.has(collection))
        this.#violations.add('unfoldable', command.position, String(error));
      this.#broken.add(collection);
    }
  }
}
