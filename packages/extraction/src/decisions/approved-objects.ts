import { findHead, onceByFile, toCue } from '../language/cues.ts';
import type { LanguageFile } from '../language/language-file.ts';
import type { NoteContext } from '../notes/note-context.ts';
import type { UnitSpan } from '../text/prepared-text.ts';
import { SearchExpression } from '../search/search-expression.ts';

/** The noun of a Chinese title tells its kind, and not the one after it: "《合作计划》等决议". */
const HAN_TITLE = /《[^《》]{2,60}》/u;
const HAN_DRAFT = /^(?:的?(?:修订案|修正案)?草案)/u;
/** "《港口宣言》和《合作计划》两份文件草案": the noun at the end tells of all titles. */
const HAN_DRAFTS = /》等?(?:[\d一二两三四五六七八九十]{1,3}[个份项])?\p{Script=Han}{0,4}?草案/u;

/** An object of a verb that approves. */
export interface ApprovedObject extends UnitSpan {
  /** The type and kind of the fact: `PlanApproved work-plan`. */
  readonly coding: string;
}

/** "Decision 2 (2034)". */
const NUMBERED = /^\s*\p{Lu}\p{L}+\s(?:No\.?\s?|N[°º]\s?|№\s?)?\d/u;

/** "Decision 2 on ports, and Resolution 3 on lights" has a number in each object. */
const getNumberedSeparator = onceByFile((file) => {
  const and = (file.words['and'] ?? []).join('|');
  return new SearchExpression(
    `${getSeparator(file).source}|(?:[,;]|,?\\s+(?:${and}))\\s+(?=${NUMBERED.source.slice(4)})`,
  );
});

/** Returns the words between two objects: before an article, a number or, in Russian, a noun. */
const getSeparator = onceByFile(({ words, objects }) => {
  const and = (words['and'] ?? []).join('|');
  const articles = (words['articles'] ?? []).join('|') || '(?!)';
  // Without articles a noun of an object begins the next one.
  const isBare = words['articles'] === undefined;
  const nouns = isBare ? toCue(Object.values(objects).flat()).source : '(?!)';
  const noun = `(?:[\\p{L}-]+\\s){0,2}(?:${nouns})`;
  return new SearchExpression(
    `(?<=》)(?=《)|[,;]\\s+(?:(?:${and})\\s+)?(?=${articles}|${noun})|\\s+(?:${and})\\s+(?=${articles}|${noun})|、|和|以及|及其`,
  );
});

/** "《港口宣言》执行报告", "落实《港口宣言》的决议": the noun after a title tells of the object. */
function nameHanObject(
  words: string,
  titled: RegExpExecArray | null,
  { objects }: LanguageFile,
): string {
  if (titled === null) return words;
  const after = words.slice(titled.index + titled[0].length);
  const isOwn = after.startsWith('等') || findHead(objects, after, true) === undefined;
  return isOwn ? titled[0] : after;
}

/** Splits a list of objects. A part without a noun of its own belongs to the one before it. */
export function splitApproved(
  region: string,
  from: number,
  { file }: NoteContext,
): readonly ApprovedObject[] {
  const separator = NUMBERED.test(region) ? getNumberedSeparator(file) : getSeparator(file);
  const objects: ApprovedObject[] = [];
  const areDrafts = HAN_DRAFTS.test(region.slice(Math.max(0, region.lastIndexOf('》'))));
  let start = 0;
  for (const match of [...separator.list(region), undefined]) {
    const end = match?.index ?? region.length;
    const words = region.slice(start, end);
    const titled = HAN_TITLE.exec(words);
    // "《合作计划》草案" is a draft.
    const isDraft = titled !== null && HAN_DRAFT.test(words.slice(titled.index + titled[0].length));
    const named = isDraft ? words : nameHanObject(words, titled, file);
    const isOfDrafts = areDrafts && titled !== null;
    const coding = isOfDrafts
      ? 'DraftEndorsed draft'
      : (findHead(file.objects, named.slice(0, 120), file.language === 'zh') ??
        (titled === null ? undefined : 'DocumentAdopted document'));
    const trimmed = words.trimEnd().replace(/[.,;。]$/u, '');
    const at = start + (words.length - words.trimStart().length);
    const last = objects.at(-1);
    if (coding !== undefined)
      objects.push({ coding, start: from + at, end: from + start + trimmed.length });
    else if (last !== undefined)
      objects[objects.length - 1] = { ...last, end: from + start + trimmed.length };
    start = end + (match?.[0].length ?? 0);
  }
  return objects;
}
