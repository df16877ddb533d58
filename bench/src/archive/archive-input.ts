import type { CommandInput, TargetCommand } from '../target-input.ts';
import { createArchiveSetup, generateDocuments } from './archive-documents.ts';

/** Returns an input of documents. `setupMax` limits the setup, for a target that is opened again. */
export function createArchiveInput(options: {
  readonly documents: number;
  readonly setupMax?: number;
}): CommandInput {
  const documents = generateDocuments(options);
  const ready: TargetCommand[] = [];
  return {
    setup: createArchiveSetup().slice(0, options.setupMax),
    prepare(count) {
      for (let n = 0; n < count; n++) {
        const next = documents.next();
        if (next.done !== true) ready.push(next.value);
      }
      return Promise.resolve();
    },
    takeCommand() {
      const command = ready.shift();
      if (command === undefined) throw new Error('No document is ready.');
      return command;
    },
  };
}
