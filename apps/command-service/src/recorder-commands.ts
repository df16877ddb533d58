import { Command } from '@nestjs/cqrs';
import type { CommandOutcome, ParsedCommandSubmission } from '@rapporteur/command-runtime';
import type { Command as CommandData } from '@rapporteur/contracts';

type DataOfKind<K extends CommandData['kind']> = Extract<CommandData, { readonly kind: K }>;

/** The submission without the command itself: ids, expected version, actor and the like. */
export type CommandMetadata = Omit<ParsedCommandSubmission, 'command'>;

/** A command of a recorder, as it goes over the command bus: plain data, validated. */
export abstract class RecorderCommand<
  D extends CommandData = CommandData,
> extends Command<CommandOutcome> {
  readonly data: D;
  readonly metadata: CommandMetadata;

  constructor(data: D, metadata: CommandMetadata) {
    super();
    this.data = data;
    this.metadata = metadata;
  }
}

/** Records one fact, such as a decision or a registered body. */
export class RecordFactCommand extends RecorderCommand<DataOfKind<'facts'>> {}

/** Records a source document with its bodies and facts. */
export class RecordDocumentCommand extends RecorderCommand<DataOfKind<'facts'>> {}

/** Records a meeting with its delegations and results. */
export class RecordMeetingCommand extends RecorderCommand<DataOfKind<'facts'>> {}

/** Opens a collection with its root body. */
export class OpenCollectionCommand extends RecorderCommand<DataOfKind<'open'>> {}

/** Replaces a value of a recorded fact. */
export class CorrectRecordCommand extends RecorderCommand<DataOfKind<'correct'>> {}

/** Retracts a fact, or every fact of a meeting or document. */
export class RetractRecordCommand extends RecorderCommand<DataOfKind<'retract'>> {}

/** Merges two ids of the same subject. */
export class MergeRecordsCommand extends RecorderCommand<DataOfKind<'merge'>> {}

/** Links a thing to another collection or to an external scheme. */
export class LinkRecordsCommand extends RecorderCommand<DataOfKind<'link'>> {}

/** Resolves a flagged conflict. */
export class ResolveConflictCommand extends RecorderCommand<DataOfKind<'resolve'>> {}

/** Makes a projection skip the events of a parked command. */
export class SkipProjectionCommand extends RecorderCommand<DataOfKind<'skip'>> {}

/** Creates the command for the command bus. */
export function createRecorderCommand({
  command: data,
  ...metadata
}: ParsedCommandSubmission): RecorderCommand {
  switch (data.kind) {
    case 'facts':
      if (data.name === 'RecordDocument') return new RecordDocumentCommand(data, metadata);
      if (data.name === 'RecordMeeting') return new RecordMeetingCommand(data, metadata);
      return new RecordFactCommand(data, metadata);
    case 'open':
      return new OpenCollectionCommand(data, metadata);
    case 'correct':
      return new CorrectRecordCommand(data, metadata);
    case 'retract':
      return new RetractRecordCommand(data, metadata);
    case 'merge':
      return new MergeRecordsCommand(data, metadata);
    case 'link':
      return new LinkRecordsCommand(data, metadata);
    case 'resolve':
      return new ResolveConflictCommand(data, metadata);
    case 'skip':
      return new SkipProjectionCommand(data, metadata);
  }
}
