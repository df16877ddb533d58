import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import { defineCommand } from '../command-definition.ts';
import { fetchStatus } from '../log-status.ts';
import { parsePosition } from '../position-argument.ts';
import type { CliSession } from '../session.ts';
import type { SubmittedFile } from '../send-prepared-file.ts';
import { formatSubmittedFile } from '../submitted-file-text.ts';
import { parseWaitSeconds } from '../wait-seconds.ts';

interface SubmitFlags {
  readonly dryRun?: boolean;
  readonly texts?: string;
  readonly collection?: string;
  readonly actor?: string;
  readonly wait?: string;
}

/** `submit` */
export const addSubmit = defineCommand({
  name: 'submit',
  description: 'record the facts of a document from a YAML file (see: rapporteur help submission)',
  examples: [
    'rapporteur submit note.yaml --dry-run',
    'rapporteur submit note.yaml article.yaml --actor desk-1',
    'rapporteur submit examples/*.yaml --texts ~/texts',
    'rapporteur submit note.yaml --wait 30 && rapporteur query timeline',
    'rapporteur submit - < note.yaml',
  ],
  arguments: { '<files...>': 'submissions and corrections, in YAML; - is the standard input' },
  flags: {
    '--dry-run': 'show in words what would be recorded, and record nothing',
    '--texts <folder>':
      'the folder of the source texts, found by their SHA-256 (default: RAPPORTEUR_TEXTS)',
    '--collection <id>': 'the collection of files that name none (default: RAPPORTEUR_COLLECTION)',
    '--actor <id>': 'an opaque id of the person who records; it stays in the record for ever',
    '--wait <seconds>':
      'wait until every query shows the result; fail after this time, from 0 to 30',
  },
  records: true,
  execute: submitFiles,
});

async function submitFiles(
  session: CliSession,
  files: readonly string[],
  flags: SubmitFlags,
): Promise<ExitCode> {
  // The parser of submissions loads slowly, and only this command needs it.
  const { submitYamlFile } = await import('../submit-yaml-file.ts');
  const { getLastPosition } = await import('../send-prepared-file.ts');
  const format = session.chooseFormat('table', 'json');
  const waitSeconds = parseWaitSeconds(flags.wait);
  const { actor, texts, collection } = flags;
  const options = { dryRun: flags.dryRun === true, actor, texts, collection };

  const out = session.openOutput();
  const submitted: SubmittedFile[] = [];
  let minPosition: string | undefined;
  for (const [n, name] of files.entries()) {
    if (session.terminal.interrupt.requested) {
      await session.writeMessage(`Interrupted: all files before ${name} are processed.`);
      const line = session.callLines.formatRepeated({ words: files.slice(n) });
      await session.writeMessage(`To continue: ${line}`);
      return EXIT.interrupted;
    }
    const file = await submitYamlFile(session, name, { ...options, minPosition });
    minPosition = getLastPosition(file) ?? minPosition;
    submitted.push(file);
    if (format === 'table')
      await out.writeLines(formatSubmittedFile(session, file, options.dryRun));
  }

  if (format === 'json')
    await out.writeJson({ schemaVersion: 1, dryRun: options.dryRun, files: submitted });
  await out.close();
  // The result is printed before the wait: a timeout does not undo what is recorded.
  if (waitSeconds !== undefined && !options.dryRun)
    await waitUntilShown(session, submitted, waitSeconds);
  return EXIT.success;
}

/** Waits until every read model has reached the last position of each partition. */
async function waitUntilShown(
  session: CliSession,
  submitted: readonly SubmittedFile[],
  waitSeconds: number,
): Promise<void> {
  const positions = submitted.flatMap(({ commands }) =>
    commands.map(({ answer }) => answer.position),
  );
  const last = new Map(
    positions.map((position) => [parsePosition(position, 'position').partition, position]),
  );
  for (const position of last.values()) await fetchStatus(session, { position, waitSeconds });
}
