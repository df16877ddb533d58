/**
 * A line that the printed page adds: its number, a job number, or a rule above footnotes. Such lines
 * belong to no paragraph.
 */
export const PAGE_LINE =
  /^(?:\d{1,4}|\d{1,3}\s?\/\s?\d{1,3}|(?:\d{1,3}\/\d{1,3}\s)?\d{2}-\d{5}(?:\s?\([A-Z]\))?(?:\s\d{1,3}\/\d{1,3})?|Page \d{1,3}(?: of \d{1,3})?|[_*\s-]{3,40})$/i;
