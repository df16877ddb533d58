import { chooseCollection } from '../collection.ts';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { type DocumentText, fetchDocumentTexts } from '../document-texts.ts';
import { formatCount } from '../progress-display.ts';
import type { AddCommand, CliSession } from '../session.ts';
import { type TextColumn, formatTableLines } from '../table.ts';

const EXAMPLES = `Examples:
  rapporteur sources list
  rapporteur sources list --json
`;

/** `sources list` */
export const addSourcesList: AddCommand = (sources, run) => {
  sources
    .command('list')
    .description('list the documents of the record, and whether the server holds their texts')
    .option('--collection <id>', 'which collection (default: the only one)')
    .addHelpText('before', EXAMPLES)
    .action(run(list));
};

const COLUMNS: readonly TextColumn<DocumentText>[] = [
  { title: 'DOCUMENT', text: ({ document }) => document },
  { title: 'TYPE', text: ({ docType }) => docType ?? 'not stated' },
  { title: 'TEXT', text: sayText },
  { title: 'REDISTRIBUTABLE', text: ({ redistributable }) => (redistributable ? 'yes' : 'no') },
  { title: 'SHA-256', text: ({ sha256 }) => sha256 ?? '' },
];

function sayText({ sha256, textHeld }: DocumentText): string {
  if (sha256 === null) return 'none seen';
  return textHeld ? 'held' : 'not held';
}

async function list(
  session: CliSession,
  flags: { readonly collection?: string },
): Promise<typeof EXIT.success> {
  const format = session.chooseFormat('table', 'json');
  const collection = await chooseCollection(session, flags.collection);
  const documents = await fetchDocumentTexts(session, collection);
  const out = session.openOutput();
  if (format === 'json')
    await out.writeJson({ schemaVersion: 1, collection, documents: documents.map(shown) });
  else {
    for (const line of formatTableLines(COLUMNS, documents, session.terminal.columns))
      await out.writeLine(line);
    const missing = documents.filter(({ sha256, textHeld }) => sha256 !== null && !textHeld);
    if (missing.length > 0) {
      await session.writeMessage(
        `${formatCount(missing.length, 'text')} not held here: \`rapporteur sources attach FILE\` hands one over.`,
      );
    }
  }
  await out.close();
  return EXIT.success;
}

function shown({
  document,
  docType,
  title,
  sha256,
  redistributable,
  textHeld,
}: DocumentText): DocumentText {
  return { document, docType, title, sha256, redistributable, textHeld };
}
