import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import {
  anchorSubmission,
  parseSubmission,
  formatProblem,
  type SubmissionProblem,
  type SubmissionText,
} from '@rapporteur/drafting';
import { FolderTextStore } from '@rapporteur/platform/text-store';
import { CliError } from './cli-error.ts';
import { EXIT } from '@rapporteur/platform/exit-codes';

/** A command to be sent, and where its fields stand in the file. */
export interface PreparedCommand {
  readonly name: string;
  readonly body: Readonly<Record<string, unknown>>;
  findPosition(field: string): { readonly line: number; readonly column: number };
}

/** A submission whose words were found: what is to be sent. */
export interface PreparedSubmission {
  readonly file: string;
  readonly collection: string;
  readonly commands: readonly PreparedCommand[];
  /** Texts that may be handed on: only those that the submission calls redistributable. */
  readonly texts: readonly SubmissionText[];
}

/** The file as it was read. */
export interface YamlFile {
  readonly file: string;
  readonly yaml: string;
}

/** Reads a file that a person named. @throws CliError where there is none. */
export async function readYaml(path: string, named: string): Promise<YamlFile> {
  try {
    return { file: named, yaml: await readFile(path, 'utf8') };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CliError(EXIT.notFound, `${named} cannot be read: ${reason}.`, null, { cause });
  }
}

/** Finds the words of a submission in its text. @throws CliError with every problem, each with its line. */
export async function prepareSubmission(
  { file, yaml }: YamlFile,
  path: string,
  textFolders: readonly string[],
): Promise<PreparedSubmission> {
  const parsed = parseSubmission(yaml);
  if (!parsed.ok) throw problemsOf(file, parsed.problems);
  const { source, collection } = parsed.submission;
  const text = await findText(source, dirname(path), textFolders);
  const anchored = anchorSubmission(parsed.submission, () => text);
  if (!anchored.ok) throw problemsOf(file, anchored.problems);
  return { file, collection, commands: anchored.commands, texts: anchored.texts };
}

function problemsOf(file: string, problems: readonly SubmissionProblem[]): CliError {
  const lines = problems.map((problem) => `${file}:${formatProblem(problem)} (${problem.code})`);
  const remedy = '`rapporteur help submission` explains how one is written. Nothing was sent.';
  return new CliError(EXIT.usage, lines.join('\n'), remedy);
}

// Beside the submission first; then by its hash in the folders of texts, whatever it is called there.
async function findText(
  { file, sha256 }: { readonly file: string | null; readonly sha256: string | null },
  beside: string,
  folders: readonly string[],
): Promise<string | undefined> {
  if (file !== null) {
    for (const folder of [beside, ...folders]) {
      const bytes = await readFile(resolve(folder, file)).catch(() => undefined);
      if (bytes !== undefined) return decode(bytes);
    }
  }
  if (sha256 === null) return undefined;
  for (const folder of folders) {
    const held = await new FolderTextStore(folder).get(sha256);
    if (held !== undefined) return held.text;
  }
  return undefined;
}

// A byte order mark counts as a character, and what is not UTF-8 is for the anchoring to refuse.
function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
