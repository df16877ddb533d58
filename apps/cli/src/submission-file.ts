import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import {
  anchorSubmission,
  formatProblem,
  parseSubmission,
  type SubmissionProblem,
  type SubmissionText,
} from '@rapporteur/drafting';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { FolderTextStore } from '@rapporteur/platform/text-store';
import { CliError, createReadError } from './cli-error.ts';

/** A command to send, and the positions of its fields in the file. */
export interface PreparedCommand {
  readonly name: string;
  readonly body: Readonly<Record<string, unknown>>;
  findPosition(field: string): { readonly line: number; readonly column: number };
}

/** The command of a YAML file, ready to be sent. Every quote has become a passage. */
export interface PreparedFile {
  readonly file: string;
  readonly collection: string;
  readonly command: PreparedCommand;
  /** The texts to send: only those that the submission marks as redistributable. */
  readonly texts: readonly SubmissionText[];
}

/** The text of a file, and its name as the caller wrote it. */
export interface YamlFile {
  readonly file: string;
  readonly yaml: string;
}

/** Reads a file. Throws a CliError with `fileName` if it cannot be read. */
export async function readYaml(path: string, fileName: string): Promise<YamlFile> {
  try {
    return { file: fileName, yaml: await readFile(path, 'utf8') };
  } catch (cause) {
    throw createReadError(fileName, cause);
  }
}

/** Parses a submission and finds its words. Throws a CliError with every problem and its line. */
export async function prepareSubmission(
  { file, yaml }: YamlFile,
  path: string,
  textFolders: readonly string[],
): Promise<PreparedFile> {
  const parsed = parseSubmission(yaml);
  if (!parsed.ok) throw createProblemsError(file, parsed.problems);

  const { source, collection } = parsed.submission;
  const text = await findText(source, dirname(path), textFolders);
  const anchored = anchorSubmission(parsed.submission, () => text);
  if (!anchored.ok) throw createProblemsError(file, anchored.problems);
  return { file, collection, command: anchored.command, texts: anchored.texts };
}

function createProblemsError(file: string, problems: readonly SubmissionProblem[]): CliError {
  const lines = problems.map((problem) => `${file}:${formatProblem(problem)} (${problem.code})`);
  const fix = 'Nothing was sent. `rapporteur help submission` explains the format.';
  return new CliError(EXIT.usage, lines.join('\n'), fix);
}

// A named file is searched beside the submission first. The hash finds a text under any file name.
async function findText(
  { file, sha256 }: { readonly file: string | null; readonly sha256: string | null },
  submissionFolder: string,
  textFolders: readonly string[],
): Promise<string | undefined> {
  if (file !== null) {
    for (const folder of [submissionFolder, ...textFolders]) {
      const bytes = await readFile(resolve(folder, file)).catch(() => undefined);
      if (bytes !== undefined) return decode(bytes);
    }
  }
  if (sha256 === null) return undefined;
  for (const folder of textFolders) {
    const stored = await new FolderTextStore(folder).get(sha256);
    if (stored !== undefined) return stored.text;
  }
  return undefined;
}

// A byte order mark counts as a character. The anchoring rejects text that is not UTF-8.
function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
