import { setTimeout as sleep } from 'node:timers/promises';
import { waitUntil } from '@rapporteur/testing';
import {
  type CommandRequest,
  type CommandSubmitter,
  createHttpSubmitter,
  type HistoryRecorder,
  type RecordedResponse,
  type SeededRandom,
  type Workload,
} from '@rapporteur/testing/history';

/** The time limit for one response: more than twice the write path's own deadline. */
const RESPONSE_TIMEOUT_MS = 75_000;
/** The time in which a client repeats a command without an outcome. After it, the command hangs. */
const OUTCOME_TIMEOUT_MS = 120_000;
/** The time limit until commands are acknowledged again under any fault. */
const PROGRESS_TIMEOUT_MS = 90_000;
const CLIENTS = 12;
const PAUSE_MS = 10;

/** Options of {@link CommandLoad}. */
export interface CommandLoadOptions {
  readonly workload: Workload;
  readonly recorder: HistoryRecorder;
  readonly random: SeededRandom;
  /** Returns the URL for the next request. */
  readonly chooseUrl: () => string;
  /** Called for every acknowledged command. */
  readonly onRecorded: (client: string, response: RecordedResponse) => Promise<void>;
}

/** Clients that send commands continuously, and repeat each until they get its outcome. */
export class CommandLoad {
  /** Commands that got no outcome in time. */
  readonly hungCommands: CommandRequest[] = [];
  readonly #options: CommandLoadOptions;
  #clients: readonly Promise<void>[] = [];
  #acknowledgedCount = 0;
  #pendingCount = 0;
  #state: 'running' | 'paused' | 'stopping' = 'running';

  constructor(options: CommandLoadOptions) {
    this.#options = options;
  }

  /**
   * Records the setup commands, then starts the clients. Rejects if a setup command is not
   * recorded.
   */
  async start(): Promise<void> {
    const { recorder, chooseUrl, workload } = this.#options;
    const submit = recorder.createClient('setup', (request) =>
      createHttpSubmitter(chooseUrl())(request),
    );

    for (const request of workload.setupCommands()) {
      let lastResponse = '';
      const isRecorded = async (): Promise<boolean> => {
        const response = await submit(request);
        lastResponse = JSON.stringify(response);
        return response.kind === 'recorded';
      };
      await waitUntil(isRecorded, {
        condition: `${request.name} is recorded`,
        timeoutMs: OUTCOME_TIMEOUT_MS,
        describeState: () => lastResponse,
      });
    }
    this.#clients = Array.from({ length: CLIENTS }, (_, n) => this.#run(`client-${n}`));
  }

  /** Waits until more commands are acknowledged. Rejects if that takes too long. */
  async waitForRecorded(count: number): Promise<void> {
    const wanted = this.#acknowledgedCount + count;
    await waitUntil(() => this.#acknowledgedCount >= wanted, {
      condition: `${count} more commands are recorded`,
      timeoutMs: PROGRESS_TIMEOUT_MS,
      describeState: () => `Missing: ${wanted - this.#acknowledgedCount}.`,
    });
  }

  /** Resolves when no command is pending, or when the load resumes. */
  async pause(): Promise<void> {
    this.#state = 'paused';
    while (this.#state === 'paused' && this.#pendingCount > 0) await sleep(PAUSE_MS);
  }

  resume(): void {
    this.#state = 'running';
  }

  /** Resolves when every command has its outcome or hangs. */
  async stop(): Promise<void> {
    this.#state = 'stopping';
    await Promise.all(this.#clients);
  }

  async #run(client: string): Promise<void> {
    const { recorder, workload, chooseUrl } = this.#options;
    const submit = recorder.createClient(client, (request) =>
      createHttpSubmitter(chooseUrl(), { timeoutMs: RESPONSE_TIMEOUT_MS })(request),
    );

    while (this.#state !== 'stopping') {
      if (this.#state === 'running') {
        this.#pendingCount += 1;
        await this.#sendUntilDecided(client, submit, workload.next());
        this.#pendingCount -= 1;
      }
      await sleep(PAUSE_MS);
    }
  }

  async #sendUntilDecided(
    client: string,
    submit: CommandSubmitter,
    request: CommandRequest,
  ): Promise<void> {
    const deadline = Date.now() + OUTCOME_TIMEOUT_MS;
    for (;;) {
      const response = await submit(request);
      if (response.kind === 'recorded') {
        this.#acknowledgedCount += 1;
        await this.#options.onRecorded(client, response);
      }
      if (response.kind !== 'unavailable' && response.kind !== 'unknown') return;

      if (Date.now() > deadline) {
        this.hungCommands.push(request);
        return;
      }
      await sleep(50 + this.#options.random.integerBelow(200));
    }
  }
}
