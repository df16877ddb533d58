import type { SendOptions } from './command-client.ts';
import { parseCommandFile, resolveTarget } from './command-file.ts';
import type { CliSession } from './session.ts';
import { prepareSubmission, readYaml } from './submission-file.ts';
import { submitFile, type SubmittedFile } from './submit-file.ts';

/** How a file is submitted. */
export interface SubmitFileOptions extends SendOptions {
  /** A folder of texts. */
  readonly texts?: string | undefined;
  /** The position of the previous file. Its facts must be found. */
  readonly minPosition?: string | undefined;
}

/** Reads a YAML file with a submission or a command, and sends it. */
export async function submitYamlFile(
  session: CliSession,
  named: string,
  options: SubmitFileOptions,
): Promise<SubmittedFile> {
  const path = session.resolvePath(named);
  const yamlFile = await readYaml(path, named);
  const command = parseCommandFile(yamlFile);
  if (command !== undefined) {
    const body = await resolveTarget(session, command, options.minPosition);
    const prepared = { name: command.name, body, findPosition: () => ({ line: 1, column: 1 }) };
    const collection = typeof body['collection'] === 'string' ? body['collection'] : '';
    const file = { file: named, collection, commands: [prepared], texts: [] };
    return submitFile(session, file, options);
  }

  const folders = [
    ...(options.texts === undefined ? [] : [session.resolvePath(options.texts)]),
    session.settings.texts,
  ];
  return submitFile(session, await prepareSubmission(yamlFile, path, folders), options);
}
