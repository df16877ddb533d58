import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  type CommandRuntime,
  isRead,
  type Outcome,
  readSubmission,
  type Submission,
} from '@rapporteur/command-runtime';
import { COMMAND_RUNTIME, TEXT_STORE, type TextStore } from '@rapporteur/platform';
import { passageObjections } from './passage-objections.ts';

/** A command as it came in, on its way over the bus. */
export class SubmitCommand extends Command<Outcome> {
  readonly submission: Submission;

  constructor(submission: Submission) {
    super();
    this.submission = submission;
  }
}

/** Reads a command, holds its passages against the texts held here, and has it decided and recorded. */
@CommandHandler(SubmitCommand)
export class SubmitCommandHandler implements ICommandHandler<SubmitCommand> {
  readonly #runtime: CommandRuntime;
  readonly #texts: TextStore;

  constructor(@Inject(COMMAND_RUNTIME) runtime: CommandRuntime, @Inject(TEXT_STORE) texts: TextStore) {
    this.#runtime = runtime;
    this.#texts = texts;
  }

  async execute({ submission }: SubmitCommand): Promise<Outcome> {
    const read = readSubmission(submission);
    if (!isRead(read)) return read;
    const objections = await passageObjections(read.command, this.#texts);
    return this.#runtime.submitRead({ ...read, objections });
  }
}
