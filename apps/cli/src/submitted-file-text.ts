import { changedNothing } from './command-client.ts';
import { formatCount } from './progress-display.ts';
import type { CliSession } from './session.ts';
import type { SubmittedFile } from './send-prepared-file.ts';

/** Returns for example `recorded 68 events, up to position 0:69`. */
export function formatRecorded(
  { callLines }: Pick<CliSession, 'callLines'>,
  { commands }: SubmittedFile,
): string {
  const position = commands.at(-1)?.answer.position ?? '';
  const results = commands.map(({ answer }) => answer).filter((answer) => !changedNothing(answer));
  if (results.length === 0) return `already recorded, nothing changed (position ${position})`;

  const events = results.flatMap((result) => result.events);
  const known = results.reduce((sum, { already }) => sum + (already?.length ?? 0), 0);
  const conflicts = events.filter(({ type }) => type.includes('.conflict-flagged.')).length;
  const list = callLines.formatOther({ name: 'query conflicts', words: [] });
  return [
    `recorded ${formatCount(events.length, 'event')}, up to position ${position}`,
    ...(known === 0 ? [] : [`${formatCount(known, 'fact')} already recorded`]),
    ...(conflicts === 0 ? [] : [`${formatCount(conflicts, 'conflict')} flagged: see ${list}`]),
  ].join('; ');
}

/** Returns the outcome of a file in lines: what is or would be recorded, and what to look at. */
export function formatSubmittedFile(
  session: CliSession,
  submitted: SubmittedFile,
  dryRun: boolean,
): readonly string[] {
  const outcome = dryRun
    ? formatDryRun(submitted)
    : [`${submitted.file}: ${formatRecorded(session, submitted)}`];
  return [
    ...outcome,
    ...formatSimilarIds(submitted),
    ...formatSameThings(submitted),
    ...formatMiscounts(submitted),
  ];
}

function formatDryRun({ file, sentences }: SubmittedFile): readonly string[] {
  if (sentences.length === 0) return [`${file}: already recorded, nothing would change`];
  return [
    `${file}: would record ${formatCount(sentences.length, 'event')}`,
    ...sentences.map((sentence) => `  ${sentence}`),
  ];
}

function formatSimilarIds({ commands }: SubmittedFile): readonly string[] {
  return commands.flatMap(({ answer }) =>
    (answer.nearMisses ?? []).map(
      ({ field, id, near }) =>
        `  ${field}: \`${id}\` is new. Did you mean the known id \`${near}\`?`,
    ),
  );
}

function formatMiscounts({ miscounts }: SubmittedFile): readonly string[] {
  return miscounts.map(
    ({ meeting, stated, listed }) =>
      `  meeting: the stated number of participants of \`${meeting}\` is ${stated}, and ` +
      `${listed} are listed. If the document says so, go on; its page shows both.`,
  );
}

function formatSameThings({ sameThings }: SubmittedFile): readonly string[] {
  return sameThings.map(
    ({ kind, id, known, because }) =>
      `  ${kind}: \`${id}\` is new. The same as \`${known}\` (${because})? ` +
      `Then use the id \`${known}\`, or merge them; else go on.`,
  );
}
