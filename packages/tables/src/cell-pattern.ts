import { escapePattern } from './escaped-pattern.ts';

/** The longest text that patterns search; cells that hold symbols or names are shorter. */
const TEXT_LENGTH_MAX = 500;

/** A pattern of cells with slots, such as `S/PV.{number:number}`. */
export interface CellPattern {
  readonly text: string;
  /** The names of its slots. */
  readonly slots: readonly string[];
  /** Returns the words of the slots; undefined if the text has another form. */
  match(text: string): Readonly<Record<string, string>> | undefined;
  /** Returns the text without each part that has this form. */
  remove(text: string): string;
}

const SLOT_KINDS: Readonly<Record<string, string>> = {
  text: '.+?',
  word: '[^\\s,;()]+',
  number: '\\d+',
};

const PIECE = /\{([A-Za-z]\w*)(?::(\w+))?\}|(\[)|(\])|(\\.)|(\s+)|([^{}[\]\\\s])/gy;

/** A pattern cannot be parsed. */
class PatternError extends Error {}

/** Parses a pattern. Returns the reason if it is none. */
export function parseCellPattern(text: string): CellPattern | { readonly reason: string } {
  const slots: string[] = [];
  const pieces = [...text.matchAll(PIECE)];
  const opened = pieces.filter(([piece]) => piece === '[').length;
  const closed = pieces.filter(([piece]) => piece === ']').length;
  if (pieces.map(([piece]) => piece).join('') !== text || opened !== closed || text.trim() === '')
    return { reason: 'must be words with {slots} and [optional parts]; write \\[ for a bracket' };
  try {
    const source = pieces.map((piece) => toPatternSource(piece, slots)).join('');
    return createPattern(text, source, slots);
  } catch (error) {
    if (error instanceof PatternError) return { reason: error.message };
    if (error instanceof SyntaxError) return { reason: 'has a ] before its [' };
    throw error;
  }
}

function toPatternSource(
  [, slot, kind = 'text', open, close, escaped, space, literal = '']: RegExpExecArray,
  slots: string[],
): string {
  if (slot !== undefined) {
    const words = SLOT_KINDS[kind];
    if (words === undefined)
      throw new PatternError(`has a slot of the unknown kind ${kind}; use text, word or number`);
    if (slots.includes(slot)) throw new PatternError(`has the slot {${slot}} twice`);
    slots.push(slot);
    return `(?<${slot}>${words})`;
  }
  if (open !== undefined) return '(?:';
  if (close !== undefined) return ')?';
  return space === undefined ? escapePattern(escaped?.slice(1) ?? literal) : '\\s+';
}

function createPattern(text: string, source: string, slots: readonly string[]): CellPattern {
  const whole = new RegExp(`^${source}$`, 'u');
  const part = new RegExp(source, 'gu');
  return {
    text,
    slots,
    match: (cell) => {
      if (cell.length > TEXT_LENGTH_MAX) return undefined;
      const match = whole.exec(cell);
      if (match === null) return undefined;
      const filled = Object.entries(match.groups ?? {}).filter(([, words]) => words !== undefined);
      return Object.fromEntries(filled.map(([slot, words]) => [slot, words.trim()]));
    },
    remove: (cell) => (cell.length > TEXT_LENGTH_MAX ? cell : cell.replace(part, '').trim()),
  };
}
