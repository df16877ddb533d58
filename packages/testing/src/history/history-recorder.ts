import type {
  ClientResponse,
  ClientHistory,
  Invocation,
  ReadInvocation,
  ReadRequest,
  ReadResult,
  CommandRequest,
} from './history.ts';

/** Sends a command and waits for what is answered; rejects where no answer comes. */
export type CommandSubmitter = (sent: CommandRequest) => Promise<ClientResponse>;

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/**
 * Notes what clients ask and what they are told, in the order in which it happens. All clients of a history are noted
 * by one recorder, in one process: that is what makes "answered before the other was asked" a fact.
 */
export class HistoryRecorder {
  readonly #invocations: Mutable<Invocation>[] = [];
  readonly #looks: Mutable<ReadInvocation>[] = [];
  #ticks = 0;

  /** A client that submits in this way. It never throws: an answer that does not come is `unknown`. */
  createClient(
    name: string,
    submit: CommandSubmitter,
  ): (sent: CommandRequest) => Promise<ClientResponse> {
    return async (sent) => {
      const noted = this.#invoke(name, sent);
      try {
        noted.response = await submit(sent);
      } catch (fault) {
        noted.response = {
          kind: 'unknown',
          why: fault instanceof Error ? fault.message : String(fault),
        };
      }
      noted.respondedAt = this.#tick();
      return noted.response;
    };
  }

  /** Makes a read and notes it. Answers what was seen; undefined where it failed. */
  async recordRead(
    createClient: string,
    question: ReadRequest,
    read: () => Promise<ReadResult>,
  ): Promise<ReadResult | undefined> {
    const noted: Mutable<ReadInvocation> = {
      client: createClient,
      request: question,
      invokedAt: this.#tick(),
      respondedAt: null,
      result: null,
    };
    this.#looks.push(noted);
    try {
      noted.result = await read();
    } catch {
      // A read that fails shows nothing, and nothing can be held against it.
      return undefined;
    }
    noted.respondedAt = this.#tick();
    return noted.result;
  }

  /** What was noted so far; whatever is under way has no answer yet. */
  get history(): ClientHistory {
    const copies = <T extends object>(entries: readonly T[]): T[] =>
      entries.map((entry) => ({ ...entry }));
    return { invocations: copies(this.#invocations), reads: copies(this.#looks) };
  }

  #invoke(createClient: string, sent: CommandRequest): Mutable<Invocation> {
    const answer: ClientResponse = { kind: 'unknown', why: 'no answer has come' };
    const noted: Mutable<Invocation> = {
      client: createClient,
      request: sent,
      invokedAt: this.#tick(),
      respondedAt: null,
      response: answer,
    };
    this.#invocations.push(noted);
    return noted;
  }

  #tick(): number {
    this.#ticks += 1;
    return this.#ticks;
  }
}
