import { type LoggedCommand } from './logged-command.ts';
import { CollectionReplay } from './collection-replay.ts';
import type { ViolationCollector } from './violation.ts';

/** The record of one partition as far as it was gone through: a replay of each of its collections. */
export class PartitionReplay {
  readonly #replays = new Map<string, CollectionReplay>();
  readonly #broken = new Set<string>();
  readonly #findings: ViolationCollector;

  constructor(findings: ViolationCollector) {
    this.#findings = findings;
  }

  /** The replay of a collection; empty where it has no events yet. */
  getReplay(collection: string): CollectionReplay {
    const known = this.#replays.get(collection);
    if (known !== undefined) return known;
    const replay = new CollectionReplay();
    this.#replays.set(collection, replay);
    return replay;
  }

  /** Whether a collection could not be folded: nothing can be said of what was decided on it from there on. */
  isBroken(collection: string): boolean {
    return this.#broken.has(collection);
  }

  /** Takes a command in as it stands, whatever is wrong with it. */
  addCommand(command: LoggedCommand, collection: string): void {
    try {
      this.getReplay(collection).addCommand(command.commandId, command.events, command.position);
    } catch (fault) {
      if (!this.#broken.has(collection))
        this.#findings.add('unfoldable', command.position, String(fault));
      this.#broken.add(collection);
    }
  }
}
