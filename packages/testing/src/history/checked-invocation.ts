import { type Command, COMMANDS, hashCommand } from '@rapporteur/contracts';
import type { ClientResponse, CommandRequest, Invocation } from './history.ts';

/** An invocation with the hash of its command. */
export class CheckedInvocation<R extends ClientResponse = ClientResponse> {
  readonly invocation: Invocation & { readonly response: R };
  readonly hash: string;

  constructor(invocation: Invocation & { readonly response: R }) {
    this.invocation = invocation;
    this.hash = hashCommand(invocation.request.name, invocation.request.body);
  }

  get request(): CommandRequest {
    return this.invocation.request;
  }

  get response(): R {
    return this.invocation.response;
  }

  /**
   * Returns the parsed command, or null if it is malformed. It is not cached: all of them need more
   * memory than the log.
   */
  parseCommand(): Command | null {
    const parsed = COMMANDS.get(this.request.name)?.parse(this.request.body);
    return parsed?.ok === true ? parsed.command : null;
  }

  /** `w-17 (CorrectRecord) of ana` */
  get label(): string {
    const { commandId = this.hash.slice(0, 12), name } = this.request;
    return `${commandId} (${name}) of ${this.invocation.client}`;
  }

  /** Whether the command may be recorded or not. */
  get isIndeterminate(): boolean {
    return (
      this.request.dryRun !== true &&
      (this.response.kind === 'unavailable' || this.response.kind === 'unknown')
    );
  }

  /** Returns whether this invocation may have recorded the command. */
  mayHaveRecorded(commandId: string): boolean {
    return (
      this.isIndeterminate ||
      (this.response.kind === 'recorded' && this.response.commandId === commandId)
    );
  }
}
