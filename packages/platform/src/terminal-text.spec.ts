import { describe, expect, it } from 'vitest';
import { escapeControls } from './terminal-text.ts';

describe('escapeControls', () => {
  it.each([
    ['an escape sequence', '\u001B[2J', '\\u001b[2J'],
    ['an OSC that sets the clipboard', '\u001B]52;c;eA==\u0007', '\\u001b]52;c;eA==\\u0007'],
    ['a sequence of C1', '\u009B31m', '\\u009b31m'],
    ['a carriage return', 'a\rb', 'a\\u000db'],
    ['a change of direction', 'a\u202Eb\u2066', 'a\\u202eb\\u2066'],
    ['a line separator', 'a\u2028b', 'a\\u2028b'],
  ])('shows %s', (_, text, shown) => expect(escapeControls(text)).toBe(shown));

  it('keeps tabs, newlines, and the texts of every script', () => {
    const text = 'a\tb\n«Совет» 上海合作组织 می‌خواهم d’Ivoire 👩‍⚖️ \\u001b';
    expect(escapeControls(text)).toBe(text);
  });

  it('keeps the value of JSON, and does not escape twice', () => {
    const value = { name: '\u001B]8;;x\u0007\u0085\u202E\u007F' };
    const escaped = escapeControls(JSON.stringify(value));
    expect(JSON.parse(escaped)).toEqual(value);
    expect(escapeControls(escaped)).toBe(escaped);
  });
});
