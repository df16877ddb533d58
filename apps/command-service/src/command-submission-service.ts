import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  type CommandOutcome,
  type CommandRuntime,
  type CommandSubmission,
  isParsedSubmission,
  parseCommandSubmission,
} from '@rapporteur/command-runtime';
import {
  COMMAND_RUNTIME,
  type Metrics,
  METRICS_TOKEN,
  TEXT_STORE,
  type TextStore,
} from '@rapporteur/platform';
import { CommandForwarder, type ForwardedResponse } from './command-forwarding.ts';
import { formatOutcomeLabel, measureCommand } from './command-metrics.ts';
import type { CommandTurn } from './command-sequence.ts';
import { checkPassages } from './passage-check.ts';
import { createRecorderCommand } from './recorder-commands.ts';

/** How a command has arrived. */
export interface SubmissionContext {
  /** The command's turn among the commands of its request. */
  readonly turn?: CommandTurn;
  /** True if another instance has forwarded the command: it is not forwarded again. */
  readonly isForwarded?: boolean;
}

/** Parses, checks, orders and measures commands, and executes or forwards them. */
@Injectable()
export class CommandSubmissionService {
  readonly #bus: CommandBus;
  readonly #runtime: CommandRuntime;
  readonly #texts: TextStore;
  readonly #metrics: Metrics;
  readonly #forwarder = new CommandForwarder();

  constructor(
    @Inject(CommandBus) bus: CommandBus,
    @Inject(COMMAND_RUNTIME) runtime: CommandRuntime,
    @Inject(TEXT_STORE) texts: TextStore,
    @Inject(METRICS_TOKEN) metrics: Metrics,
  ) {
    this.#bus = bus;
    this.#runtime = runtime;
    this.#texts = texts;
    this.#metrics = metrics;
  }

  /**
   * Returns the outcome, or the response of the partition's owner. Rejects only with an internal
   * error.
   */
  async submit(
    submission: CommandSubmission,
    context: SubmissionContext = {},
  ): Promise<CommandOutcome | ForwardedResponse> {
    try {
      return await measureCommand(this.#metrics, () => this.#execute(submission, context));
    } finally {
      context.turn?.finish();
    }
  }

  async #execute(
    submission: CommandSubmission,
    { turn, isForwarded = false }: SubmissionContext,
  ): Promise<CommandOutcome | ForwardedResponse> {
    const parsed = parseCommandSubmission(submission);
    if (!isParsedSubmission(parsed)) return parsed;

    const rejections = await checkPassages(parsed.command, this.#texts);
    await turn?.started;

    const forwarded = await this.#forward(submission, parsed.command.collection, isForwarded);
    if (forwarded !== undefined) return forwarded;

    // The bus calls the handler at once, so the order is fixed before the outcome is known.
    const outcome = this.#bus.execute(createRecorderCommand({ ...parsed, rejections }));
    turn?.finish();
    return outcome;
  }

  /** Returns the response of the partition's owner, or undefined if this instance must decide. */
  async #forward(
    submission: CommandSubmission,
    collection: string,
    isForwarded: boolean,
  ): Promise<CommandOutcome | ForwardedResponse | undefined> {
    // Any instance that has read the log can decide a dry run, since it records nothing.
    if (submission.dryRun === true) return undefined;

    await this.#runtime.whenReady();
    const owner = await this.#runtime.findOwner(collection);
    if (owner.kind !== 'other') return undefined;
    if (isForwarded && owner.instance.url !== undefined)
      return { kind: 'unavailable', retryAfterSeconds: 1 };

    const response = await this.#forwarder.forward(owner, submission);
    // If the owner is gone, this instance decides.
    const outcome = response === undefined ? 'ownerGone' : formatOutcomeLabel(response);
    this.#metrics.getRecorders('commands').forwarded.inc({ outcome });
    return response;
  }
}
