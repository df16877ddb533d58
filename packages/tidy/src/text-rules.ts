import {
  findLines,
  type RepositoryFile,
  type RepositoryRule,
  type RuleFinding,
} from './repository.ts';

/** The most lines a code file may have. */
export const FILE_LINES_MAX = 350;

const CODE = /\.(ts|tsx|mts|js|mjs|css|sql|sh)$|^\.ci\/run$/;

const GENERATED = /^\/\/ Written by `npx pnpm generate`/;

/** No code file that is written by hand is longer than {@link FILE_LINES_MAX} lines. */
export const filesAreShort: RepositoryRule = (files) =>
  files
    .filter(({ path, text }) => CODE.test(path) && !GENERATED.test(text))
    .map(({ path, text }) => ({
      path,
      lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
    }))
    .filter(({ lines }) => lines > FILE_LINES_MAX)
    .map(({ path, lines }) => ({ path, message: `has ${lines} lines; at most ${FILE_LINES_MAX}` }));

// The brackets keep this file from matching itself.
const OPEN_TASK = /\b(TOD[O]|FIXM[E])\b(?!\(#\d+\))/;

/** A mark of an open task names its issue, as in `(#12)`. */
export const openTasksNameTheirIssue: RepositoryRule = (files) =>
  files.flatMap((file) =>
    findLines(file, OPEN_TASK, (mark) => `has a ${mark} without the number of its issue`),
  );

const MACHINE_PATH = /(?<![\w.~])\/(?:work|root|home|Users|tmp)\/[\w.-]+/;
const REGISTRY_HOST =
  /https?:\/\/[^\s"'/]*(?:registry|npmjs|verdaccio|artifactory|nexus)[^\s"'/]*/i;
const LOCKED_TARBALL = /tarball:\s*\S*:\/\//;

/** No file names a folder of one machine, or the host that packages were fetched from. */
export const filesNameNoMachine: RepositoryRule = (files) =>
  files.flatMap((file) => [
    ...findLines(file, MACHINE_PATH, (path) => `names a folder of one machine: ${path}`),
    ...findLines(file, REGISTRY_HOST, (host) => `names a package host: ${host}`),
    ...(file.path === 'pnpm-lock.yaml'
      ? findLines(file, LOCKED_TARBALL, () => 'locks a package to one host')
      : []),
  ]);

const PURE_FILES = [
  /^packages\/(contracts|domain|drafting|extraction|review|tables)\/src\//,
  /^packages\/event-log\/src\/(.*\/)?fold[^/]*\.ts$/,
  /^packages\/read-models\/src\/(.*\/)?projection[^/]*\.ts$/,
];
const CLOCK = /\bnew Date\(\s*\)|(?<!new )\bDate\(\s*\)|\bnew Date(?![\w(])|\bTemporal\.Now\b/;

/**
 * Pure packages read no clock. The linter rejects `Date.now`, randomness, ids, process and I/O
 * (.oxlintrc.json); this rule adds `new Date` without arguments, which the linter cannot express.
 */
export const pureFilesReadNoClock: RepositoryRule = (files) =>
  files
    .filter(({ path }) => path.endsWith('.ts') && !path.endsWith('.spec.ts'))
    .filter(({ path }) => PURE_FILES.some((pattern) => pattern.test(path)))
    .flatMap((file) =>
      findLines(withoutComments(file), CLOCK, (call) => `reads the clock: ${call}`),
    );

// Line breaks stay, so that lines keep their numbers.
function withoutComments({ path, text }: RepositoryFile): RepositoryFile {
  const code = text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/(?<!:)\/\/.*$/gm, '');
  return { path, text: code };
}

/** Shorter sentences are formulas that anyone may write. */
const SENTENCE_LENGTH_MIN = 60;

/** Returns the sentences of a source text that are long enough to be the author's own words. */
export function splitSentences(text: string): string[] {
  return text
    .split(/\n\s*\n|(?<=[.!?]["”’)]?)\s+/)
    .map(normalize)
    .filter((sentence) => sentence.length >= SENTENCE_LENGTH_MIN && /[.!?]["')]?$/.test(sentence));
}

/** No file copies a sentence of a source text, however it is wrapped. */
export function createSourceRule(sources: readonly string[]): RepositoryRule {
  const sentences = sources.flatMap(splitSentences);

  return (files) =>
    files.flatMap(({ path, text }): RuleFinding[] => {
      const normalized = normalize(text);
      return sentences
        .filter((sentence) => normalized.includes(sentence))
        .map((sentence) => ({ path, message: `copies a source: "${sentence.slice(0, 30)}…"` }));
    });
}

// Quotation marks, case, line breaks and comment marks make no difference.
function normalize(text: string): string {
  return text
    .replace(/[“”„«»]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/\n\s*(?:\*|\/\/|#|>)\s/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}
