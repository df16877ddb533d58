/** A key as a terminal reports it. */
export interface ReviewKey {
  /** Its name, such as `return`, `up` or `a`. */
  readonly name: string;
  /** The characters that it types; empty for a key without any. */
  readonly text: string;
  readonly ctrl: boolean;
}

/** A line that is typed, and the place of the cursor in it, in characters. */
export interface LineInput {
  readonly text: string;
  readonly cursor: number;
}

/** The longest line; a text of the vocabulary is shorter. */
const LENGTH_MAX = 10_000;

/** Returns a line with the cursor at its end. */
export function createLine(text = ''): LineInput {
  return { text, cursor: countCharacters(text) };
}

/** Returns the line after a key; the same line if the key does nothing to it. */
export function editLine(line: LineInput, { name, text, ctrl }: ReviewKey): LineInput {
  const characters = [...line.text];
  const cursor = Math.min(line.cursor, characters.length);
  const moveTo = (place: number): LineInput => ({
    ...line,
    cursor: Math.min(Math.max(place, 0), characters.length),
  });
  const replace = (start: number, end: number, added = ''): LineInput => {
    const joined = [...characters.slice(0, start), added, ...characters.slice(end)].join('');
    return { text: joined, cursor: start + countCharacters(added) };
  };

  switch (ctrl ? `ctrl-${name}` : name) {
    case 'left':
    case 'ctrl-b':
      return moveTo(cursor - 1);
    case 'right':
    case 'ctrl-f':
      return moveTo(cursor + 1);
    case 'home':
    case 'ctrl-a':
      return moveTo(0);
    case 'end':
    case 'ctrl-e':
      return moveTo(characters.length);
    case 'backspace':
    case 'ctrl-h':
      return cursor === 0 ? line : replace(cursor - 1, cursor);
    case 'delete':
    case 'ctrl-d':
      return replace(cursor, cursor + 1);
    case 'ctrl-u':
      return replace(0, cursor);
    case 'ctrl-k':
      return replace(cursor, characters.length);
    case 'ctrl-w':
      return replace(findWordStart(characters, cursor), cursor);
    default: {
      if (ctrl || text === '' || characters.length >= LENGTH_MAX) return line;
      return replace(cursor, cursor, text.replaceAll(/\s/g, ' '));
    }
  }
}

function findWordStart(characters: readonly string[], cursor: number): number {
  let start = cursor;
  while (start > 0 && characters[start - 1] === ' ') start -= 1;
  while (start > 0 && characters[start - 1] !== ' ') start -= 1;
  return start;
}

function countCharacters(text: string): number {
  return [...text].length;
}
