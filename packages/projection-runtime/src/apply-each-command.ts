// Invariants
// 1. Of a command all events are shown, or none.
// 2. What is about a fact that a parked command records, corrects or retracts waits behind it: facts change in order.
// 3. What is parked, shown later or left out comes to the rows of a read model that never had the trouble.
import type { DecodedEvent } from '@rapporteur/contracts';
import type { RecordedEvent } from '@rapporteur/event-log';
import type { EntityManager } from 'typeorm';
import {
  decodeEvent,
  nextPosition,
  type ProjectionBatch,
  supersededError,
  writeIndex,
  writeRows,
} from './apply-batch.ts';
import {
  groupByCommand,
  type CommandEvents,
  isSkipEvent,
  readRange,
  findTargetId,
} from './command-events.ts';
import { parseCollection, toUndecodedIndexedEvent } from './event-index.ts';
import { recordSkip, type CommandSkip, removeCommandRows } from './skip-command.ts';
import {
  type ParkReason,
  listParked,
  parkCommand,
  type ParkedCommand,
  unparkCommand,
} from './parked-commands.ts';
import type { GenerationPartition, ProjectionSource } from './partition-projector.ts';
import { lockPosition, movePosition, type ProjectionPosition } from './positions.ts';
import { classifyError, isPoisonEvent } from './projection-error.ts';

/** What was applied, and what could not be. */
export interface AppliedCommands {
  readonly position: ProjectionPosition;
  /** What is parked in the partition now. */
  readonly parked: readonly ParkedCommand[];
}

/**
 * Applies events command by command, each whole or not at all, and moves the position past all of them. A command that
 * cannot be shown is parked, with what is about the same facts.
 * @throws ProjectionError PROJECTION_SUPERSEDED; what is not the fault of an event
 */
export async function applyEachCommand(
  source: ProjectionSource,
  from: ProjectionPosition,
  progress: ProjectionBatch,
): Promise<AppliedCommands> {
  const to = nextPosition(from, progress);
  return source.dataSource.transaction('READ COMMITTED', async (manager) => {
    if (!(await movePosition(manager, from, to, progress.atEnd))) throw supersededError(from);
    const place = { schema: from.projection, partition: from.partition };
    const parking = await CommandApplier.load(manager, source, place);
    for (const command of groupByCommand(progress.events)) await parking.apply(command);
    return { position: to, parked: parking.parked };
  });
}

/**
 * Tries again what is parked in a partition, in the order of the log, through today's upcasters and logic.
 * Answers what still cannot be shown.
 */
export async function retryParked(
  source: ProjectionSource,
  place: GenerationPartition,
): Promise<readonly ParkedCommand[]> {
  return source.dataSource.transaction('READ COMMITTED', async (manager) => {
    // Nothing is applied meanwhile: what comes next may be about what is tried here.
    await lockPosition(manager, place.schema, place.partition);
    const parking = await CommandApplier.load(manager, source, place);
    await parking.retry(() => true);
    return parking.parked;
  });
}

/** What is parked in one partition, within one transaction. */
class CommandApplier {
  readonly #manager: EntityManager;
  readonly #source: ProjectionSource;
  readonly #place: GenerationPartition;
  #parked: readonly ParkedCommand[];

  private constructor(
    manager: EntityManager,
    source: ProjectionSource,
    place: GenerationPartition,
    parked: readonly ParkedCommand[],
  ) {
    this.#manager = manager;
    this.#source = source;
    this.#place = place;
    this.#parked = parked;
  }

  static async load(
    manager: EntityManager,
    source: ProjectionSource,
    place: GenerationPartition,
  ): Promise<CommandApplier> {
    return new CommandApplier(manager, source, place, await listParked(manager, place));
  }

  get parked(): readonly ParkedCommand[] {
    return this.#parked;
  }

  /** Writes the rows of a command, or parks it; does what it says about others. */
  async apply(command: CommandEvents): Promise<void> {
    await this.#try(command, 'new');
    for (const { event } of command.events) {
      const skip = this.#skipIn(event);
      if (skip !== undefined) await this.#leaveOut(skip);
    }
  }

  /** Tries what is parked again, if it is chosen. */
  async retry(chosen: (parked: ParkedCommand) => boolean): Promise<void> {
    for (const parked of this.#parked.filter(chosen)) {
      const { partition, collection, commandId, firstPseq: first, lastPseq: last } = parked;
      const events = await readRange(this.#source.log, { partition, first, last });
      await this.#try({ collection, commandId, events }, 'parked');
    }
  }

  async #try(command: CommandEvents, was: 'new' | 'parked'): Promise<void> {
    const first = command.events[0]?.event.pseq ?? -1;
    const before = this.#parked.find(
      (parked) => parked.firstPseq < first && dependsOnParked(parked, command),
    );
    const cause = before === undefined ? await this.#write(command, was) : waitReason(before);
    if (cause !== undefined && was === 'new') await this.#writeUnreadIndex(command);
    await this.#note(command, cause, was);
  }

  /** Writes rows and index; answers why it could not, and then nothing is written. */
  async #write(command: CommandEvents, was: 'new' | 'parked'): Promise<ParkReason | undefined> {
    const { schema, partition } = this.#place;
    try {
      await this.#manager.transaction(async (manager) => {
        const events: readonly DecodedEvent[] = command.events.map(({ event }) =>
          decodeEvent(this.#source.catalogue, event),
        );
        await writeRows(
          manager,
          this.#source.projection,
          { projection: schema, partition },
          events,
          was === 'new',
        );
      });
      return undefined;
    } catch (error) {
      if (!isPoisonEvent(error)) throw error;
      const { code, message } = classifyError(error);
      return { waitsFor: null, code, reason: message };
    }
  }

  async #writeUnreadIndex({ events }: CommandEvents): Promise<void> {
    const index = events.map(({ event }) => toUndecodedIndexedEvent(this.#place.partition, event));
    await writeIndex(this.#manager, this.#place, index);
  }

  async #note(
    command: CommandEvents,
    cause: ParkReason | undefined,
    was: 'new' | 'parked',
  ): Promise<void> {
    const { schema, partition } = this.#place;
    const [firstPseq, lastPseq] = [
      command.events[0]?.event.pseq ?? -1,
      command.events.at(-1)?.event.pseq ?? -1,
    ];
    if (cause === undefined && was === 'new') return;
    if (cause === undefined) await unparkCommand(this.#manager, schema, { partition, firstPseq });
    else {
      const eventIds = command.events.map(({ event }) => event.id);
      const targets = command.events.flatMap(({ event }) => findTargetId(event) ?? []);
      const { collection, commandId } = command;
      const parked = {
        partition,
        collection,
        commandId,
        firstPseq,
        lastPseq,
        eventIds,
        targets,
        ...cause,
      };
      await parkCommand(this.#manager, schema, parked);
    }
    this.#parked = await listParked(this.#manager, this.#place);
  }

  #skipIn(event: RecordedEvent['event']): CommandSkip | undefined {
    if (!isSkipEvent(event)) return undefined;
    if (event.data['projection'] !== this.#source.projection.name) return undefined;
    const commandId = String(event.data['command']);
    return {
      collection: parseCollection(event) ?? '',
      commandId,
      eventId: event.id,
      pseq: event.pseq,
    };
  }

  async #leaveOut(skip: CommandSkip): Promise<void> {
    const { collection, commandId } = skip;
    const parked = this.#parked.find(
      (one) => one.collection === collection && one.commandId === commandId,
    );
    await recordSkip(this.#manager, this.#place, skip);
    if (parked === undefined) {
      await removeCommandRows(this.#manager, this.#source, this.#place, skip);
      return;
    }
    await unparkCommand(this.#manager, this.#place.schema, parked);
    this.#parked = this.#parked.filter((one) => one !== parked);
    await this.retry(({ waitsFor }) => waitsFor !== null);
  }
}

/** Whether a command is about what a parked one is about. */
function dependsOnParked(parked: ParkedCommand, command: CommandEvents): boolean {
  if (parked.collection !== command.collection) return false;
  const about = new Set([...parked.eventIds, ...parked.targets]);
  return command.events.some(({ event }) => {
    const target = findTargetId(event);
    return target !== undefined && about.has(target);
  });
}

function waitReason({ commandId }: ParkedCommand): ParkReason {
  const reason = `It changes what command ${commandId} is about, which is parked.`;
  return { waitsFor: commandId, code: 'PROJECTION_WAITS', reason };
}
