import type { ReviewCounts } from '@rapporteur/review';
import { formatCount } from '../progress-display.ts';
import { styled, type ScreenLine, wrapSpans } from './styled-text.ts';

/** A review at its end: the result, and what a submission would reject. */
export interface ReviewOverview {
  readonly counts: ReviewCounts;
  /** The file of the result, as the person names it. */
  readonly out: string;
  /** Facts of the result that need a fact outside of it, one sentence each. */
  readonly missing: readonly string[];
  /** The problems of the result, as a submission would report them. */
  readonly problems: readonly string[];
}

/** Returns the lines of the overview. */
export function formatOverview(overview: ReviewOverview, columns: number): readonly ScreenLine[] {
  const { counts, out, missing, problems } = overview;
  const { accepted, rejected, open, unseen } = counts;
  const list = (entries: readonly string[], style: 'bad' | 'warning'): readonly ScreenLine[] =>
    entries.flatMap((entry) => wrapSpans([styled(entry, style)], { width: columns, indent: 2 }));
  const text = (line: string): readonly ScreenLine[] =>
    wrapSpans([styled(line)], { width: columns });
  return [
    [styled('Overview', 'strong')],
    ...text(`${formatCount(accepted, 'fact')} accepted: the result has these only.`),
    ...text(`${rejected} rejected: they are not proposed again for this text.`),
    ...(open === 0 ? [] : text(`${open} still open: they are not part of the result.`)),
    ...(unseen === 0
      ? []
      : text(`${unseen} of the known things, contradictions and sentences are still open.`)),
    ...(missing.length === 0
      ? []
      : [
          [],
          ...text('Facts that need a fact outside of the result:'),
          ...list(missing, 'warning'),
        ]),
    ...(problems.length === 0
      ? []
      : [[], ...text('A submission would be rejected:'), ...list(problems, 'bad')]),
    [],
    ...text(`The result is written to ${out}.`),
  ];
}
