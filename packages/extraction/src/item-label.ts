const LABEL = /^(?:[-–—•*·▪]|\(?(?:\d{1,2}|[a-z]{1,2}|[ivx]{1,5})[).])\s+/u;

/** Returns the length of the label of an item of a list: "- ", "(a) ", "iv. ". */
export function getLabelLength(text: string): number {
  return LABEL.exec(text)?.[0].length ?? 0;
}

/** Returns whether the words before a verb are only the label of an item. */
export function isOnlyLabel(before: string): boolean {
  return before.trim() === '' || getLabelLength(`${before.trimEnd()} `) > before.trimEnd().length;
}
