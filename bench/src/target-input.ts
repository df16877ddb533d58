import { createArchiveInput } from './archive/archive-input.ts';
import { openRecordedInput } from './archive/recorded-input.ts';
import { createSampleBytes, createSampleData, SAMPLE_SETUP_COMMANDS } from './sample.ts';

export interface TargetCommand {
  readonly name: string;
  readonly body: unknown;
}

/** The commands that a target records. */
export interface CommandInput {
  /** The commands to record before all others. */
  readonly setup: readonly TargetCommand[];
  /** Makes the next commands ready, so that their preparation is not measured. */
  prepare(count: number): Promise<void>;
  takeCommand(): TargetCommand;
}

/** The events that a baseline appends: those of one command at a time. */
export interface EventInput {
  prepare(count: number): Promise<void>;
  /** Returns the serialized events of the next command. */
  takeTexts(): readonly string[];
  /** Returns the events of the next command as objects. */
  takeEvents(): readonly TargetEvent[];
}

interface TargetEvent {
  readonly type: string;
  readonly data: Record<string, unknown>;
}

/**
 * The source of the commands and events: the sample of one small fact; an archive of documents; or
 * the events of an archive that another target has recorded in a log.
 */
export type TargetInputConfig =
  | { readonly kind: 'sample' }
  | { readonly kind: 'archive'; readonly documents: number; readonly setupMax?: number }
  | { readonly kind: 'recorded'; readonly logUrl: string };

const SAMPLE_INPUT = createSampleInput();

/** Returns the commands of an input. */
export function createCommandInput(config: TargetInputConfig): CommandInput {
  return config.kind === 'archive' ? createArchiveInput(config) : SAMPLE_INPUT;
}

/** Returns the events of an input. */
export function createEventInput(config: TargetInputConfig): EventInput {
  return config.kind === 'recorded' ? openRecordedInput(config.logUrl) : SAMPLE_INPUT;
}

function createSampleInput(): CommandInput & EventInput {
  let count = 0;
  return {
    setup: SAMPLE_SETUP_COMMANDS,
    prepare: () => Promise.resolve(),
    takeCommand: () => ({
      name: 'RecordMeetingHeld',
      body: { collection: 'sco', ...createSampleData(count++) },
    }),
    takeTexts: () => [createSampleBytes(count++)],
    takeEvents: () => [{ type: 'MeetingHeld', data: createSampleData(count++) }],
  };
}
