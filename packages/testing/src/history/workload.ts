// Invariants (tests: workload.spec.ts)
// 1. The commands depend only on the options, never on responses. A SerialService predicts the
//    results, so that most commands refer to existing events and versions. ("is the same for the
//    same seed, …")
// 2. The contended meetings and passages change over time. A lost command therefore does not
//    invalidate the rest, and no stream grows with the log. ("keeps streams short: no stream grows
//    with the log")
import { sha256Hex } from '@rapporteur/contracts';
import type { CommandRequest } from './history.ts';
import { SeededRandom } from './seeded-random.ts';
import { SerialService } from './serial-service.ts';
import {
  COMMAND_GENERATORS,
  COUNCILS,
  hashText,
  type WorkloadContext,
} from './workload-commands.ts';

/** Options of {@link Workload}. */
export interface WorkloadOptions {
  readonly seed: number;
  /** The collections to record in; default: three. */
  readonly collections?: readonly string[];
  /** The number of partitions of the log; default: 1. */
  readonly partitions?: number;
  /**
   * The prefix of every command id. Workloads with different prefixes can share a log; default:
   * `w`.
   */
  readonly prefix?: string;
}

/** The number of commands per collection before the contended meetings change. */
const ERA_COMMANDS = 40;
/** The number of recent commands that may be sent again. */
const RECENT_MAX = 12;

/** Generates random commands, mostly valid, that contend with each other. */
export class Workload {
  readonly seed: number;
  readonly collections: readonly string[];
  readonly #random: SeededRandom;
  readonly #prefix: string;
  readonly #prediction: SerialService;
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
    this.#random = new SeededRandom(seed);
    this.#prefix = prefix;
    this.#prediction = new SerialService(partitions);
    for (const request of this.setupCommands()) this.#prediction.submit(request);
  }

  /**
   * Creates a workload and prints its seed, so that it can be repeated. Without a seed, it picks
   * one.
   */
  static withPrintedSeed(options: Partial<WorkloadOptions> = {}): Workload {
    const workload = new Workload({
      ...options,
      seed: options.seed ?? Math.floor(Math.random() * 2 ** 32),
    });
    console.log(`Workload: seed ${workload.seed}`);
    return workload;
  }

  /** Returns the commands to record first: the collections, with a source and bodies in each. */
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

  /** Returns the next command. */
  next(): CommandRequest {
    const request = this.#random.percentChance(10) ? this.#repeatRecent() : this.#create();
    this.#prediction.submit(request);
    this.#recent.push(request);
    if (this.#recent.length > RECENT_MAX) this.#recent.shift();
    return request;
  }

  /** Returns the next commands. */
  take(count: number): readonly CommandRequest[] {
    return Array.from({ length: count }, () => this.next());
  }

  /** Returns a recent command, or another command with its id. */
  #repeatRecent(): CommandRequest {
    const request = this.#random.pick(this.#recent);
    if (request === undefined) return this.#create();
    if (request.commandId !== undefined && this.#random.percentChance(20))
      return { ...this.#create(), commandId: request.commandId };
    return request;
  }

  #create(): CommandRequest {
    const random = this.#random;
    const collection = random.pick(this.collections) ?? 'sco';
    const count = this.#counts.get(collection) ?? 0;
    this.#counts.set(collection, count + 1);
    this.#count += 1;
    const context: WorkloadContext = {
      random,
      collection,
      era: Math.floor(count / ERA_COMMANDS),
      count: this.#count,
      replay: this.#prediction.getReplay(collection),
    };
    const { stream, name, body } = random.pickWeighted(COMMAND_GENERATORS)(context);
    return {
      name,
      body: { collection, ...body },
      ...(random.percentChance(70) ? { commandId: this.#createCommandId() } : {}),
      ...(random.percentChance(25)
        ? { expectedVersion: this.#pickExpectedVersion(context, stream) }
        : {}),
      ...(random.percentChance(3) ? { dryRun: true } : {}),
    };
  }

  #createCommandId(): string {
    return `${this.#prefix}-${sha256Hex(`${this.seed} ${this.#count}`).slice(0, 8)}-${this.#count}`;
  }

  /** Returns the predicted version, sometimes an older one. */
  #pickExpectedVersion({ random, replay }: WorkloadContext, stream: string): number {
    const version = replay.version(stream);
    return random.percentChance(10) ? Math.max(version - 1, 0) : version;
  }
}
