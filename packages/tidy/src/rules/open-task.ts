import { findLines, type Rule } from '../tree-file.ts';

// The brackets keep this file from being its own first finding.
const MARK = /\b(TOD[O]|FIXM[E])\b(?!\(#\d+\))/;

/** What is left to do stands in an issue; a mark in the code names it, as in `(#12)`. */
export const openTasksNameTheirIssue: Rule = (files) =>
  files.flatMap((file) =>
    findLines(file, MARK, (mark) => `${mark} without the number of its issue`),
  );
