/** One file of the tree: its path from the root, parted by `/`, and its text. */
export interface TreeFile {
  readonly path: string;
  readonly text: string;
}

/** What a rule holds against a file; `line` counts from 1 where one line is to blame. */
export interface Finding {
  readonly path: string;
  readonly line?: number;
  readonly says: string;
}

/** A rule of the house: pure, so that each is shown to fail on a planted file. */
export type Rule = (files: readonly TreeFile[]) => Finding[];

/** A finding as an editor links it. */
export function printFinding(finding: Finding): string {
  return `${finding.path}${finding.line === undefined ? '' : `:${finding.line}`} ${finding.says}`;
}

/** One finding for every line that the pattern is found in. */
export function findLines(
  file: TreeFile,
  pattern: RegExp,
  says: (found: string) => string,
): Finding[] {
  return file.text.split('\n').flatMap((line, index) => {
    const found = pattern.exec(line);
    return found ? [{ path: file.path, line: index + 1, says: says(found[0].trim()) }] : [];
  });
}
