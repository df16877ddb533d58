import { setTimeout as sleep } from 'node:timers/promises';
import {
  type ClientResponse,
  type SeededRandom,
  type HistoryRecorder,
  createHttpSubmitter,
  type CommandRequest,
  type Workload,
} from '@rapporteur/testing/history';

/** No answer within so long, and the command hangs: more than the write path's own deadline, twice. */
const ANSWER_TIMEOUT_MS = 75_000;
/** A client that was told no outcome sends the command again, so long. */
const DECIDED_WITHIN_MS = 120_000;
/** How long it may take under any fault until commands are acknowledged again. */
const PROGRESS_WITHIN_MS = 90_000;
const CLIENTS = 12;
const PAUSE_MS = 10;
const POLL_MS = 20;

/** What a load is made of. */
export interface CommandLoadOptions {
  readonly workload: Workload;
  readonly recorder: HistoryRecorder;
  readonly random: SeededRandom;
  /** Where the next attempt goes. */
  readonly target: () => string;
  /** Told of every command that was recorded. */
  readonly onRecorded: (
    client: string,
    answer: Extract<ClientResponse, { readonly kind: 'recorded' }>,
  ) => Promise<void>;
}

/** Clients that send command after command, and each until they are told its outcome. */
export class CommandLoad {
  /** Commands that got no outcome, however often they were sent. */
  readonly hungCommands: CommandRequest[] = [];
  readonly #options: CommandLoadOptions;
  #clients: readonly Promise<void>[] = [];
  #acknowledged = 0;
  #underWay = 0;
  #state: 'running' | 'paused' | 'stopping' = 'running';

  constructor(options: CommandLoadOptions) {
    this.#options = options;
  }

  /** Records what the workload stands on, then lets the clients go. @throws Error where one is not recorded. */
  async start(): Promise<void> {
    const { recorder, target, workload } = this.#options;
    const client = recorder.createClient('opener', (sent) => createHttpSubmitter(target())(sent));
    for (const sent of workload.setupCommands()) {
      const deadline = Date.now() + DECIDED_WITHIN_MS;
      for (
        let answer = await client(sent);
        answer.kind !== 'recorded';
        answer = await client(sent)
      ) {
        if (Date.now() > deadline)
          throw new Error(`${sent.name} was not recorded: ${JSON.stringify(answer)}`);
        await sleep(POLL_MS);
      }
    }
    this.#clients = Array.from({ length: CLIENTS }, (_, n) => this.#run(`client-${n}`));
  }

  /** Waits until so many more commands were recorded. @throws Error where nothing goes on. */
  async waitForRecorded(count: number): Promise<void> {
    const wanted = this.#acknowledged + count;
    const deadline = Date.now() + PROGRESS_WITHIN_MS;
    while (this.#acknowledged < wanted) {
      if (Date.now() > deadline)
        throw new Error(`no progress: ${wanted - this.#acknowledged} of ${count} are missing`);
      await sleep(POLL_MS);
    }
  }

  /** Resolves when no command is under way. */
  async pause(): Promise<void> {
    this.#state = 'paused';
    while (this.#underWay > 0) await sleep(POLL_MS);
  }

  resume(): void {
    this.#state = 'running';
  }

  /** Resolves when every command that was sent has its outcome, or is known to hang. */
  async stop(): Promise<void> {
    this.#state = 'stopping';
    await Promise.all(this.#clients);
  }

  async #run(name: string): Promise<void> {
    const { recorder, workload, target } = this.#options;
    const client = recorder.createClient(name, (sent) =>
      createHttpSubmitter(target(), { timeoutMs: ANSWER_TIMEOUT_MS })(sent),
    );
    while (this.#state !== 'stopping') {
      if (this.#state === 'running') await this.#untilDecided(name, client, workload.next());
      await sleep(PAUSE_MS);
    }
  }

  async #untilDecided(
    name: string,
    client: (sent: CommandRequest) => Promise<ClientResponse>,
    sent: CommandRequest,
  ): Promise<void> {
    this.#underWay += 1;
    await this.#sendOn(name, client, sent);
    this.#underWay -= 1;
  }

  async #sendOn(
    name: string,
    client: (sent: CommandRequest) => Promise<ClientResponse>,
    sent: CommandRequest,
  ): Promise<void> {
    const deadline = Date.now() + DECIDED_WITHIN_MS;
    for (;;) {
      const answer = await client(sent);
      if (answer.kind === 'recorded') {
        this.#acknowledged += 1;
        await this.#options.onRecorded(name, answer);
      }
      if (answer.kind !== 'unavailable' && answer.kind !== 'unknown') return;
      if (Date.now() > deadline) {
        this.hungCommands.push(sent);
        return;
      }
      await sleep(50 + this.#options.random.integerBelow(200));
    }
  }
}
