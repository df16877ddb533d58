import { parseCommandFile, resolveTarget } from './command-file.ts';
import type { SendOptions } from './command-client.ts';
import type { CliSession } from './session.ts';
import { prepareSubmission, readYaml } from './submission-file.ts';
import { submitFile, type SubmittedFile } from './submit-file.ts';

/** How a file is submitted. */
export interface SubmitFileOptions extends SendOptions {
  /** A folder of texts. */
  readonly texts?: string | undefined;
  /** What was recorded up to here must be found: the position of the file before. */
  readonly minPosition?: string | undefined;
}

/** Reads a file that a person wrote, finds its words, and sends it or asks what would be recorded. */
export async function loadAndSubmit(
  session: CliSession,
  named: string,
  options: SubmitFileOptions,
): Promise<SubmittedFile> {
  const path = session.resolvePath(named);
  const read = await readYaml(path, named);
  const command = parseCommandFile(read);
  if (command !== undefined) {
    const body = await resolveTarget(session, command, options.minPosition);
    const only = { name: command.name, body, findPosition: () => ({ line: 1, column: 1 }) };
    const collection = typeof body['collection'] === 'string' ? body['collection'] : '';
    return submitFile(session, { file: named, collection, commands: [only], texts: [] }, options);
  }
  const folders = [
    ...(options.texts === undefined ? [] : [session.resolvePath(options.texts)]),
    session.settings.texts,
  ];
  return submitFile(session, await prepareSubmission(read, path, folders), options);
}
