import { changedNothing } from '../command-client.ts';
import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import { parsePosition } from '../position-argument.ts';
import { formatCount } from '../progress-display.ts';
import type { AddCommand, CliSession } from '../session.ts';
import type { SubmittedFile } from '../submit-file.ts';
import { parseWaitSeconds } from '../wait-seconds.ts';

interface SubmitFlags {
  readonly dryRun?: boolean;
  readonly texts?: string;
  readonly actor?: string;
  readonly wait?: string;
}

const EXAMPLES = `Examples:
  rapporteur submit note.yaml --dry-run
  rapporteur submit note.yaml article.yaml --actor desk-1
  rapporteur submit examples/*.yaml --texts ~/texts
  rapporteur submit note.yaml --wait 30 && rapporteur query timeline
`;

/** `submit` */
export const addSubmit: AddCommand = (program, run) => {
  program
    .command('submit')
    .description(
      'record what a document says, from a file that a person writes (see: rapporteur help submission)',
    )
    .argument('<files...>', 'submissions and corrections, in YAML')
    .option('--dry-run', 'show in words what would be recorded, and record nothing')
    .option(
      '--texts <folder>',
      'where the texts of the sources are, found by their SHA-256 (default: RAPPORTEUR_TEXTS)',
    )
    .option('--actor <id>', 'who records: an opaque id, which stands in the record for ever')
    .option(
      '--wait <seconds>',
      'end once every question shows it, or fail after so long, from 0 to 30',
    )
    .addHelpText('before', EXAMPLES)
    .action(run(submit));
};

async function submit(
  session: CliSession,
  files: readonly string[],
  flags: SubmitFlags,
): Promise<ExitCode> {
  // What reads submissions takes a moment to load, and only this verb needs it.
  const { loadAndSubmit } = await import('../submit-path.ts');
  const { positionAfter } = await import('../submit-file.ts');
  const format = session.chooseFormat('table', 'json');
  const waitSeconds = parseWaitSeconds(flags.wait);
  const options = { dryRun: flags.dryRun === true, actor: flags.actor, texts: flags.texts };
  const out = session.openOutput();
  const done: SubmittedFile[] = [];
  let after: string | undefined;
  for (const [n, file] of files.entries()) {
    if (session.terminal.interrupt.requested) {
      await session.writeMessage(`Interrupted: everything before ${file} is done.`);
      await session.writeMessage(`To go on: rapporteur submit ${files.slice(n).join(' ')}`);
      return EXIT.interrupted;
    }
    const submitted = await loadAndSubmit(session, file, { ...options, minPosition: after });
    after = positionAfter(submitted) ?? after;
    done.push(submitted);
    if (format === 'table')
      for (const line of sayFile(submitted, options.dryRun)) await out.writeLine(line);
  }
  if (format === 'json')
    await out.writeJson({ schemaVersion: 1, dryRun: options.dryRun, files: done });
  await out.close();
  // What was recorded stays recorded, and was told: only that it shows is still waited for.
  if (waitSeconds !== undefined && !options.dryRun) await untilShown(session, done, waitSeconds);
  return EXIT.success;
}

/** Waits until every read model shows what was recorded: in each partition, up to the last of it. */
async function untilShown(
  session: CliSession,
  done: readonly SubmittedFile[],
  waitSeconds: number,
): Promise<void> {
  const positions = done.flatMap(({ commands }) => commands.map(({ answer }) => answer.position));
  const last = new Map(
    positions.map((position) => [parsePosition(position, 'position').partition, position]),
  );
  for (const position of last.values())
    await session.queryApi.getJson('/v1/status', { position, waitSeconds });
}

/** A file in lines: what was recorded of it, or would be. */
function sayFile(submitted: SubmittedFile, dryRun: boolean): readonly string[] {
  return [
    ...(dryRun ? sayDryRun(submitted) : [`${submitted.file}: ${formatRecorded(submitted)}`]),
    ...sayNearMisses(submitted),
  ];
}

function sayDryRun({ file, sentences, unasked }: SubmittedFile): readonly string[] {
  if (sentences.length === 0) return [`${file}: already recorded, nothing would change`];
  const note = unasked
    ? '; the collection is not open yet, so the rules are asked when it is recorded'
    : '';
  return [
    `${file}: would record ${formatCount(sentences.length, 'event')}${note}`,
    ...sentences.map((sentence) => `  ${sentence}`),
  ];
}

/** `recorded 68 events, up to position 0:69`, or that it was recorded before. */
export function formatRecorded({ commands }: SubmittedFile): string {
  const position = commands.at(-1)?.answer.position ?? '';
  const fresh = commands.filter(({ answer }) => !changedNothing(answer));
  if (fresh.length === 0) return `already recorded, nothing changed (position ${position})`;
  const events = fresh.flatMap(({ answer }) => answer.events);
  const stood = fresh.reduce((sum, { answer }) => sum + (answer.already?.length ?? 0), 0);
  const conflicts = events.filter(({ type }) => type.includes('.conflict-flagged.')).length;
  return [
    `recorded ${formatCount(events.length, 'event')}, up to position ${position}`,
    ...(stood === 0 ? [] : [`${formatCount(stood, 'fact')} stood already`]),
    ...(conflicts === 0
      ? []
      : [`${formatCount(conflicts, 'conflict')} flagged: see rapporteur query conflicts`]),
  ].join('; ');
}

function sayNearMisses({ commands }: SubmittedFile): readonly string[] {
  return commands.flatMap(({ answer }) =>
    (answer.nearMisses ?? []).map(
      ({ field, id, near }) => `  ${field}: ${id} is new, but ${near} is known: is it the same?`,
    ),
  );
}
