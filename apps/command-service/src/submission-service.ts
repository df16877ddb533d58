import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  type CommandOutcome,
  type CommandRuntime,
  type CommandSubmission,
  isParsedSubmission,
  parseSubmission,
} from '@rapporteur/command-runtime';
import {
  COMMAND_RUNTIME,
  type Metrics,
  METRICS_TOKEN,
  TEXT_STORE,
  type TextStore,
} from '@rapporteur/platform';
import { forwardCommand, type ForwardedResponse } from './command-forwarding.ts';
import { formatOutcomeLabel, measureCommand } from './command-metrics.ts';
import type { CommandTurn } from './command-sequence.ts';
import { checkPassages } from './passage-check.ts';
import { createRecorderCommand } from './recorder-commands.ts';

export interface SubmitOptions {
  /** The command's turn among the commands of its request. */
  readonly turn?: CommandTurn;
  /** True if another instance has forwarded the command: it is not forwarded again. */
  readonly isForwarded?: boolean;
}

/** Parses, checks, orders and measures commands, and executes or forwards them. */
@Injectable()
export class SubmissionService {
  readonly #bus: CommandBus;
  readonly #runtime: CommandRuntime;
  readonly #texts: TextStore;
  readonly #metrics: Metrics;

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
    options: SubmitOptions = {},
  ): Promise<CommandOutcome | ForwardedResponse> {
    try {
      return await measureCommand(this.#metrics, () => this.#execute(submission, options));
    } finally {
      options.turn?.finish();
    }
  }

  async #execute(
    submission: CommandSubmission,
    { turn, isForwarded = false }: SubmitOptions,
  ): Promise<CommandOutcome | ForwardedResponse> {
    const parsed = parseSubmission(submission);
    if (!isParsedSubmission(parsed)) return parsed;

    const rejections = await checkPassages(parsed.command, this.#texts);
    await turn?.started;

    const forwarded = await this.#forward(submission, parsed.command.collection, isForwarded);
    if (forwarded !== undefined) return forwarded;

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

    const response = await forwardCommand(owner, submission);
    // If the owner is gone, this instance decides.
    const outcome = response === undefined ? 'ownerGone' : formatOutcomeLabel(response);
    this.#metrics.getRecorders('commands').forwarded.inc({ outcome });
    return response;
  }
}
