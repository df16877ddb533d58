import type { CliSession } from './session.ts';

/** An event as the command API shows it: as recorded, or as it would be. */
interface RecordedEventView {
  readonly id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** An id that the command brings into the record although nearly the same one is there. */
interface SimilarIdView {
  readonly field: string;
  readonly id: string;
  readonly near: string;
}

/** What became of a command. */
export interface CommandApiResult {
  readonly outcome: 'recorded' | 'unchanged' | 'wouldRecord';
  readonly commandId: string;
  /** It was recorded before, and this is the answer it got then. */
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
  /** Who records: an opaque id. */
  readonly actor: string | undefined;
}

/** Sends one command. @throws ProblemAnswered where it is refused */
export async function sendCommand(
  { commandApi: api }: CliSession,
  name: string,
  body: unknown,
  { dryRun, actor }: SendOptions,
): Promise<CommandApiResult> {
  const response = await api.post(`/v1/commands/${name}`, body, {
    ...(dryRun ? { parameters: { dryRun: true } } : {}),
    ...(actor === undefined ? {} : { headers: { 'rapporteur-actor': actor } }),
  });
  return api.readJson<CommandApiResult>(response);
}

/** Whether it changed nothing: it was recorded before, or all that it says stood already. */
export function changedNothing({ outcome, repeated }: CommandApiResult): boolean {
  return outcome === 'unchanged' || repeated;
}
