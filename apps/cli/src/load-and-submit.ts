import { readCommandFile, resolveTarget } from './command-file.ts';
import type { Session } from './session.ts';
import { prepareSubmission, readYaml } from './submission-file.ts';
import { submitFile, type SubmittedFile } from './submit-file.ts';

/** Reads a file that a person wrote, finds its words, and sends it or asks what would be recorded. */
export async function loadAndSubmit(
  session: Session,
  named: string,
  options: { readonly dryRun: boolean; readonly actor: string | undefined; readonly texts?: string | undefined },
): Promise<SubmittedFile> {
  const path = session.path(named);
  const read = await readYaml(path, named);
  const command = readCommandFile(read);
  if (command !== undefined) {
    const body = await resolveTarget(session, command);
    const only = { name: command.name, body, placeOf: () => ({ line: 1, column: 1 }) };
    const collection = typeof body['collection'] === 'string' ? body['collection'] : '';
    return submitFile(session, { file: named, collection, commands: [only], texts: [] }, options);
  }
  const folders = [...(options.texts === undefined ? [] : [session.path(options.texts)]), session.settings.texts];
  return submitFile(session, await prepareSubmission(read, path, folders), options);
}
