import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { CliError } from '../cli-error.ts';
import { chooseCollection } from '../collection.ts';
import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import { type DocumentText, fetchDocumentTexts } from '../document-texts.ts';
import type { AddCommand, CliSession } from '../session.ts';

const EXAMPLES = `Examples:
  rapporteur sources attach note.txt
  rapporteur sources attach texts/*.txt --collection sco
`;

/** `sources attach` */
export const addSourcesAttach: AddCommand = (sources, run) => {
  sources
    .command('attach')
    .description(
      'hand the texts of documents to the server, which then shows passages in their words; the SHA-256 says whose they are',
    )
    .argument('<files...>', 'texts as they were recorded, in UTF-8')
    .option('--collection <id>', 'which collection (default: the only one)')
    .addHelpText('before', EXAMPLES)
    .action(run(attach));
};

interface AttachedFile {
  readonly file: string;
  readonly sha256: string;
  /** Null: no document of the record has this text. */
  readonly document: string | null;
  readonly outcome: 'attached' | 'held before' | 'unknown';
}

async function attach(
  session: CliSession,
  files: readonly string[],
  flags: { readonly collection?: string },
): Promise<ExitCode> {
  const format = session.chooseFormat('table', 'json');
  const { putText } = await import('../submit-file.ts');
  const collection = await chooseCollection(session, flags.collection);
  const documents = await fetchDocumentTexts(session, collection);
  const out = session.openOutput();
  const done: AttachedFile[] = [];
  for (const file of files) {
    const bytes = await readText(session, file);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const document = documents.find((known) => known.sha256 === sha256);
    const stored = document === undefined ? undefined : await putText(session, sha256, bytes);
    const outcome = stored === undefined ? 'unknown' : stored ? 'attached' : 'held before';
    done.push({ file, sha256, document: document?.document ?? null, outcome });
    if (format === 'table') await out.writeLine(sayAttached(file, sha256, outcome, document));
  }
  if (format === 'json') await out.writeJson({ schemaVersion: 1, collection, files: done });
  await out.close();
  return done.some(({ outcome }) => outcome === 'unknown') ? EXIT.notFound : EXIT.success;
}

async function readText(session: CliSession, file: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await readFile(session.resolvePath(file));
  } catch (cause) {
    throw new CliError(
      EXIT.notFound,
      `${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`,
      null,
      { cause },
    );
  }
}

function sayAttached(
  file: string,
  sha256: string,
  outcome: AttachedFile['outcome'],
  document: DocumentText | undefined,
): string {
  if (document === undefined)
    return `${file}: no document of the record has this text (SHA-256 ${sha256}); nothing was sent`;
  const kept = document.redistributable
    ? ''
    : '; it is marked as not redistributable, so keep it to this server';
  return `${file}: ${outcome}, the text of ${document.document}${kept}`;
}
