import type { RepositoryFile, RepositoryRule, RuleFinding } from './repository.ts';

/** The most words like "what" and "who" in 1,000 words of comments. */
const QUESTION_WORDS_MAX = 3;
const LINE_LENGTH_MAX = 100;
/** The largest share of longer lines, in percent: links and test names cannot be wrapped. */
const LONG_LINES_PERCENT_MAX = 0.5;

const QUESTION_WORD = /^(?:what|whatever|who|whoever|whom)$/i;
const COMMENT = /\/\*[\s\S]*?\*\/|(?<!:)\/\/[^\n]*/g;
const TYPE_NAME = /^(?:export )?(?:abstract )?(?:interface|type|class|enum) ([A-Z]\w*)/gm;

/** No sentence of a comment begins like this. */
const BANNED_OPENING =
  /(?:^|[.:;!?]\s+)(What|Who|Whoever|Where it|Of what|To whom|Else)\b(?![^.!?]*\?)/g;

/** Phrases for which docs/style.md has a standard term. */
const BANNED_IN_COMMENTS =
  /\b(?:is none of|is told|are told|was told|is had|whoever|near miss(?:es)?|rooms?|mirrors?|patiently|how-manieth|passed on)\b/i;
const BANNED_IN_MESSAGES = /\b(?:is none of|is no [a-z]+|is told|are told|whoever)\b/;
const MESSAGE = /(['"`])(?:(?!\1)[^\n\\]|\\.)*\1/g;

/** The figures that the rules are about. */
export interface LanguageMeasure {
  readonly commentWords: number;
  readonly questionWordsPerThousand: number;
  readonly returnsPerThousand: number;
  readonly lines: number;
  readonly longLinesPercent: number;
  readonly typeNames: number;
  /** Names that more than one file declares, with these files. */
  readonly duplicateTypeNames: ReadonlyMap<string, readonly string[]>;
}

/** Selects the TypeScript files of the product: no tests, no declarations. */
function selectProductCode(files: readonly RepositoryFile[]): RepositoryFile[] {
  return files.filter(
    ({ path }) =>
      /\.tsx?$/.test(path) && !/\.spec\.|\.d\.ts$/.test(path) && !/(^|\/)e2e\//.test(path),
  );
}

/** Measures comments, line lengths and type names of the product's code. */
export function measureLanguage(files: readonly RepositoryFile[]): LanguageMeasure {
  const code = selectProductCode(files);
  const words = code.flatMap(({ text }) =>
    findComments(text).flatMap(({ text: it }) => wordsOf(it)),
  );
  const lines = code.flatMap(({ text }) => text.split('\n'));
  const perThousand = (pattern: RegExp): number =>
    (1000 * words.filter((word) => pattern.test(word)).length) / Math.max(words.length, 1);
  const declared = findTypeNames(code);

  return {
    commentWords: words.length,
    questionWordsPerThousand: perThousand(QUESTION_WORD),
    returnsPerThousand: perThousand(/^return(?:s|ed)?$/i),
    lines: lines.length,
    longLinesPercent:
      (100 * lines.filter(({ length }) => length > LINE_LENGTH_MAX).length) /
      Math.max(lines.length, 1),
    typeNames: declared.size,
    duplicateTypeNames: new Map([...declared].filter(([, paths]) => paths.length > 1)),
  };
}

/** Formats the measure in one line. */
export function formatMeasure(measure: LanguageMeasure): string {
  const { questionWordsPerThousand, returnsPerThousand, longLinesPercent, lines } = measure;
  return [
    `${questionWordsPerThousand.toFixed(1)} question words (at most ${QUESTION_WORDS_MAX}) and`,
    `${returnsPerThousand.toFixed(1)} "return" per 1,000 of ${measure.commentWords} comment words;`,
    `${measure.duplicateTypeNames.size} of ${measure.typeNames} type names declared twice (0);`,
    `${longLinesPercent.toFixed(2)} % of ${lines} lines over ${LINE_LENGTH_MAX} columns`,
    `(at most ${LONG_LINES_PERCENT_MAX})`,
  ].join(' ');
}

/** Comments and messages are in plain language, and each type name is declared once. */
export const languageIsPlain: RepositoryRule = (files) => {
  const code = selectProductCode(files);
  const measure = measureLanguage(files);
  const isExceeded =
    measure.questionWordsPerThousand > QUESTION_WORDS_MAX ||
    measure.longLinesPercent > LONG_LINES_PERCENT_MAX;

  return [
    ...(isExceeded ? [{ path: '.', message: formatMeasure(measure) }] : []),
    ...[...measure.duplicateTypeNames].map(([name, paths]) => ({
      path: paths[0] ?? '',
      message: `declares ${name}, as ${paths.slice(1).join(', ')} does`,
    })),
    ...code.filter(({ path }) => !path.startsWith('packages/tidy/')).flatMap(checkPhrases),
  ];
};

function checkPhrases({ path, text }: RepositoryFile): RuleFinding[] {
  const comments = findComments(text);
  const openings = comments.flatMap(({ text: comment, line }) =>
    [...comment.matchAll(BANNED_OPENING)].map((match) => ({
      path,
      line,
      message: `begins a sentence with "${match[1]}"`,
    })),
  );
  const phrases = comments.flatMap(({ text: comment, line }) => {
    const phrase = BANNED_IN_COMMENTS.exec(comment)?.[0];
    return phrase === undefined ? [] : [{ path, line, message: `says "${phrase}"` }];
  });
  const messages = text.split('\n').flatMap((line, index) => {
    const phrase = (line.match(MESSAGE) ?? [])
      .map((message) => BANNED_IN_MESSAGES.exec(message)?.[0])
      .find((found) => found !== undefined);
    return phrase === undefined ? [] : [{ path, line: index + 1, message: `says "${phrase}"` }];
  });

  return [...openings, ...phrases, ...messages];
}

interface CodeComment {
  /** Without comment marks, in one line. */
  readonly text: string;
  readonly line: number;
}

// Line comments in consecutive lines are one comment.
function findComments(text: string): CodeComment[] {
  const comments: { text: string; line: number; end: number }[] = [];
  let line = 1;
  let counted = 0;
  for (const match of text.matchAll(COMMENT)) {
    line += text.slice(counted, match.index).split('\n').length - 1;
    counted = match.index;
    const last = comments.at(-1);
    const isContinued =
      last !== undefined &&
      match[0].startsWith('//') &&
      /^[ \t]*\n[ \t]*$/.test(text.slice(last.end, match.index));
    if (isContinued) {
      last.text += ` ${stripMarks(match[0])}`;
      last.end = match.index + match[0].length;
    } else {
      comments.push({ text: stripMarks(match[0]), line, end: match.index + match[0].length });
    }
  }
  return comments;
}

function stripMarks(comment: string): string {
  return comment
    .replace(/^\/\*\*?|\*\/$|^\/\//g, '')
    .replace(/\n\s*\*/g, ' ')
    .trim();
}

function wordsOf(text: string): string[] {
  return text.match(/[A-Za-z']+/g) ?? [];
}

function findTypeNames(files: readonly RepositoryFile[]): Map<string, string[]> {
  const declared = new Map<string, string[]>();
  for (const { path, text } of files) {
    const names = new Set([...text.matchAll(TYPE_NAME)].flatMap((match) => match[1] ?? []));
    for (const name of names) declared.set(name, [...(declared.get(name) ?? []), path]);
  }
  return declared;
}
