import { SearchExpression } from './search-expression.ts';

/** Returns the form of Chinese names: they end with their noun, or before the number of a meeting. */
export function compileChineseNames(
  nouns: readonly string[],
  stops: readonly string[],
): SearchExpression {
  // No name begins within one of these words.
  const within = stops
    .flatMap((stop) =>
      Array.from(
        { length: stop.length - 1 },
        (_, at) => `(?<=${stop.slice(0, at + 1)})${stop.slice(at + 1)}`,
      ),
    )
    .join('|');
  const start = within === '' ? '' : `(?!${within})`;
  const toLetters = (some: readonly string[]): string =>
    `(?:(?!${some.join('|')})[\\p{Script=Han}A-Za-z—-]|[(（]\\p{Script=Han}{2,3}[)）](?=\\p{Script=Han}))`;
  // The name of a series may contain the noun of meetings.
  const inSeries = toLetters(stops.filter((stop) => stop !== '会议'));
  return new SearchExpression(
    `${start}(?:${inSeries}{4,30}(?=第[\\d一二三四五六七八九十百]{1,5}[次届])|${toLetters(stops)}{2,24}(?:${nouns.join('|')}))`,
  );
}
