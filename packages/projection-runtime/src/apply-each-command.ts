// Invariants
// 1. All events of a command are shown, or none ("is parked whole").
// 2. A command about facts of a parked command waits behind it ("holds back, in order").
// 3. Parking, retrying and skipping lead to the rows of a read model that never failed
//    (parking.prop.int.spec.ts).
import type { RecordedEvent } from '@rapporteur/event-log';
import type { EntityManager } from 'typeorm';
import {
  decodeEvent,
  nextPosition,
  type ProjectionBatch,
  createSupersededError,
} from './apply-batch.ts';
import {
  type CommandEvents,
  listTargetIds,
  groupByCommand,
  isSkipEvent,
  readRange,
} from './command-events.ts';
import { parseCollection, toUndecodedIndexedEvent } from './event-index.ts';
import type { GenerationPartition } from './generation-partition.ts';
import type { ParkedCommand } from './parked-command.ts';
import {
  listParkedBySchema,
  parkCommand,
  type ParkReason,
  unparkCommand,
} from './parked-commands.ts';
import type { ProjectionSource } from './partition-projector.ts';
import { lockPosition, movePosition, type ProjectionPosition } from './positions.ts';
import { classifyError, isEventError } from './projection-error.ts';
import { type CommandSkip, recordSkip, removeCommandRows } from './skip-command.ts';
import { writeCommand, writeIndex } from './write-plan.ts';

/** The position of a partition, and the commands that are parked at it. */
export interface PartitionProgress {
  readonly position: ProjectionPosition;
  readonly parked: readonly ParkedCommand[];
}

/**
 * Applies events command by command, each whole or not at all, and moves the position past all of
 * them. A command that fails is parked, together with later commands about the same facts.
 * @throws ProjectionError PROJECTION_SUPERSEDED, and every error that no event causes.
 */
export async function applyEachCommand(
  source: ProjectionSource,
  from: ProjectionPosition,
  batch: ProjectionBatch,
): Promise<PartitionProgress> {
  const to = nextPosition(from, batch);

  return source.dataSource.transaction('READ COMMITTED', async (manager) => {
    if (!(await movePosition(manager, { from, to, atEnd: batch.atEnd }))) {
      throw createSupersededError(from);
    }

    const generation = { schema: from.schema, partition: from.partition };
    const applier = await CommandApplier.load(manager, source, generation);
    for (const command of groupByCommand(batch.events)) await applier.apply(command);
    return { position: to, parked: applier.parked };
  });
}

/**
 * Retries the parked commands of a partition in log order, with the current upcasters and logic.
 * Returns the commands that still fail.
 */
export async function retryParked(
  source: ProjectionSource,
  generation: GenerationPartition,
): Promise<readonly ParkedCommand[]> {
  return source.dataSource.transaction('READ COMMITTED', async (manager) => {
    // The next events may concern the retried commands, so no instance may apply them meanwhile.
    await lockPosition(manager, generation);
    const applier = await CommandApplier.load(manager, source, generation);
    await applier.retry(() => true);
    return applier.parked;
  });
}

type CommandState = 'new' | 'parked';

/** Applies commands to one partition within one transaction, and tracks the parked ones. */
class CommandApplier {
  readonly #manager: EntityManager;
  readonly #source: ProjectionSource;
  readonly #generation: GenerationPartition;
  #parked: readonly ParkedCommand[] = [];

  private constructor(
    manager: EntityManager,
    source: ProjectionSource,
    generation: GenerationPartition,
  ) {
    this.#manager = manager;
    this.#source = source;
    this.#generation = generation;
  }

  static async load(
    manager: EntityManager,
    source: ProjectionSource,
    generation: GenerationPartition,
  ): Promise<CommandApplier> {
    const applier = new CommandApplier(manager, source, generation);
    await applier.#reloadParked();
    return applier;
  }

  get parked(): readonly ParkedCommand[] {
    return this.#parked;
  }

  /** Writes the rows of a command or parks it, then applies its `ProjectionSkipped` events. */
  async apply(command: CommandEvents): Promise<void> {
    await this.#writeOrPark(command, 'new');

    for (const { event } of command.events) {
      const skip = this.#parseSkip(event);
      if (skip !== undefined) await this.#skip(skip);
    }
  }

  /** Retries the selected parked commands. */
  async retry(isSelected: (parked: ParkedCommand) => boolean): Promise<void> {
    for (const parked of this.#parked.filter(isSelected)) {
      const { partition, collection, commandId, firstPseq: first, lastPseq: last } = parked;
      const events = await readRange(this.#source.log, { partition, first, last });
      await this.#writeOrPark({ collection, commandId, events }, 'parked');
    }
  }

  async #writeOrPark(command: CommandEvents, state: CommandState): Promise<void> {
    const first = command.events[0]?.event.pseq ?? -1;
    const blocking = this.#parked.find(
      (parked) => parked.firstPseq < first && dependsOnParked(command, parked),
    );
    const reason =
      blocking === undefined ? await this.#write(command, state) : createWaitReason(blocking);

    if (reason === undefined) {
      if (state === 'parked') await this.#unpark(first);
      return;
    }
    if (state === 'new') await this.#writeUndecodedIndex(command);
    await this.#park(command, reason);
  }

  /** Writes rows and index. Returns the reason if an event fails; nothing is written then. */
  async #write(command: CommandEvents, state: CommandState): Promise<ParkReason | undefined> {
    const { catalogue, projection } = this.#source;
    try {
      await this.#manager.transaction(async (manager) => {
        const events = command.events.map(({ event }) => decodeEvent(catalogue, event));
        const rows = { events, isIndexed: state === 'parked' };
        await writeCommand(manager, projection, this.#generation, rows);
      });
      return undefined;
    } catch (error) {
      if (!isEventError(error)) throw error;
      const { code, message } = classifyError(error);
      return { waitsFor: null, code, reason: message };
    }
  }

  async #writeUndecodedIndex({ events }: CommandEvents): Promise<void> {
    const { partition } = this.#generation;
    const index = events.map(({ event }) => toUndecodedIndexedEvent(partition, event));
    await writeIndex(this.#manager, this.#generation, index);
  }

  async #park(command: CommandEvents, reason: ParkReason): Promise<void> {
    const { schema, partition } = this.#generation;
    const { collection, commandId, events } = command;
    await parkCommand(this.#manager, schema, {
      partition,
      collection,
      commandId,
      firstPseq: events[0]?.event.pseq ?? -1,
      lastPseq: events.at(-1)?.event.pseq ?? -1,
      eventIds: events.map(({ event }) => event.id),
      targets: events.flatMap(({ event }) => listTargetIds(event)),
      ...reason,
    });
    await this.#reloadParked();
  }

  async #unpark(firstPseq: number): Promise<void> {
    const { schema, partition } = this.#generation;
    await unparkCommand(this.#manager, schema, { partition, firstPseq });
    await this.#reloadParked();
  }

  async #reloadParked(): Promise<void> {
    this.#parked = await listParkedBySchema(this.#manager, this.#generation);
  }

  #parseSkip(event: RecordedEvent['event']): CommandSkip | undefined {
    if (!isSkipEvent(event)) return undefined;
    if (event.data['projection'] !== this.#source.projection.name) return undefined;
    return {
      collection: parseCollection(event) ?? '',
      commandId: String(event.data['command']),
      eventId: event.id,
      pseq: event.pseq,
    };
  }

  async #skip(skip: CommandSkip): Promise<void> {
    const { collection, commandId } = skip;
    const parked = this.#parked.find(
      (command) => command.collection === collection && command.commandId === commandId,
    );

    await recordSkip(this.#manager, this.#generation, skip);
    if (parked === undefined) {
      await removeCommandRows(this.#manager, this.#source, this.#generation, skip);
      return;
    }
    await this.#unpark(parked.firstPseq);
    await this.retry(({ waitsFor }) => waitsFor !== null);
  }
}

/** Returns whether a command corrects or retracts a fact that a parked command is about. */
function dependsOnParked(command: CommandEvents, parked: ParkedCommand): boolean {
  if (parked.collection !== command.collection) return false;

  const facts = new Set([...parked.eventIds, ...parked.targets]);
  return command.events.some(({ event }) =>
    listTargetIds(event).some((target) => facts.has(target)),
  );
}

function createWaitReason({ commandId }: ParkedCommand): ParkReason {
  const reason = `It changes a fact of command ${commandId}, which is parked.`;
  return { waitsFor: commandId, code: 'PROJECTION_WAITS', reason };
}
