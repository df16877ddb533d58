import type { CliSession } from './session.ts';

/** An event in the response of the command API. */
interface RecordedEventView {
  readonly id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A new id of the command that is similar to a known one. */
interface SimilarIdView {
  readonly field: string;
  readonly id: string;
  readonly near: string;
}

/** The response to a command. */
export interface CommandApiResult {
  readonly outcome: 'recorded' | 'unchanged' | 'wouldRecord';
  readonly commandId: string;
  /** True: the command was recorded before, and this is its first response. */
  readonly repeated: boolean;
  readonly collection: string;
  readonly version: number | null;
  readonly position: string;
  readonly events: readonly RecordedEventView[];
  readonly already: readonly string[] | null;
  readonly nearMisses?: readonly SimilarIdView[];
}

/** How a command is sent. */
export interface SendOptions {
  readonly dryRun: boolean;
  /** An opaque id of the person who records. */
  readonly actor: string | undefined;
}

/** Returns the parameters and headers for the options. */
export function buildSendRequest({ dryRun, actor }: SendOptions) {
  return {
    parameters: dryRun ? { dryRun: true } : {},
    headers: actor === undefined ? {} : { 'rapporteur-actor': actor },
  };
}

/** Sends one command. Throws an ApiProblemError if it is rejected. */
export async function sendCommand(
  { commandApi }: CliSession,
  name: string,
  body: unknown,
  options: SendOptions,
): Promise<CommandApiResult> {
  const path = `/v1/commands/${name}`;
  const response = await commandApi.post(path, body, buildSendRequest(options));
  return commandApi.readJson<CommandApiResult>(response);
}

/** Returns true if the command or all of its facts were recorded before. */
export function changedNothing({ outcome, repeated }: CommandApiResult): boolean {
  return outcome === 'unchanged' || repeated;
}
