/** The votes that a member can cast, with the member of the tally that counts them. */
export const VOTES_SHOWN = [
  { vote: 'for', member: 'for' },
  { vote: 'against', member: 'against' },
  { vote: 'abstained', member: 'abstained' },
  { vote: 'not-voting', member: 'notVoting' },
  { vote: 'absent', member: 'absent' },
] as const;

/** The sign of each vote: its shape tells it without colour. */
export const VOTE_GLYPHS: Readonly<Record<string, string>> = {
  for: '●',
  against: '✕',
  abstained: '◐',
  'not-voting': '○',
  absent: '–',
  'not-recorded': '·',
};
