import { partitionOf } from '@rapporteur/event-log';
import { SeededRandom } from './seeded-random.ts';
import type { CheckInput } from './check-input.ts';
import type { ClientResponse, Invocation, ReadInvocation, CommandRequest } from './history.ts';
import { SerialService } from './serial-service.ts';
import { Workload } from './workload.ts';

/** What a sample history is made from. */
export interface SampleHistoryOptions {
  readonly seed: number;
  readonly commands: number;
  readonly clients?: number;
  readonly partitions?: number;
}

/** A collection is shown whole up to so many events. */
const WHOLE_EVENTS_MAX = 300;

type MutableInvocation<T> = { -readonly [Key in keyof T]: T[Key] };
type PendingInvocation = {
  readonly noted: MutableInvocation<Invocation>;
  readonly told: ClientResponse | undefined;
};

const NOT_YET: ClientResponse = { kind: 'unknown', why: 'no answer has come' };
const LOST: ClientResponse = { kind: 'unknown', why: 'the answer was lost' };

/** A correct history: clients who overlap, requests and answers that get lost and are sent again, writers that change. */
class SampleHistoryBuilder {
  readonly #dice: SeededRandom;
  readonly #service: SerialService;
  readonly #workload: Workload;
  readonly #invocations: MutableInvocation<Invocation>[] = [];
  readonly #looks: ReadInvocation[] = [];
  readonly #clients: (PendingInvocation | undefined)[];
  readonly #resend: CommandRequest[] = [];
  #ticks = 0;

  constructor({ seed, clients = 6, partitions = 1 }: SampleHistoryOptions) {
    this.#dice = new SeededRandom(seed + 1);
    this.#service = new SerialService(partitions);
    this.#workload = new Workload({ seed, partitions });
    this.#clients = Array.from({ length: clients }, () => undefined);
  }

  run(commands: number): CheckInput {
    for (const sent of this.#workload.setupCommands())
      this.#answer(this.#serve(this.#invoke(0, sent)));
    for (let left = commands; left > 0;) {
      const client = this.#dice.integerBelow(this.#clients.length);
      const under = this.#clients[client];
      if (under === undefined) {
        left -= 1;
        this.#clients[client] = this.#invoke(client, this.#resend.shift() ?? this.#workload.next());
      } else this.#clients[client] = this.#advance(under);
      if (this.#dice.percentChance(1))
        this.#service.takeOver(this.#dice.integerBelow(this.#service.log.length));
      if (this.#dice.percentChance(3)) this.#look(client);
    }
    return {
      history: { invocations: this.#invocations, reads: this.#looks },
      log: this.#service.log,
    };
  }

  #tick(): number {
    this.#ticks += 1;
    return this.#ticks;
  }

  #invoke(client: number, sent: CommandRequest): PendingInvocation {
    const noted = {
      client: `client-${client}`,
      request: sent,
      invokedAt: this.#tick(),
      respondedAt: null,
      response: NOT_YET,
    };
    this.#invocations.push(noted);
    return { noted, told: undefined };
  }

  #advance(under: PendingInvocation): PendingInvocation | undefined {
    if (under.told === undefined) {
      if (!this.#dice.percentChance(3)) return this.#serve(under);
      // The request is lost on its way.
      this.#lose(under);
    } else if (this.#dice.percentChance(5)) this.#lose(under);
    else this.#answer(under);
    return undefined;
  }

  #serve({ noted }: PendingInvocation): PendingInvocation {
    return { noted, told: this.#service.submit(noted.request) };
  }

  #answer({ noted, told }: PendingInvocation): void {
    noted.response = told ?? NOT_YET;
    noted.respondedAt = this.#tick();
  }

  #lose({ noted }: PendingInvocation): void {
    noted.response = LOST;
    noted.respondedAt = this.#tick();
    if (this.#dice.percentChance(60)) this.#resend.push(noted.request);
  }

  #look(client: number): void {
    const collection = this.#dice.pick(this.#workload.collections) ?? '';
    const ids = this.#service.getReplay(collection).events();
    // To show a long collection whole again and again would take more memory than the log itself.
    const isWhole = this.#dice.percentChance(50) && ids.length < WHOLE_EVENTS_MAX;
    const recent =
      this.#service.log[partitionOf(collection, this.#service.log.length)]?.slice(-20) ?? [];
    const stream = isWhole ? undefined : this.#dice.pick(recent)?.subject;
    const invokedAt = this.#tick();
    const seen = this.#service.read(collection, stream);
    const asksFor = this.#dice.percentChance(50) ? { position: seen.position } : { fresh: true };
    const question = { collection, stream, ...asksFor };
    this.#looks.push({
      client: `client-${client}`,
      request: question,
      invokedAt,
      respondedAt: this.#tick(),
      result: seen,
    });
  }
}

/** A correct history of so many commands, the same for the same seed. */
export function createSampleHistory(options: SampleHistoryOptions): CheckInput {
  return new SampleHistoryBuilder(options).run(options.commands);
}
