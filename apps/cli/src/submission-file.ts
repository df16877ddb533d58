import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { buffer as readBytes } from 'node:stream/consumers';
import {
  anchorIncomplete,
  anchorSubmission,
  parseSubmission,
  type SourceContent,
  type SubmissionParseResult,
  type SubmissionText,
} from '@rapporteur/drafting';
import { FolderTextStore } from '@rapporteur/platform/text-store';
import { decodeExactly } from '@rapporteur/platform/utf8-text';
import type { SendOptions } from './command-client.ts';
import { fetchActors } from './known-actors.ts';
import type { CliSession } from './session.ts';
import { readSourceDocument } from './source-document.ts';
import { SubmissionReport } from './submission-report.ts';
import { decodeInput, readInputBytes, STANDARD_INPUT } from './text-input.ts';

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

/** Reads a named file, or the standard input. Throws a CliError if it is not a text in UTF-8. */
export async function readYamlInput(input: YamlInput, fileName: string): Promise<YamlFile> {
  if (fileName !== STANDARD_INPUT) return readYaml(input.resolvePath(fileName), fileName);
  const bytes = await readBytes(input.terminal.in);
  return { file: fileName, yaml: decodeInput(bytes, { file: fileName }) };
}

/** Reads a file. Throws a CliError with `fileName` if it is not a text in UTF-8. */
export async function readYaml(path: string, fileName: string): Promise<YamlFile> {
  const bytes = await readInputBytes(path, fileName);
  return { file: fileName, yaml: decodeInput(bytes, { file: fileName }) };
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
 * the submission first, and its text is read by its format. The hash finds a text under any file
 * name. Throws a CliError if a file cannot be read: its passages could not be counted.
 */
export async function findText(
  { file, sha256 }: { readonly file: string | null; readonly sha256: string | null },
  { path, textFolders }: Pick<SubmissionFileContext, 'path' | 'textFolders'>,
): Promise<SourceContent | undefined> {
  if (file !== null) {
    for (const folder of [dirname(path), ...textFolders]) {
      const found = resolve(folder, file);
      const bytes = await readFile(found).catch(() => undefined);
      if (bytes === undefined) continue;
      // A text may have mark-up that belongs to it: its hash says that it is the text itself.
      if (sha256 !== null && hashBytes(bytes) === sha256)
        return { text: decodeInput(bytes, { file, path: found }, decodeExactly), original: null };
      const { format, text, original } = await readSourceDocument(bytes, { file, path: found });
      return { text, original: format === 'text' ? null : original };
    }
  }
  if (sha256 === null) return undefined;
  for (const folder of textFolders) {
    const stored = await new FolderTextStore(folder).find(sha256);
    if (stored === undefined) continue;
    const text = decodeInput(stored.bytes, { file: stored.path }, decodeExactly);
    return { text, original: null };
  }
  return undefined;
}

function hashBytes(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
