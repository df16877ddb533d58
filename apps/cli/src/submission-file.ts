import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { text as readText } from 'node:stream/consumers';
import {
  anchorIncomplete,
  anchorSubmission,
  parseSubmission,
  type SubmissionParseResult,
  type SubmissionText,
} from '@rapporteur/drafting';
import { FolderTextStore } from '@rapporteur/platform/text-store';
import { createReadError } from './cli-error.ts';
import type { SendOptions } from './command-client.ts';
import { fetchActors } from './known-actors.ts';
import type { CliSession } from './session.ts';
import { SubmissionReport } from './submission-report.ts';

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

/** The name of the standard input on the command line. */
const STANDARD_INPUT = '-';

/** The file to read, and the input that the name `-` means. */
interface YamlInput {
  readonly resolvePath: (named: string) => string;
  readonly terminal: { readonly in: Readable };
}

/**
 * Returns the path of a named file. The standard input counts as a file in the folder of the
 * caller.
 */
export function resolveYamlPath({ resolvePath }: YamlInput, fileName: string): string {
  return resolvePath(fileName === STANDARD_INPUT ? 'standard-input.yaml' : fileName);
}

/** Reads a named file, or the standard input. Throws a CliError if it cannot be read. */
export async function readYamlInput(input: YamlInput, fileName: string): Promise<YamlFile> {
  if (fileName !== STANDARD_INPUT) return readYaml(input.resolvePath(fileName), fileName);
  return { file: fileName, yaml: await readText(input.terminal.in) };
}

/** Reads a file. Throws a CliError with `fileName` if it cannot be read. */
export async function readYaml(path: string, fileName: string): Promise<YamlFile> {
  try {
    return { file: fileName, yaml: await readFile(path, 'utf8') };
  } catch (cause) {
    throw createReadError(fileName, cause);
  }
}

/** The surroundings of a submission. */
export interface SubmissionFileContext extends SendOptions {
  /** The absolute path of the file. */
  readonly path: string;
  /** The folders of source texts, in order. */
  readonly textFolders: readonly string[];
  /** The collection of a submission that names none. */
  readonly defaultCollection: string | undefined;
  /** The position of the previous file. A correction may target the facts of that file. */
  readonly minPosition?: string | undefined;
}

/**
 * Parses a submission, asks the record for the actors that it does not declare, and finds its
 * words. Throws a CliError with every problem and its line, also those of the record's rules.
 */
export async function prepareSubmission(
  session: CliSession,
  { file, yaml }: YamlFile,
  context: SubmissionFileContext,
): Promise<PreparedFile> {
  const report = new SubmissionReport(file);
  const parsed = await parseWithActors(session, { yaml, report, context });
  const draft = parsed.ok ? parsed : parsed.incomplete;
  if (!parsed.ok) report.addProblems(parsed.problems);
  if (draft === undefined) throw report.createError();

  const text = await findText(draft.submission.source, context);
  const anchored =
    'invalidParts' in draft
      ? anchorIncomplete(draft, () => text)
      : anchorSubmission(draft.submission, () => text);
  if (anchored.ok) {
    const { collection } = draft.submission;
    return { file, collection, command: anchored.command, texts: anchored.texts };
  }

  report.addProblems(anchored.problems);
  if (anchored.partial !== undefined)
    await report.addRejections(session, anchored.partial, context.actor);
  throw report.createError();
}

/** Parses a submission. A second time with the actors of the record, if it does not declare all. */
async function parseWithActors(
  session: CliSession,
  {
    yaml,
    report,
    context: { defaultCollection },
  }: {
    readonly yaml: string;
    readonly report: SubmissionReport;
    readonly context: SubmissionFileContext;
  },
): Promise<SubmissionParseResult> {
  const parsed = parseSubmission(yaml, { defaultCollection });
  if (parsed.ok || parsed.unknownActors.length === 0) return parsed;

  const { collection, unknownActors } = parsed;
  const { actors, error } = await fetchActors(session, collection, unknownActors);
  if (error !== undefined) report.addNote(`The record was not asked for actors: ${error.message}`);
  return parseSubmission(yaml, { defaultCollection, findActor: (id) => actors.get(id) });
}

/**
 * Returns the text of a source; undefined if it is not available. A named file is searched beside
 * the submission first. The hash finds a text under any file name.
 */
export async function findText(
  { file, sha256 }: { readonly file: string | null; readonly sha256: string | null },
  { path, textFolders }: Pick<SubmissionFileContext, 'path' | 'textFolders'>,
): Promise<string | undefined> {
  if (file !== null) {
    for (const folder of [dirname(path), ...textFolders]) {
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
