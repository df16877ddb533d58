// Invariants
// 1. The commands follow from the options alone: nothing is learnt from what a service answers. What they lead to is
//    foretold by a service in miniature, so that they name events and versions that will be there, most of the time.
// 2. What is fought over moves on: after some commands there are other meetings and passages, so that a lost command
//    does not spoil the rest, and no stream grows for ever.
import { sha256Hex } from '@rapporteur/contracts';
import { SeededRandom } from './seeded-random.ts';
import type { CommandRequest } from './history.ts';
import { SerialService } from './serial-service.ts';
import {
  COUNCILS,
  type WorkloadContext,
  COMMAND_GENERATORS,
  hashText,
} from './workload-commands.ts';

/** What a workload is made from. */
export interface WorkloadOptions {
  readonly seed: number;
  /** Which collections are recorded in; default: three. */
  readonly collections?: readonly string[];
  /** How many partitions the log has; default: 1. */
  readonly partitions?: number;
  /** Stands before every command id, so that workloads with other prefixes can go on in the same log; default: `w`. */
  readonly prefix?: string;
}

/** After so many commands in a collection others are fought over. */
const ERA_COMMANDS = 40;
/** So many of the last commands may be sent again. */
const RECENT_MAX = 12;

/** Random commands, mostly valid, from many senders who get in each other's way. */
export class Workload {
  readonly seed: number;
  readonly collections: readonly string[];
  readonly #dice: SeededRandom;
  readonly #prefix: string;
  readonly #foretold: SerialService;
  readonly #recent: CommandRequest[] = [];
  readonly #counts = new Map<string, number>();
  #count = 0;

  constructor({
    seed,
    collections = ['sco', 'asean', 'osce'],
    partitions = 1,
    prefix = 'w',
  }: WorkloadOptions) {
    this.seed = seed;
    this.collections = collections;
    this.#dice = new SeededRandom(seed);
    this.#prefix = prefix;
    this.#foretold = new SerialService(partitions);
    for (const sent of this.setupCommands()) this.#foretold.submit(sent);
  }

  /** A workload of a random seed, or of this one, which is printed: with it, it can be had again. */
  static withPrintedSeed(options: Partial<WorkloadOptions> = {}): Workload {
    const workload = new Workload({
      ...options,
      seed: options.seed ?? Math.floor(Math.random() * 2 ** 32),
    });
    console.log(`Workload: seed ${workload.seed}`);
    return workload;
  }

  /** What must be recorded first: the collections, and a source and bodies in each. */
  setupCommands(): readonly CommandRequest[] {
    return this.collections.flatMap((collection) => [
      {
        name: 'OpenCollection',
        body: {
          collection,
          title: `The record of ${collection}`,
          rootBody: {
            body: collection,
            name: `The organization ${collection}`,
            kind: 'organization',
          },
        },
      },
      {
        name: 'RecordDocument',
        body: {
          collection,
          document: {
            document: 'note',
            docType: 'information-note',
            title: 'A note',
            language: 'en',
            sha256: hashText('note'),
            assertion: { modality: 'metadata' },
          },
          bodies: COUNCILS.map((body) => ({
            body,
            name: `The ${body}`,
            kind: 'organ',
            parents: [collection],
          })),
        },
      },
    ]);
  }

  /** The next command. */
  next(): CommandRequest {
    const sent = this.#dice.percentChance(10) ? this.#again() : this.#fresh();
    this.#foretold.submit(sent);
    this.#recent.push(sent);
    if (this.#recent.length > RECENT_MAX) this.#recent.shift();
    return sent;
  }

  /** The next so many commands. */
  take(count: number): readonly CommandRequest[] {
    return Array.from({ length: count }, () => this.next());
  }

  /** A command that was sent before: the same, or another one under its id. */
  #again(): CommandRequest {
    const sent = this.#dice.pick(this.#recent);
    if (sent === undefined) return this.#fresh();
    if (sent.commandId !== undefined && this.#dice.percentChance(20))
      return { ...this.#fresh(), commandId: sent.commandId };
    return sent;
  }

  #fresh(): CommandRequest {
    const dice = this.#dice;
    const collection = dice.pick(this.collections) ?? 'sco';
    const count = this.#counts.get(collection) ?? 0;
    this.#counts.set(collection, count + 1);
    this.#count += 1;
    const scene: WorkloadContext = {
      random: dice,
      collection,
      era: Math.floor(count / ERA_COMMANDS),
      count: this.#count,
      replay: this.#foretold.getReplay(collection),
    };
    const { stream, name, body } = dice.pickWeighted(COMMAND_GENERATORS)(scene);
    return {
      name,
      body: { collection, ...body },
      ...(dice.percentChance(70) ? { commandId: this.#commandId() } : {}),
      ...(dice.percentChance(25) ? { expectedVersion: this.#expectedVersion(scene, stream) } : {}),
      ...(dice.percentChance(3) ? { dryRun: true } : {}),
    };
  }

  #commandId(): string {
    return `${this.#prefix}-${sha256Hex(`${this.seed} ${this.#count}`).slice(0, 8)}-${this.#count}`;
  }

  /** Mostly the version that will stand; now and then one that no longer does. */
  #expectedVersion({ random: dice, replay }: WorkloadContext, stream: string): number {
    const version = replay.version(stream);
    return dice.percentChance(10) ? Math.max(version - 1, 0) : version;
  }
}
