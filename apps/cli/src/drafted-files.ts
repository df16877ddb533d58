import { readdirSync, statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { BodyKind, sha256Hex } from '@rapporteur/contracts';
import {
  type Draft,
  type DraftOptions,
  draftWithRecord,
  filterFacts,
  formatDraft,
  formatMerge,
  type KnownBody,
  Languages,
} from '@rapporteur/extraction';
import { EXIT } from '@rapporteur/platform/exit-codes';
import type { ReadDocument } from '@rapporteur/document-readers';
import { listRejectedFacts, listRejectedKeys } from '@rapporteur/review';
import { parse } from 'yaml';
import { z } from 'zod';
import { CliError, createReadError } from './cli-error.ts';
import { createDraftRecord } from './draft-record.ts';
import { computeMean, listSharedThings } from './draft-report.ts';
import { fetchBodies } from './known-bodies.ts';
import { readLanguageFiles } from './language-files.ts';
import { readStoredReview } from './review/review-store.ts';
import type { CliSession } from './session.ts';
import {
  createPageFinder,
  formatMissingPages,
  isAuxiliaryFile,
  isDocumentFile,
  nameDrafts,
  readSourceDocument,
} from './source-document.ts';
import { decodeInput, readInputBytes } from './text-input.ts';

/** A drafted text, and the figures of its draft. */
export interface DraftedFile {
  readonly file: string;
  /** The file of the draft; `-` for the standard output. */
  readonly draft: string;
  readonly yaml: string;
  readonly facts: number;
  /** The SHA-256 of the text. */
  readonly sha256: string;
  /** The mean of the confidences of its facts, from 0 to 1; null without facts. */
  readonly meanConfidence: number | null;
  /** Facts of which the rule is less sure. */
  readonly doubtful: number;
  readonly unplaced: number;
  /** Facts that a review of the text rejected, and the draft leaves out. */
  readonly rejected: number;
  readonly contradictions: readonly string[];
  /** The things that the record has already, in sentences. */
  readonly known: readonly string[];
  /** The meetings, incidents and symbols that other files may have, too: `meeting council-7`. */
  readonly things: readonly string[];
}

/** A document of a batch that cannot be read, with the reason and the fix. */
export interface RefusedFile {
  readonly file: string;
  readonly reason: string;
  readonly fix: string | null;
}

/** The drafts of a batch, and the documents without one. */
interface DraftBatch {
  readonly drafted: readonly DraftedFile[];
  readonly refused: readonly RefusedFile[];
}

/** Options of {@link draftTextFiles}. */
interface DraftTextOptions {
  readonly published?: string | undefined;
  readonly collection?: string | undefined;
  readonly names?: string | undefined;
  readonly languages?: string | undefined;
  readonly out?: string | undefined;
  readonly redistributable?: boolean | undefined;
  /** True: facts that a review of the text rejected are proposed again. */
  readonly rejected?: boolean | undefined;
}

const CONFIDENT = 0.8;

const NamesFile = z.array(
  z.strictObject({
    body: z.string(),
    name: z.string(),
    kind: BodyKind,
    parents: z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]),
    otherNames: z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]),
  }),
);

/**
 * Drafts text files, and writes the drafts unless they go to the standard output. A document of several
 * that cannot be read is left out; the only one throws a CliError.
 */
export async function draftTextFiles(
  session: CliSession,
  named: readonly string[],
  options: DraftTextOptions,
): Promise<DraftBatch> {
  const languagesFolder =
    options.languages === undefined ? undefined : session.resolvePath(options.languages);
  const languages = createLanguages(languagesFolder);
  const collection = options.collection ?? session.settings.collection;
  const record = await fetchBodies(session, collection);
  if (record.error !== undefined)
    await session.writeMessage(`The record was not asked for bodies: ${record.error.message}`);
  const bodies = [...(await readNames(session, options.names)), ...record.bodies];

  const drafted: DraftedFile[] = [];
  const refused: RefusedFile[] = [];
  const files: string[] = [];
  for (const name of named) files.push(...(await listTexts(session, name)));
  const draftNames = nameDrafts(files);
  for (const [index, file] of files.entries()) {
    const document = await readDocumentOf(session, file).catch((error: unknown) => {
      if (files.length === 1 || !(error instanceof CliError)) throw error;
      refused.push({ file, reason: error.message, fix: error.fix });
      return undefined;
    });
    if (document === undefined) continue;
    const missing = formatMissingPages(document, file);
    if (missing !== undefined) await session.writeMessage(missing);
    const draft = await draftText(
      session,
      { file, document, name: draftNames[index] ?? file },
      { ...options, collection, bodies, languages, isOpen: record.isOpen },
    );
    drafted.push(draft);
  }
  for (const { reason, fix } of refused)
    await session.writeMessage([reason, fix ?? []].flat().join('\n'));
  return { drafted, refused };
}

async function readDocumentOf(session: CliSession, file: string): Promise<ReadDocument> {
  const bytes = await readInputBytes(session.resolvePath(file), file);
  return readSourceDocument(bytes, { file });
}

async function draftText(
  session: CliSession,
  {
    file,
    document,
    name,
  }: { readonly file: string; readonly document: ReadDocument; readonly name: string },
  options: Omit<DraftTextOptions, 'languages'> & {
    readonly bodies: readonly KnownBody[];
    readonly languages: Languages;
    readonly isOpen: boolean;
  },
): Promise<DraftedFile> {
  const folder = options.out === '-' ? undefined : session.resolvePath(options.out ?? '.');
  const source = folder === undefined ? file : relative(folder, session.resolvePath(file));
  const { published, collection, bodies, isOpen, redistributable } = options;
  const { text, structure } = document;
  const known = { published, collection, bodies, isOpen, redistributable };
  const drafting = { file: source, ...known, structure };
  const proposed = await draftAgainstRecord(session, text, { ...options, drafting });
  const draft =
    options.rejected === true ? proposed : await omitRejected(session, proposed, sha256Hex(text));
  const yaml = formatDraft(draft, text, createPageFinder(document));
  if (folder !== undefined) {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, name), yaml);
  }
  return {
    file,
    draft: folder === undefined ? '-' : relative(session.resolvePath('.'), join(folder, name)),
    yaml: folder === undefined ? yaml : '',
    sha256: sha256Hex(text),
    facts: draft.facts.length,
    meanConfidence: computeMean(draft.facts.map(({ confidence }) => confidence)),
    doubtful: draft.facts.filter(({ confidence }) => confidence < CONFIDENT).length,
    unplaced: draft.unplaced.length,
    rejected: proposed.facts.length - draft.facts.length,
    contradictions: draft.contradictions.map(
      ({ field, values, passages }) =>
        `The text contradicts itself: ${field} is ${values.join(' and ')} ` +
        `(lines ${passages.map(({ line }) => line).join(' and ')}).`,
    ),
    known: (draft.merges ?? []).map(formatMerge),
    things: listSharedThings(draft),
  };
}

/** Drafts a text. Without a collection or a server, the draft is not compared with the record. */
async function draftAgainstRecord(
  session: CliSession,
  text: string,
  {
    drafting,
    languages,
    isOpen,
  }: {
    readonly drafting: DraftOptions;
    readonly languages: Languages;
    readonly isOpen: boolean;
  },
): Promise<Draft> {
  const { collection } = drafting;
  const record =
    isOpen && collection !== undefined ? createDraftRecord(session, collection) : undefined;
  try {
    return await draftWithRecord(text, languages, { ...drafting, record });
  } catch (error) {
    if (!(error instanceof CliError) || error.exitCode === EXIT.interrupted) throw error;
    await session.writeMessage(
      `${drafting.file}: the draft was not compared with the record: ${error.message}`,
    );
    return draftWithRecord(text, languages, { ...drafting, record: undefined });
  }
}

/** Returns a draft without the facts that a review of the same text rejected. */
async function omitRejected(session: CliSession, draft: Draft, sha256: string): Promise<Draft> {
  const saved = await readStoredReview(session.settings.reviews, sha256);
  if (saved === undefined) return draft;
  const rejected = listRejectedFacts(draft.facts, listRejectedKeys(saved));
  return filterFacts(draft, (fact) => !rejected.has(fact));
}

/** Returns a file, or the texts of a folder in the order of their names. Names what is left out. */
async function listTexts(session: CliSession, name: string): Promise<readonly string[]> {
  const entries = readFolder(session.resolvePath(name), name);
  if (entries === undefined) return [name];
  const visible = entries.filter((entry) => !isAuxiliaryFile(entry)).toSorted();
  const others = visible.filter((entry) => !isDocumentFile(entry));
  if (others.length > 0)
    await session.writeMessage(
      `\`${name}\`: not drafted: ${others.join(', ')}. A batch has the .txt, .html, .pdf, .docx and .xml files of a folder.`,
    );
  return visible.filter(isDocumentFile).map((entry) => join(name, entry));
}

/** Returns the names in a folder; undefined for a file. */
function readFolder(path: string, name: string): readonly string[] | undefined {
  try {
    return statSync(path).isDirectory() ? readdirSync(path) : undefined;
  } catch (cause) {
    throw createReadError(name, cause);
  }
}

function createLanguages(folder: string | undefined): Languages {
  try {
    return new Languages(readLanguageFiles(folder));
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new CliError(EXIT.usage, message, 'docs/drafting.md explains the files.', { cause });
  }
}

async function readNames(
  session: CliSession,
  file: string | undefined,
): Promise<readonly KnownBody[]> {
  if (file === undefined) return [];
  const bytes = await readInputBytes(session.resolvePath(file), file);
  const parsed = NamesFile.safeParse(parse(decodeInput(bytes, { file })));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new CliError(
    EXIT.usage,
    `\`${file}\` is not a list of bodies: ${issue?.path.join('.')}: ${issue?.message}`,
    'Write entries of `bodies` as in a submission: body, name, kind, parents, otherNames.',
  );
}
