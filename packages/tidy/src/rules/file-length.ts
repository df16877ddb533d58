import type { Rule } from '../tree-file.ts';

/** The longest a file of code may be: what fits a sitting of reading. */
export const FILE_LINES_MAX = 500;

const CODE = /\.(ts|tsx|mts|js|mjs|css|sql|sh)$|^\.ci\/run$/;

/** No file of code is longer than {@link FILE_LINES_MAX} lines. */
export const filesAreShort: Rule = (files) =>
  files
    .filter((file) => CODE.test(file.path))
    .map((file) => ({
      path: file.path,
      lines: file.text.split('\n').length - (file.text.endsWith('\n') ? 1 : 0),
    }))
    .filter(({ lines }) => lines > FILE_LINES_MAX)
    .map(({ path, lines }) => ({ path, says: `has ${lines} lines, more than ${FILE_LINES_MAX}` }));
