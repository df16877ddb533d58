/** Words as a shell reads them, for lines that people copy. */

const INVISIBLE = /(?! )[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Zs}]/gu;

/** Returns a word as the shells sh, bash and zsh read it; with `$'…'` if it has controls. */
export function quoteForShell(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word) && !word.startsWith('=')) return word;
  if (word.search(INVISIBLE) === -1) return `'${word.replaceAll("'", `'\\''`)}'`;

  // The terminal shows controls as escapes, which only this form turns back into the controls.
  const escaped = word
    .replaceAll(/[\\']/g, (character) => `\\${character}`)
    .replaceAll(INVISIBLE, escapeForShell);
  return `$'${escaped}'`;
}

function escapeForShell(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
}
