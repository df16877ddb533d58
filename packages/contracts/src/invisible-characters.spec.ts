import { describe, expect, it } from 'vitest';
import { nameInvisibles } from './invisible-characters.ts';

describe('Invisible characters in a message', () => {
  it.each([
    ['council\u200B', 'council<U+200B ZERO WIDTH SPACE>'],
    ['oui\u00A0:', 'oui<U+00A0 NO-BREAK SPACE>:'],
    ['re\u00ADport', 're<U+00AD SOFT HYPHEN>port'],
    ['\u202Egnp', '<U+202E RIGHT-TO-LEFT OVERRIDE>gnp'],
    ['\uFEFFid', '<U+FEFF ZERO WIDTH NO-BREAK SPACE>id'],
    ['\u001B[2J', '<U+001B ESCAPE>[2J'],
    ['a\u{E0061}', 'a<U+E0061>'],
    ['\uD800', '<U+D800>'],
  ])('are named: %j', (message, shown) => expect(nameInvisibles(message)).toBe(shown));

  it('are named once, and leave the lines of a message as they are', () => {
    const message = 'one\ttwo\nGenève “élu”: العربية 上海 👍';
    expect(nameInvisibles(message)).toBe(message);
    const named = nameInvisibles('a\u200B');
    expect(nameInvisibles(named)).toBe(named);
  });
});
