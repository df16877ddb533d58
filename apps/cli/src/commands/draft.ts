import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import { CliError } from '../cli-error.ts';
import { defineCommand } from '../command-definition.ts';
import { formatDrafted } from '../drafted-file-text.ts';
import type { CliSession } from '../session.ts';

interface DraftFlags {
  readonly published?: string;
  readonly collection?: string;
  readonly names?: string;
  readonly languages?: string;
  readonly out?: string;
  readonly redistributable?: boolean;
  readonly rejected?: boolean;
}

/** `draft` */
export const addDraft = defineCommand({
  name: 'draft',
  description: 'propose the submission of a document: its facts, each with its words and its rule',
  examples: [
    'rapporteur draft note.txt --published 2025-09-11',
    'rapporteur draft texts/ --collection un --out drafts && rapporteur submit drafts/*.yaml --texts texts',
    'rapporteur draft note.txt --out - | less',
  ],
  arguments: {
    '<files...>':
      'documents (plain text in UTF-8, HTML, PDF, DOCX, Akoma Ntoso), or folders of them',
  },
  flags: {
    '--published <day>': 'the day of publication, YYYY-MM-DD: the anchor of "this year"',
    '--collection <id>': 'the collection of the drafts (default: RAPPORTEUR_COLLECTION)',
    '--names <file>': 'a YAML list of bodies with their other names, beside those of the record',
    '--languages <folder>': 'a folder of language files, which replace those with the same name',
    '--out <folder>':
      'the folder of the drafts, NAME.draft.yaml; - is the standard output (default: this folder)',
    '--redistributable': 'the texts may be stored with the record',
    '--rejected': 'propose again what a review of the same text rejected',
  },
  execute: draftFiles,
});

async function draftFiles(
  session: CliSession,
  files: readonly string[],
  flags: DraftFlags,
): Promise<ExitCode> {
  const { published } = flags;
  if (published !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(published)) {
    throw new CliError(
      EXIT.usage,
      `--published must be a day, and is \`${published}\`.`,
      'Write it as YYYY-MM-DD.',
    );
  }
  // The rules load slowly, and only this command needs them.
  const { draftTextFiles } = await import('../drafted-files.ts');
  const { formatReport, reportDrafts } = await import('../draft-report.ts');
  const format = session.chooseFormat('table', 'json');
  const { drafted, refused } = await draftTextFiles(session, files, flags);

  const out = session.openOutput();
  const report = reportDrafts(drafted, refused);
  if (format === 'json') await out.writeJson({ schemaVersion: 1, report, files: drafted });
  else if (flags.out === '-') for (const { yaml } of drafted) await out.writeLine(yaml.trimEnd());
  else {
    // One file is its own report.
    const lines = drafted.length + refused.length > 1 ? formatReport(report) : [];
    await out.writeLines([...drafted.flatMap(formatDrafted), ...lines]);
  }
  await out.close();
  return refused.length === 0 ? EXIT.success : EXIT.usage;
}
