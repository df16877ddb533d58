import type {
  ClientHistory,
  ClientResponse,
  CommandRequest,
  Invocation,
  ReadInvocation,
  ReadRequest,
  ReadResult,
} from './history.ts';

/** Sends a command and returns its response. It rejects if no response arrives. */
export type CommandSubmitter = (request: CommandRequest) => Promise<ClientResponse>;

/** The type without `readonly`, for a value that is still being filled in. */
export type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/**
 * Records the requests and responses of clients in the order in which they happen. All clients of a
 * history use one recorder in one process. Therefore "responded before the other was sent" is a
 * fact.
 */
export class HistoryRecorder {
  readonly #invocations: Mutable<Invocation>[] = [];
  readonly #reads: Mutable<ReadInvocation>[] = [];
  #ticks = 0;

  /** Returns a submitter that records. It never rejects: a missing response becomes `unknown`. */
  createClient(name: string, submit: CommandSubmitter): CommandSubmitter {
    return async (request) => {
      const invocation = this.#recordInvocation(name, request);
      try {
        invocation.response = await submit(request);
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        invocation.response = { kind: 'unknown', why };
      }
      invocation.respondedAt = this.#tick();
      return invocation.response;
    };
  }

  /** Performs and records a read. Returns its result; undefined if the read failed. */
  async recordRead(
    client: string,
    request: ReadRequest,
    read: () => Promise<ReadResult>,
  ): Promise<ReadResult | undefined> {
    const invocation: Mutable<ReadInvocation> = {
      client,
      request,
      invokedAt: this.#tick(),
      respondedAt: null,
      result: null,
    };
    this.#reads.push(invocation);

    try {
      invocation.result = await read();
    } catch {
      // A failed read has no result, so there is nothing to check.
      return undefined;
    }
    invocation.respondedAt = this.#tick();
    return invocation.result;
  }

  /** A copy of the history so far. Pending invocations have no response. */
  get history(): ClientHistory {
    return {
      invocations: this.#invocations.map((invocation) => ({ ...invocation })),
      reads: this.#reads.map((read) => ({ ...read })),
    };
  }

  #recordInvocation(client: string, request: CommandRequest): Mutable<Invocation> {
    const invocation: Mutable<Invocation> = {
      client,
      request,
      invokedAt: this.#tick(),
      respondedAt: null,
      response: { kind: 'unknown', why: 'no response yet' },
    };
    this.#invocations.push(invocation);
    return invocation;
  }

  #tick(): number {
    this.#ticks += 1;
    return this.#ticks;
  }
}
