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
