import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import { chooseCollection } from '../collection.ts';
import { defineCommand } from '../command-definition.ts';
import { type DocumentText, fetchDocumentTexts } from '../document-texts.ts';
import { formatCount } from '../progress-display.ts';
import type { CliSession } from '../session.ts';
import { formatTableLines, type TextColumn } from '../table.ts';

interface SourcesListFlags {
  readonly collection?: string;
}

/** `sources list` */
export const addSourcesList = defineCommand({
  name: 'list',
  description: 'list the documents of the record, and whether the server holds their texts',
  examples: ['rapporteur sources list', 'rapporteur sources list --json'],
  flags: { '--collection <id>': 'the collection (default: the only one)' },
  execute: listSources,
});

const COLUMNS: readonly TextColumn<DocumentText>[] = [
  { title: 'DOCUMENT', text: ({ document }) => document },
  { title: 'TYPE', text: ({ docType }) => docType ?? 'not stated' },
  { title: 'TEXT', text: formatTextState },
  { title: 'REDISTRIBUTABLE', text: ({ redistributable }) => (redistributable ? 'yes' : 'no') },
  { title: 'SHA-256', text: ({ sha256 }) => sha256 ?? '' },
];

function formatTextState({ sha256, textHeld }: DocumentText): string {
  if (sha256 === null) return 'never seen';
  return textHeld ? 'held' : 'not held';
}

async function listSources(session: CliSession, flags: SourcesListFlags): Promise<ExitCode> {
  const format = session.chooseFormat('table', 'json');
  const collection = await chooseCollection(session, flags.collection);
  const documents = await fetchDocumentTexts(session, collection);

  const out = session.openOutput();
  if (format === 'json') {
    await out.writeJson({
      schemaVersion: 1,
      collection,
      documents: documents.map(selectJsonFields),
    });
  } else {
    await out.writeLines(formatTableLines(COLUMNS, documents, session.terminal.columns));
    const missing = documents.filter(({ sha256, textHeld }) => sha256 !== null && !textHeld);
    if (missing.length > 0) {
      await session.writeMessage(
        `${formatCount(missing.length, 'text')} not held here. ` +
          'Send one with `rapporteur sources attach FILE`.',
      );
    }
  }
  await out.close();
  return EXIT.success;
}

// The query returns more fields. Programs may rely on these.
function selectJsonFields(text: DocumentText): DocumentText {
  const { document, docType, title, sha256, redistributable, textHeld } = text;
  return { document, docType, title, sha256, redistributable, textHeld };
}
