import { isCommandFile } from '@rapporteur/drafting';
import type { SendOptions } from './command-client.ts';
import { prepareCommandFile } from './command-file.ts';
import type { CliSession } from './session.ts';
import { prepareSubmission, readYamlInput, resolveYamlPath } from './submission-file.ts';
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
  const path = resolveYamlPath(session, fileName);
  const yamlFile = await readYamlInput(session, fileName);
  const textFolders = [
    ...(options.texts === undefined ? [] : [session.resolvePath(options.texts)]),
    session.settings.texts,
  ];
  const defaultCollection = options.collection ?? session.settings.collection;
  const context = { ...options, path, textFolders, defaultCollection };
  const prepare = isCommandFile(yamlFile.yaml) ? prepareCommandFile : prepareSubmission;
  return sendPreparedFile(session, await prepare(session, yamlFile, context), options);
}
