/** The marks of items, also those that word processors make. */
export const BULLET = '[-–—•*·▪▫●○◦■□‣►▶➢➤✓✔]';
const LABEL = new RegExp(
  `^(?:(?:${BULLET}|\\(?(?:\\d{1,2}|[a-z]{1,2}|[ivx]{1,5})[).]|\\d{1,2}(?:\\.\\d{1,2}){1,3}\\.?)\\s+|(?:[一二三四五六七八九十]{1,3}|\\d{1,2})、|\\d{1,2}[.．](?=\\p{Script=Han})|[(（][一二三四五六七八九十]{1,3}[)）]|（\\d{1,2}）)`,
  'u',
);

/** Returns the length of the label of an item of a list: "- ", "(a) ", "iv. ". */
export function getLabelLength(text: string): number {
  return LABEL.exec(text)?.[0].length ?? 0;
}

/**
 * Returns the label of an item without its number or letter, which those of one list share: "a)".
 */
export function getLabelKind(text: string): string {
  return text
    .slice(0, getLabelLength(text))
    .replace(/\d+/gu, '1')
    .replace(/\p{L}+/gu, 'a');
}

/** Returns whether the words before a verb are only the label of an item. */
export function isOnlyLabel(before: string): boolean {
  return before.trim() === '' || getLabelLength(`${before.trimEnd()} `) > before.trimEnd().length;
}
