import type { Rule, TreeFile } from '../tree-file.ts';
import { findLines } from '../tree-file.ts';

const PURE = [
  /^packages\/(contracts|domain|drafting)\/src\//,
  /^packages\/event-log\/src\/(.*\/)?fold[^/]*\.ts$/,
  /^packages\/read-models\/src\/(.*\/)?projection[^/]*\.ts$/,
];
const CLOCK = /\bnew Date\(\s*\)|(?<!new )\bDate\(\s*\)|\bnew Date(?![\w(])|\bTemporal\.Now\b/;

/**
 * A pure room has no clock. The linter refuses `Date.now`, randomness, ids, process, input and output there
 * (.oxlintrc.json); this is what it cannot say: `new Date` without arguments.
 */
export const pureRoomsHaveNoClock: Rule = (files) =>
  files
    .filter(
      (file) =>
        file.path.endsWith('.ts') &&
        !file.path.endsWith('.spec.ts') &&
        PURE.some((room) => room.test(file.path)),
    )
    .flatMap((file) =>
      findLines(withoutComments(file), CLOCK, (call) => `reads the clock: ${call}`),
    );

// Comments go, their line breaks stay, so that lines keep their numbers.
function withoutComments(file: TreeFile): TreeFile {
  const text = file.text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/(?<!:)\/\/.*$/gm, '');
  return { path: file.path, text };
}
