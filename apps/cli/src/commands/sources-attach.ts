import { createHash } from 'node:crypto';
import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import { checkUtf8 } from '@rapporteur/platform/utf8-text';
import { chooseCollection } from '../collection.ts';
import { defineCommand } from '../command-definition.ts';
import { type DocumentText, fetchDocumentTexts } from '../document-texts.ts';
import type { CliSession } from '../session.ts';
import { explainEncoding, readInputBytes } from '../text-input.ts';

interface AttachFlags {
  readonly collection?: string;
}

interface AttachedFile {
  readonly file: string;
  readonly sha256: string;
  /** Null: no document of the record has this text. */
  readonly document: string | null;
  readonly outcome: 'attached' | 'held before' | 'unknown';
}

/** `sources attach` */
export const addSourcesAttach = defineCommand({
  name: 'attach',
  description:
    'send the texts of documents to the server, which then shows the words of each passage; ' +
    'the SHA-256 finds the document',
  examples: [
    'rapporteur sources attach note.txt',
    'rapporteur sources attach texts/*.txt --collection sco',
  ],
  arguments: { '<files...>': 'texts as they were recorded, in UTF-8' },
  flags: { '--collection <id>': 'the collection (default: the only one)' },
  records: true,
  execute: attachTexts,
});

async function attachTexts(
  session: CliSession,
  files: readonly string[],
  flags: AttachFlags,
): Promise<ExitCode> {
  const format = session.chooseFormat('table', 'json');
  // All files are checked before the first is sent.
  for (const file of files) await readText(session, file);
  const { putText } = await import('../send-prepared-file.ts');
  const collection = await chooseCollection(session, flags.collection);
  const documents = await fetchDocumentTexts(session, collection);

  const out = session.openOutput();
  const attached: AttachedFile[] = [];
  for (const file of files) {
    const bytes = await readText(session, file);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const document = documents.find((known) => known.sha256 === sha256);
    const isNew = document === undefined ? undefined : await putText(session, sha256, bytes);
    const outcome = isNew === undefined ? 'unknown' : isNew ? 'attached' : 'held before';
    const result = { file, sha256, document: document?.document ?? null, outcome } as const;
    attached.push(result);
    if (format === 'table') await out.writeLine(formatAttachedFile(result, document));
  }

  if (format === 'json') await out.writeJson({ schemaVersion: 1, collection, files: attached });
  await out.close();
  return attached.some(({ outcome }) => outcome === 'unknown') ? EXIT.notFound : EXIT.success;
}

async function readText(session: CliSession, file: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await readInputBytes(session.resolvePath(file), file);
  explainEncoding({ file }, () => checkUtf8(bytes));
  return bytes;
}

function formatAttachedFile(
  { file, sha256, outcome }: AttachedFile,
  document: DocumentText | undefined,
): string {
  if (document === undefined)
    return `${file}: no document of the record has this text (SHA-256 ${sha256}); nothing was sent`;
  const warning = document.redistributable
    ? ''
    : '; it is not redistributable, so keep it on this server';
  return `${file}: ${outcome}, the text of ${document.document}${warning}`;
}
