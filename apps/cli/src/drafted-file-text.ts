import type { DraftedFile } from './drafted-files.ts';
import { formatCount } from './progress-display.ts';

/** Returns the outcome of a drafted file in lines: its figures, contradictions and known things. */
export function formatDrafted(drafted: DraftedFile): readonly string[] {
  const { file, draft, facts, unplaced, contradictions, known } = drafted;
  const doubtful = drafted.doubtful === 0 ? '' : `, ${drafted.doubtful} of them doubtful`;
  const rejected =
    drafted.rejected === 0 ? '' : ` (${drafted.rejected} rejected before are left out)`;
  return [
    `${file}: ${formatCount(facts, 'fact')}${doubtful}${rejected}, ${formatCount(unplaced, 'sentence')} not placed: ${draft}`,
    ...[...contradictions, ...known].map((sentence) => `  ${sentence}`),
  ];
}
