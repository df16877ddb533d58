import type { ReviewItem } from '@rapporteur/review';

/** A key and its short meaning, as the screen shows it. */
export interface KeyHelp {
  readonly key: string;
  readonly short: string;
  readonly long: string;
}

const ACCEPT: KeyHelp = {
  key: 'Return',
  short: 'accept',
  long: 'accept the fact, and go to the next open one (also a)',
};
/** The keys at each item, the most used first. */
const MOVES: readonly KeyHelp[] = [
  { key: 's', short: 'skip', long: 'go on and leave it open (also →)' },
  { key: 'b', short: 'back', long: 'go back (also ←)' },
  { key: 'u', short: 'undo', long: 'take the last step back, as often as you like' },
  {
    key: 'f',
    short: 'finish',
    long: 'go to the overview, to write or submit the result (also End)',
  },
  { key: 'q', short: 'save, quit', long: 'save, and go on later (Ctrl-C also saves)' },
  { key: 'd', short: 'doubtful', long: 'go to the next doubtful fact' },
  { key: '+', short: 'accept above', long: 'accept all open facts from a confidence on' },
  { key: 'y', short: 'redo', long: 'repeat a step that was taken back (also Ctrl-R)' },
];
const LATER: readonly KeyHelp[] = [
  { key: 'n', short: 'next open', long: 'go to the next open item' },
  { key: 'o', short: 'open again', long: 'take the decision on this item back' },
  { key: '↑ ↓', short: 'scroll', long: 'scroll the text (also PgUp, PgDn)' },
  { key: 'Ctrl-Z', short: 'suspend', long: 'leave for the shell; fg comes back' },
];

/** Returns the keys of an item, the most used first; undefined is the overview. */
export function listKeys(kind: ReviewItem['kind'] | undefined): readonly KeyHelp[] {
  switch (kind) {
    case 'fact':
      return [
        ACCEPT,
        { key: 'r', short: 'reject', long: 'reject the fact' },
        { key: 'e', short: 'edit', long: 'edit a field, with its help' },
        ...MOVES.slice(0, 7),
        { key: 'R', short: 'reject, why', long: 'reject the fact with a reason' },
        { key: 'E', short: 'editor', long: 'edit the whole fact in $EDITOR' },
        ...MOVES.slice(7),
        ...LATER,
      ];
    case 'merge':
      return [
        { key: 'Return', short: 'take', long: 'the facts use the id of the record (also a)' },
        { key: 'r', short: 'leave', long: 'it is another thing: the facts keep their id' },
        ...MOVES,
        ...LATER,
      ];
    case 'sentence':
      return [
        { key: 'Return', short: 'no fact', long: 'mark the sentence as seen, and go on (also a)' },
        {
          key: 'm',
          short: 'make a fact',
          long: 'make a fact of it: choose a type, give its fields',
        },
        ...MOVES,
        ...LATER,
      ];
    case 'contradiction':
      return [
        {
          key: 'Return',
          short: 'seen',
          long: 'mark the contradiction as seen, and go on (also a)',
        },
        ...MOVES,
        ...LATER,
      ];
    case undefined:
      return [
        {
          key: 'S',
          short: 'submit',
          long: 'write the result, show what would be recorded, and ask',
        },
        { key: 'w', short: 'write', long: 'write the result and leave' },
        ...MOVES.filter(({ key }) => key !== 's' && key !== 'f'),
      ];
  }
}
