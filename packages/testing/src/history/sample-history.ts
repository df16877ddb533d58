import { computePartition } from '@rapporteur/event-log';
import type { CheckInput } from './check-input.ts';
import type { ClientResponse, CommandRequest, Invocation, ReadInvocation } from './history.ts';
import type { Mutable } from './history-recorder.ts';
import { SeededRandom } from './seeded-random.ts';
import { SerialService } from './serial-service.ts';
import { Workload } from './workload.ts';

/** Options of {@link createSampleHistory}. */
export interface SampleHistoryOptions {
  readonly seed: number;
  readonly commands: number;
  readonly clients?: number;
  readonly partitions?: number;
}

/** A read of a whole collection returns at most this number of events. */
const COLLECTION_EVENTS_MAX = 300;

interface PendingInvocation {
  readonly invocation: Mutable<Invocation>;
  /** The response that the service has already sent. */
  readonly response: ClientResponse | undefined;
}

const NO_RESPONSE: ClientResponse = { kind: 'unknown', why: 'no response yet' };
const LOST: ClientResponse = { kind: 'unknown', why: 'the response was lost' };

/** Simulates concurrent clients, lost requests and responses, retries, and changing writers. */
class SampleHistoryBuilder {
  readonly #random: SeededRandom;
  readonly #service: SerialService;
  readonly #workload: Workload;
  readonly #invocations: Mutable<Invocation>[] = [];
  readonly #reads: ReadInvocation[] = [];
  readonly #clients: (PendingInvocation | undefined)[];
  readonly #retries: CommandRequest[] = [];
  #ticks = 0;

  constructor({ seed, clients = 6, partitions = 1 }: SampleHistoryOptions) {
    this.#random = new SeededRandom(seed + 1);
    this.#service = new SerialService(partitions);
    this.#workload = new Workload({ seed, partitions });
    this.#clients = Array.from({ length: clients }, () => undefined);
  }

  run(commands: number): CheckInput {
    for (const request of this.#workload.setupCommands())
      this.#respond(this.#process(this.#invoke(0, request)));

    for (let remaining = commands; remaining > 0;) {
      const client = this.#random.integerBelow(this.#clients.length);
      const pending = this.#clients[client];
      if (pending === undefined) {
        remaining -= 1;
        const request = this.#retries.shift() ?? this.#workload.next();
        this.#clients[client] = this.#invoke(client, request);
      } else this.#clients[client] = this.#advance(pending);

      if (this.#random.percentChance(1))
        this.#service.takeOver(this.#random.integerBelow(this.#service.log.length));
      if (this.#random.percentChance(3)) this.#read(client);
    }

    const history = { invocations: this.#invocations, reads: this.#reads };
    return { history, log: this.#service.log };
  }

  #tick(): number {
    this.#ticks += 1;
    return this.#ticks;
  }

  #invoke(client: number, request: CommandRequest): PendingInvocation {
    const invocation = {
      client: `client-${client}`,
      request,
      invokedAt: this.#tick(),
      respondedAt: null,
      response: NO_RESPONSE,
    };
    this.#invocations.push(invocation);
    return { invocation, response: undefined };
  }

  #advance(pending: PendingInvocation): PendingInvocation | undefined {
    if (pending.response === undefined) {
      if (!this.#random.percentChance(3)) return this.#process(pending);
      // The request is lost.
      this.#lose(pending);
    } else if (this.#random.percentChance(5)) this.#lose(pending);
    else this.#respond(pending);
    return undefined;
  }

  #process({ invocation }: PendingInvocation): PendingInvocation {
    return { invocation, response: this.#service.submit(invocation.request) };
  }

  #respond({ invocation, response }: PendingInvocation): void {
    invocation.response = response ?? NO_RESPONSE;
    invocation.respondedAt = this.#tick();
  }

  #lose({ invocation }: PendingInvocation): void {
    invocation.response = LOST;
    invocation.respondedAt = this.#tick();
    if (this.#random.percentChance(60)) this.#retries.push(invocation.request);
  }

  #read(client: number): void {
    const collection = this.#random.pick(this.#workload.collections) ?? '';
    const ids = this.#service.getReplay(collection).events();
    // Many reads of a whole long collection would need more memory than the log.
    const isWhole = this.#random.percentChance(50) && ids.length < COLLECTION_EVENTS_MAX;
    const { log } = this.#service;
    const recent = log[computePartition(collection, log.length)]?.slice(-20) ?? [];
    const stream = isWhole ? undefined : this.#random.pick(recent)?.subject;

    const invokedAt = this.#tick();
    const result = this.#service.read(collection, stream);
    const requirement = this.#random.percentChance(50)
      ? { position: result.position }
      : { fresh: true };
    this.#reads.push({
      client: `client-${client}`,
      request: { collection, stream, ...requirement },
      invokedAt,
      respondedAt: this.#tick(),
      result,
    });
  }
}

/** Returns a correct history with this number of commands. The same seed gives the same history. */
export function createSampleHistory(options: SampleHistoryOptions): CheckInput {
  return new SampleHistoryBuilder(options).run(options.commands);
}
