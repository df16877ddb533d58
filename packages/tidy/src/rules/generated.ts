import type { Finding, TreeFile } from '../tree-file.ts';

const GENERATED = /^packages\/contracts\/schemas\//;

/** What is generated and committed is what would be generated now, and nothing is left from before. */
export function generatedFilesAreFresh(
  files: readonly TreeFile[],
  generated: ReadonlyMap<string, string>,
): Finding[] {
  const committed = new Map(files.map((file) => [file.path, file.text]));
  const remedy = 'run `npx pnpm generate`';
  return [
    ...[...generated]
      .filter(([path, content]) => committed.get(path) !== content)
      .map(([path]): Finding => ({
        path,
        says: `${committed.has(path) ? 'is stale' : 'is not committed'}: ${remedy}`,
      })),
    ...files
      .filter((file) => GENERATED.test(file.path) && !generated.has(file.path))
      .map(({ path }): Finding => ({ path, says: `is no longer generated: ${remedy}` })),
  ];
}
