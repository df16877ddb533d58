import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  type CommandRuntime,
  isParsedSubmission,
  type CommandOutcome,
  parseSubmission,
  type CommandSubmission,
} from '@rapporteur/command-runtime';
import {
  COMMAND_RUNTIME,
  type Metrics,
  METRICS_TOKEN,
  TEXT_STORE,
  type TextStore,
} from '@rapporteur/platform';
import { measureCommand } from './command-metrics.ts';
import { type ForwardedResponse, forwardCommand } from './command-forwarding.ts';
import { checkPassages } from './passage-check.ts';

/** A command as it came in, on its way over the bus. */
export class SubmitCommand extends Command<CommandOutcome | ForwardedResponse> {
  readonly submission: CommandSubmission;
  /** Another instance passed it on to us: it goes no further. */
  readonly isForwarded: boolean;
  /** Resolves when the command before this one was handed over to be decided; it never rejects. */
  readonly turn: Promise<void>;
  readonly #handedOver = Promise.withResolvers<void>();

  constructor(
    submission: CommandSubmission,
    turn: Promise<void> = Promise.resolve(),
    wasPassedOn = false,
  ) {
    super();
    this.isForwarded = wasPassedOn;
    this.submission = submission;
    this.turn = turn;
  }

  /** Resolves when this command and those before it were handed over to be decided, or never will be. */
  get handedOver(): Promise<void> {
    return this.turn.then(() => this.#handedOver.promise);
  }

  handOver(): void {
    this.#handedOver.resolve();
  }
}

/** Reads a command, holds its passages against the texts held here, and has it decided and recorded. */
@CommandHandler(SubmitCommand)
export class SubmitCommandHandler implements ICommandHandler<SubmitCommand> {
  readonly #runtime: CommandRuntime;
  readonly #texts: TextStore;
  readonly #metrics: Metrics;

  constructor(
    @Inject(COMMAND_RUNTIME) runtime: CommandRuntime,
    @Inject(TEXT_STORE) texts: TextStore,
    @Inject(METRICS_TOKEN) metrics: Metrics,
  ) {
    this.#runtime = runtime;
    this.#texts = texts;
    this.#metrics = metrics;
  }

  async execute(command: SubmitCommand): Promise<CommandOutcome | ForwardedResponse> {
    try {
      return await measureCommand(this.#metrics, () => this.#decided(command));
    } finally {
      command.handOver();
    }
  }

  async #decided(command: SubmitCommand): Promise<CommandOutcome | ForwardedResponse> {
    const read = parseSubmission(command.submission);
    if (!isParsedSubmission(read)) return read;
    // Looking passages up takes longer for one command than for another, and must not change their order.
    const objections = await checkPassages(read.command, this.#texts);
    await command.turn;
    const elsewhere = await this.#elsewhere(command, read.command.collection);
    if (elsewhere !== undefined) return elsewhere;
    const outcome = this.#runtime.submitParsed({ ...read, rejections: objections });
    command.handOver();
    return outcome;
  }

  /** What the owner of the partition answers, if that is another instance; undefined: it is for us to decide. */
  async #elsewhere(
    { submission, isForwarded: wasPassedOn }: SubmitCommand,
    collection: string,
  ): Promise<CommandOutcome | ForwardedResponse | undefined> {
    // A dry run is decided by whoever has read the log: nothing comes of it.
    if (submission.dryRun === true) return undefined;
    await this.#runtime.whenReady();
    const owner = await this.#runtime.findOwner(collection);
    if (owner.kind !== 'other') return undefined;
    if (wasPassedOn && owner.owner.url !== undefined)
      return { kind: 'unavailable', retryAfterSeconds: 1 };
    const reply = await forwardCommand(owner, submission);
    // Where the owner is gone, the command is decided here after all.
    this.#metrics.getRecorders('commands').forwarded.inc({ outcome: reply?.kind ?? 'ownerGone' });
    return reply;
  }
}
