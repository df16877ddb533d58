import { z } from 'zod';
import type { CliSession } from './session.ts';

/** A later release may add members. */
const CommandApiResultSchema = z.looseObject({
  outcome: z.enum(['recorded', 'unchanged', 'wouldRecord']),
  commandId: z.string(),
  /** True: the command was recorded before, and this is its first response. */
  repeated: z.boolean(),
  collection: z.string(),
  version: z.int().nullable(),
  position: z.string(),
  events: z.array(
    z.looseObject({
      id: z.string(),
      type: z.string(),
      data: z.record(z.string(), z.unknown()),
    }),
  ),
  already: z.array(z.string()).nullable(),
  /** The new ids of the command that are similar to known ones. */
  nearMisses: z
    .array(z.looseObject({ field: z.string(), id: z.string(), near: z.string() }))
    .optional(),
});

/** The response to a command. */
export type CommandApiResult = z.output<typeof CommandApiResultSchema>;

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
  return commandApi.readJson(response, CommandApiResultSchema);
}

/** Returns true if the command or all of its facts were recorded before. */
export function changedNothing({ outcome, repeated }: CommandApiResult): boolean {
  return outcome === 'unchanged' || repeated;
}
