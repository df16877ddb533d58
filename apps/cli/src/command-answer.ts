import type { Session } from './session.ts';

/** An event as the command API shows it: as recorded, or as it would be. */
interface ShownEvent {
  readonly id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** An id that the command brings into the record although nearly the same one is there. */
interface ShownNearMiss {
  readonly field: string;
  readonly id: string;
  readonly near: string;
}

/** What became of a command. */
export interface CommandAnswer {
  readonly outcome: 'recorded' | 'unchanged' | 'wouldRecord';
  readonly commandId: string;
  /** It was recorded before, and this is the answer it got then. */
  readonly repeated: boolean;
  readonly collection: string;
  readonly version: number | null;
  readonly position: string;
  readonly events: readonly ShownEvent[];
  readonly already: readonly string[] | null;
  readonly nearMisses?: readonly ShownNearMiss[];
}

/** How a command is sent. */
export interface SendOptions {
  readonly dryRun: boolean;
  /** Who records: an opaque id. */
  readonly actor: string | undefined;
}

/** Sends one command. @throws ProblemAnswered where it is refused */
export async function sendCommand(
  { commands: api }: Session,
  name: string,
  body: unknown,
  { dryRun, actor }: SendOptions,
): Promise<CommandAnswer> {
  const response = await api.post(`/v1/commands/${name}`, body, {
    ...(dryRun ? { parameters: { dryRun: true } } : {}),
    ...(actor === undefined ? {} : { headers: { 'rapporteur-actor': actor } }),
  });
  return api.read<CommandAnswer>(response);
}

/** Whether it changed nothing: it was recorded before, or all that it says stood already. */
export function changedNothing({ outcome, repeated }: CommandAnswer): boolean {
  return outcome === 'unchanged' || repeated;
}
