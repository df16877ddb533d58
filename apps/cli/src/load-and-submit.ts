import { readCommandFile, resolveTarget } from './command-file.ts';
import type { SendOptions } from './command-answer.ts';
import type { Session } from './session.ts';
import { prepareSubmission, readYaml } from './submission-file.ts';
import { submitFile, type SubmittedFile } from './submit-file.ts';

/** How a file is submitted. */
export interface LoadOptions extends SendOptions {
  /** A folder of texts. */
  readonly texts?: string | undefined;
  /** What was recorded up to here must be found: the position of the file before. */
  readonly after?: string | undefined;
}

/** Reads a file that a person wrote, finds its words, and sends it or asks what would be recorded. */
export async function loadAndSubmit(
  session: Session,
  named: string,
  options: LoadOptions,
): Promise<SubmittedFile> {
  const path = session.path(named);
  const read = await readYaml(path, named);
  const command = readCommandFile(read);
  if (command !== undefined) {
    const body = await resolveTarget(session, command, options.after);
    const only = { name: command.name, body, placeOf: () => ({ line: 1, column: 1 }) };
    const collection = typeof body['collection'] === 'string' ? body['collection'] : '';
    return submitFile(session, { file: named, collection, commands: [only], texts: [] }, options);
  }
  const folders = [
    ...(options.texts === undefined ? [] : [session.path(options.texts)]),
    session.settings.texts,
  ];
  return submitFile(session, await prepareSubmission(read, path, folders), options);
}
