import { onceByFile, toCueSource } from '../language/cues.ts';
import { getLabelLength } from './item-label.ts';
import type { LanguageFile } from '../language/language-file.ts';
import type { TextBlock } from './prepared-text.ts';
import { SearchExpression } from '../search/search-expression.ts';

const LINE_MAX = 120;
/** Before the last line of a list. */
const LEADING_AND = /^(?:And|Et|И)\s/u;

/**
 * Returns the block at a place and the number of its lines. "Next meeting:" has its words in the next
 * line, and so has "Mr Raúl Vega," his office.
 */
export function joinLines(
  blocks: readonly TextBlock[],
  at: number,
  file: LanguageFile,
): readonly [TextBlock | undefined, number] {
  const block = blocks[at];
  const next = blocks[at + 1];
  if (block === undefined || next === undefined || next.text.length > LINE_MAX) return [block, 1];
  const words = block.text.slice(getLabelLength(block.text));
  // "For Malta:" is above the name and the office of the head of its delegation.
  if (getLabelFor(file).test(words)) return joinTitled(blocks, at, file);
  const goesOn = getLabels(file).test(words) || isPerson(words, next.text, file);
  return goesOn ? [join(block, next), 2] : [block, 1];
}

function joinTitled(
  blocks: readonly TextBlock[],
  at: number,
  file: LanguageFile,
): readonly [TextBlock | undefined, number] {
  const { titled, headed, office } = getPersons(file);
  const [block, line, held] = blocks.slice(at, at + 3);
  if (block === undefined || line === undefined) return [block, 1];
  const name = blankLabel(line);
  if (headed.test(name.text.trimStart())) return [join(block, name), 2];
  if (!titled.test(name.text.trimStart())) return [block, 1];
  const hasOffice = held !== undefined && held.text.length <= LINE_MAX && office.test(held.text);
  return hasOffice ? [join(join(block, name), held), 3] : [join(block, name), 2];
}

/** Returns a line without its label: spaces keep the places of its words. */
function blankLabel(line: TextBlock): TextBlock {
  const length = getLabelLength(line.text);
  return { ...line, text: ' '.repeat(length) + line.text.slice(length) };
}

function join(first: TextBlock, second: TextBlock): TextBlock {
  // A name ends where its line ends.
  const mark = /[,:：–—-]$/u.test(first.text) ? ' ' : ',';
  const gap = mark.padEnd(second.start - first.end);
  const and = LEADING_AND.exec(first.text)?.[0].length ?? 0;
  const text = first.text.slice(and) + gap + second.text;
  return { start: first.start + and, end: second.end, text };
}

function isPerson(words: string, next: string, file: LanguageFile): boolean {
  const { titled, office } = getPersons(file);
  return words.length <= LINE_MAX && titled.test(words) && office.test(next);
}

const getLabels = onceByFile(({ words }) => {
  const labels = ['labelNext', 'labelDate', 'labelPlace', 'labelChair'];
  return new SearchExpression(
    `^(?:${labels.map((list) => toCueSource(words[list] ?? [])).join('|')})\\s?[:：]$`,
  );
});

const getLabelFor = onceByFile(
  ({ words }) =>
    new SearchExpression(
      `^(?:${toCueSource(words['labelFor'] ?? [])})\\s(?:[Ll]')?\\p{Lu}[^.:：]{2,60}[:：]?$`,
    ),
);

/** A line with a title and a name, one with the office too, and one that begins with an office. */
const getPersons = onceByFile(({ words }) => {
  const titled = `^(?:(?:And|Et|И)\\s)?(?:${(words['titles'] ?? []).join('|') || '(?!)'})\\s[\\p{L}\\s.'-]+`;
  const office = `(?:(?:[Tt]he|[Ll]e|[Ll]a)\\s)?(?:\\p{Lu}[\\p{L}-]+\\s){0,2}(?:${toCueSource(words['personOffices'] ?? [])})`;
  return {
    titled: new SearchExpression(`${titled}[,–—-]?$`),
    headed: new SearchExpression(`${titled}[,–—-]\\s${office}`),
    office: new SearchExpression(`^${office}(?!.*[.]\\s)`),
  };
});
