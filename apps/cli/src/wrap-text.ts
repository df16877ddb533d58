import { escapeControls } from '@rapporteur/platform/terminal-text';
import stringWidth from 'string-width';

/**
 * Returns the lines of a text, none wider than `width`. It breaks at spaces; a longer word is
 * broken after a hyphen or a slash, or else within. White space is joined to single spaces.
 */
export function wrapText(text: string, width: number): readonly string[] {
  const words = escapeControls(text.replaceAll(/\s+/g, ' '))
    .split(' ')
    .filter((word) => word !== '');
  if (!Number.isFinite(width)) return [words.join(' ')];

  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (stringWidth(joined) <= width) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    const parts = breakWord(word, width);
    lines.push(...parts.slice(0, -1));
    line = parts.at(-1) ?? '';
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line];
}

/** Returns the width of the widest word. */
export function measureWidestWord(text: string): number {
  return Math.max(0, ...text.split(/\s+/).map((word) => stringWidth(word)));
}

function breakWord(word: string, width: number): readonly string[] {
  if (stringWidth(word) <= width) return [word];
  const parts: string[] = [];
  let part = '';
  for (const piece of word.split(/(?<=[-/_])/).flatMap((whole) => cutWord(whole, width))) {
    if (stringWidth(part + piece) > width) {
      parts.push(part);
      part = '';
    }
    part += piece;
  }
  return [...parts, part];
}

/** Returns a word in parts that fit, cut between characters. */
function cutWord(word: string, width: number): readonly string[] {
  if (stringWidth(word) <= width) return [word];
  const parts: string[] = [];
  let part = '';
  for (const character of word) {
    if (part !== '' && stringWidth(part + character) > width) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}
