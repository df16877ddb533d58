import { escapeControls } from '@rapporteur/platform/terminal-text';
import stringWidth from 'string-width';

/** The look of a part of a line. `mark` is for the words of the fact. */
type TextStyle = 'plain' | 'strong' | 'dim' | 'mark' | 'good' | 'bad' | 'warning';

/** A part of a text with one look. */
export interface StyledSpan {
  readonly text: string;
  readonly style: TextStyle;
}

/** One line of the screen. */
export type ScreenLine = readonly StyledSpan[];

const CODES: Readonly<Record<TextStyle, readonly [on: string, off: string] | null>> = {
  plain: null,
  strong: ['1', '22'],
  dim: ['2', '22'],
  mark: ['7', '27'],
  good: ['32', '39'],
  bad: ['31', '39'],
  warning: ['33', '39'],
};

/** Returns a part of a text. No control of it reaches the terminal: each is a visible escape. */
export function styled(text: string, style: TextStyle = 'plain'): StyledSpan {
  return { text: escapeControls(text.replaceAll(/\s/g, ' ')), style };
}

/** Returns a line as it is written to the terminal. Without colour, marked words are in >> <<. */
export function paintLine(line: ScreenLine, useColour: boolean): string {
  return line
    .map(({ text, style }) => {
      const code = useColour ? CODES[style] : null;
      return code === null ? text : `\u001B[${code[0]}m${text}\u001B[${code[1]}m`;
    })
    .join('');
}

/** Returns the spans with signs around the marked words, for a terminal without looks. */
export function signMarks(spans: readonly StyledSpan[]): readonly StyledSpan[] {
  return spans.map((span) =>
    span.style === 'mark' ? { ...span, text: `>>${span.text}<<` } : span,
  );
}

/** Returns a line between parts of the screen. */
export function createRule(columns: number): ScreenLine {
  return [styled('─'.repeat(columns), 'dim')];
}

/** Returns the width of a line in columns. */
export function measureLine(line: ScreenLine): number {
  return line.reduce((sum, { text }) => sum + stringWidth(text), 0);
}

/** Returns a line that is not wider than `width`; the rest is cut. */
export function cutLine(line: ScreenLine, width: number): ScreenLine {
  const cut: StyledSpan[] = [];
  let left = width;
  for (const { text, style } of line) {
    const part = stringWidth(text) <= left ? text : cutText(text, left);
    if (part !== '') cut.push({ text: part, style });
    left -= stringWidth(part);
    if (part !== text) break;
  }
  return cut;
}

function cutText(text: string, width: number): string {
  let part = '';
  for (const character of text) {
    if (stringWidth(part + character) > width) break;
    part += character;
  }
  return part;
}

/** A word of the text: parts with different looks that no space separates. */
interface StyledWord {
  readonly spans: readonly StyledSpan[];
  readonly width: number;
  /** The space before the word has the look of the words around it. */
  readonly space: StyledSpan | null;
}

/** Returns the lines of a text, none wider than `width`, each after `indent` spaces. */
export function wrapSpans(
  spans: readonly StyledSpan[],
  { width, indent = 0 }: { readonly width: number; readonly indent?: number },
): readonly ScreenLine[] {
  const room = Math.max(4, width - indent);
  const lines: StyledSpan[][] = [];
  let line: StyledSpan[] = [];
  let used = 0;
  for (const word of splitWords(spans).flatMap((one) => breakWord(one, room))) {
    const space = line.length === 0 ? null : word.space;
    const needed = (space === null ? 0 : 1) + word.width;
    if (line.length > 0 && used + needed > room) {
      lines.push(line);
      line = [...word.spans];
      used = word.width;
      continue;
    }
    if (space !== null) line.push(space);
    line.push(...word.spans);
    used += needed;
  }
  if (line.length > 0) lines.push(line);
  const margin = { text: ' '.repeat(indent), style: 'plain' } as const;
  return lines.map((one) => (indent === 0 ? one : [margin, ...one]));
}

function splitWords(spans: readonly StyledSpan[]): readonly StyledWord[] {
  const words: StyledWord[] = [];
  let parts: StyledSpan[] = [];
  let space: StyledSpan | null = null;
  const end = (next: StyledSpan): void => {
    if (parts.length > 0) words.push({ spans: parts, width: measureLine(parts), space });
    parts = [];
    space = next;
  };
  for (const { text, style } of spans) {
    for (const [index, part] of text.split(' ').entries()) {
      if (index > 0) end({ text: ' ', style });
      if (part !== '') parts.push({ text: part, style });
    }
  }
  end({ text: '', style: 'plain' });
  return words;
}

/** Cuts a word that is wider than a line. */
function breakWord(word: StyledWord, room: number): readonly StyledWord[] {
  if (word.width <= room) return [word];
  const pieces: StyledWord[] = [];
  let parts: StyledSpan[] = [];
  let width = 0;
  const end = (): void => {
    pieces.push({ spans: parts, width, space: pieces.length === 0 ? word.space : null });
    parts = [];
    width = 0;
  };
  for (const { text, style } of word.spans) {
    for (const character of text) {
      const characterWidth = stringWidth(character);
      if (width + characterWidth > room && parts.length > 0) end();
      const last = parts.at(-1);
      if (last?.style === style) parts[parts.length - 1] = { text: last.text + character, style };
      else parts.push({ text: character, style });
      width += characterWidth;
    }
  }
  end();
  return pieces;
}
