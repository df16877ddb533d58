import type { SendOptions } from './command-client.ts';
import { parseCommandFile, resolveTarget } from './command-file.ts';
import type { CliSession } from './session.ts';
import { prepareSubmission, readYaml } from './submission-file.ts';
import { sendPreparedFile, type SubmittedFile } from './send-prepared-file.ts';

/** Options of {@link submitYamlFile}. */
export interface SubmitFileOptions extends SendOptions {
  /** The folder of the source texts; RAPPORTEUR_TEXTS is searched after it. */
  readonly texts?: string | undefined;
  /** The collection of a file that names none; RAPPORTEUR_COLLECTION is used without it. */
  readonly collection?: string | undefined;
  /** The position of the previous file. A correction may target the facts of that file. */
  readonly minPosition?: string | undefined;
}

/** Reads a YAML file with a submission or a command, and sends it. */
export async function submitYamlFile(
  session: CliSession,
  fileName: string,
  options: SubmitFileOptions,
): Promise<SubmittedFile> {
  const path = session.resolvePath(fileName);
  const yamlFile = await readYaml(path, fileName);
  const defaultCollection = options.collection ?? session.settings.collection;
  const command = parseCommandFile(yamlFile, defaultCollection);
  if (command !== undefined) {
    const body = await resolveTarget(session, command, options.minPosition);
    // The server parses the body. Its errors name the fields, so that all have one position.
    const prepared = { name: command.name, body, findPosition: () => ({ line: 1, column: 1 }) };
    const collection = typeof body['collection'] === 'string' ? body['collection'] : '';
    const file = { file: fileName, collection, command: prepared, texts: [] };
    return sendPreparedFile(session, file, options);
  }

  const textFolders = [
    ...(options.texts === undefined ? [] : [session.resolvePath(options.texts)]),
    session.settings.texts,
  ];
  const context = { ...options, path, textFolders, defaultCollection };
  return sendPreparedFile(session, await prepareSubmission(session, yamlFile, context), options);
}
