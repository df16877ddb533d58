import { Inject, type Type } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandOutcome, CommandRuntime } from '@rapporteur/command-runtime';
import { COMMAND_RUNTIME } from '@rapporteur/platform';
import {
  type RecorderCommand,
  CorrectRecordCommand,
  LinkRecordsCommand,
  MergeRecordsCommand,
  OpenCollectionCommand,
  RecordDocumentCommand,
  RecordFactCommand,
  RecordMeetingCommand,
  ResolveConflictCommand,
  RetractRecordCommand,
  SkipProjectionCommand,
} from './recorder-commands.ts';

/**
 * Submits a command to the runtime. All kinds share it: the domain decides how they differ. It
 * submits synchronously, so that commands are decided in the order of their execution.
 */
abstract class RecorderCommandHandler {
  readonly #runtime: CommandRuntime;

  constructor(@Inject(COMMAND_RUNTIME) runtime: CommandRuntime) {
    this.#runtime = runtime;
  }

  execute({ data, metadata }: RecorderCommand): Promise<CommandOutcome> {
    return this.#runtime.submitParsed({ ...metadata, command: data });
  }
}

@CommandHandler(RecordFactCommand)
class RecordFactHandler
  extends RecorderCommandHandler
  implements ICommandHandler<RecordFactCommand> {}

@CommandHandler(RecordDocumentCommand)
class RecordDocumentHandler
  extends RecorderCommandHandler
  implements ICommandHandler<RecordDocumentCommand> {}

@CommandHandler(RecordMeetingCommand)
class RecordMeetingHandler
  extends RecorderCommandHandler
  implements ICommandHandler<RecordMeetingCommand> {}

@CommandHandler(OpenCollectionCommand)
class OpenCollectionHandler
  extends RecorderCommandHandler
  implements ICommandHandler<OpenCollectionCommand> {}

@CommandHandler(CorrectRecordCommand)
class CorrectRecordHandler
  extends RecorderCommandHandler
  implements ICommandHandler<CorrectRecordCommand> {}

@CommandHandler(RetractRecordCommand)
class RetractRecordHandler
  extends RecorderCommandHandler
  implements ICommandHandler<RetractRecordCommand> {}

@CommandHandler(MergeRecordsCommand)
class MergeRecordsHandler
  extends RecorderCommandHandler
  implements ICommandHandler<MergeRecordsCommand> {}

@CommandHandler(LinkRecordsCommand)
class LinkRecordsHandler
  extends RecorderCommandHandler
  implements ICommandHandler<LinkRecordsCommand> {}

@CommandHandler(ResolveConflictCommand)
class ResolveConflictHandler
  extends RecorderCommandHandler
  implements ICommandHandler<ResolveConflictCommand> {}

@CommandHandler(SkipProjectionCommand)
class SkipProjectionHandler
  extends RecorderCommandHandler
  implements ICommandHandler<SkipProjectionCommand> {}

/** The handlers as providers of the module. */
export const RECORDER_COMMAND_HANDLERS: readonly Type<ICommandHandler>[] = [
  RecordFactHandler,
  RecordDocumentHandler,
  RecordMeetingHandler,
  OpenCollectionHandler,
  CorrectRecordHandler,
  RetractRecordHandler,
  MergeRecordsHandler,
  LinkRecordsHandler,
  ResolveConflictHandler,
  SkipProjectionHandler,
];
