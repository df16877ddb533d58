import { SearchExpression } from '../search/search-expression.ts';

/** The short name of an owner within a name: "港口合作组织（以下简称“港合组织”）理事会". */
export const HAN_SHORT =
  '(?<=\\p{Script=Han}{4})[(（](?!记者|本报|通讯员|责编|编辑|图|资料|摄)(?:以下(?:简称|称)?|简称)?[“"]?\\p{Script=Han}{2,8}[”"]?(?:或[“"]\\p{Script=Han}{2,8}[”"])?[)）]';

/** "论坛第四届部长级会议": at the beginning of a clause an owner of two letters may number its meetings. */
const SHORT_SERIES =
  '(?<=^|[，,。；;、\\s]|决定|商定|同意|确定|宣布)(?!筹备|迎接|落实|围绕|举办|召开|承办|主办|欢迎|支持|同意|商定|期待|关于|根据|出席|参加|以及|本届|双方|各方|会议|这是|此次)\\p{Script=Han}{2,3}(?=第[\\d一二三四五六七八九十百]{1,5}[次届](?:峰会|部长级会议|部长会议?|外长会议?|高官会议?|领导人会议|首脑会议))';

/** "《港口公约》第五次缔约方大会", "落实《港口宣言》第五次高官会": the name of a document is its owner. */
const OF_DOCUMENT =
  '(?:落实)?《[^《》]{2,30}》(?=第[\\d一二三四五六七八九十百]{1,5}[次届]\\p{Script=Han}{0,6}?(?:高官会|工作组会|部长级会议|部长会|外长会|大会|缔约[方国]会议|审议会议))|《[^《》]{2,30}》(?:缔约[方国](?:大会|会议)|审议大会|审议会议)';

/** "灯塔与航标委员会第五次会议": at the beginning of a clause a name that is numbered may have "and". */
function toJoined(nouns: readonly string[], letter: string): string {
  return `(?<=^|[。；，、\\s])${letter}{2,8}[与和及]${letter}{2,16}(?:${nouns.join('|')})(?=第[\\d一二三四五六七八九十百]{1,5}[次届]|(?<=^[^。；，、\\s]{5,30})$)`;
}

/** "港口协作与信任会议（以下简称港协）高官会议", "港口联盟与海湾国（10+3）高官会": the bracket joins the parts. */
function toBracketed(nouns: readonly string[], letter: string): string {
  const owner = `(?<=^|[。；，、\\s])${letter}{2,10}(?:[与和及](?:${letter}{2,12}|\\p{Script=Han}{2,4}))?`;
  return `${owner}(?:(?<=会议)${HAN_SHORT}|[(（]\\d{1,2}\\+\\d{1,2}[)）])${letter}{0,10}(?:${nouns.join('|')})`;
}

/** "第三届港口会议首脑会议": after a number the owner may be a meeting, too. */
function toOfMeeting(nouns: readonly string[], letter: string): string {
  return `(?<=第[\\d一二三四五六七八九十百]{1,5}[次届])${letter}{2,12}会议${letter}{0,6}(?:${nouns.join('|')})`;
}

/**
 * Returns the form of Chinese names: they end with their noun, or before the number of a meeting.
 */
export function compileChineseNames(
  nouns: readonly string[],
  stops: readonly string[],
  short: readonly string[],
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
  // "2031年港口联盟": the end of a date begins no name.
  const start = `(?![—-])(?!(?<=\\d)[年月日]|(?<=\\d年)度|(?<=第[一二三四五六七八九十百]{0,4})[一二三四五六七八九十百]{0,4}轮)${within === '' ? '' : `(?!${within})`}`;
  const toLetters = (some: readonly string[]): string =>
    `(?:(?!${some.join('|')}|——)[\\p{Script=Han}A-Za-z—-]|[(（]\\p{Script=Han}{2,3}[)）](?=\\p{Script=Han})|${HAN_SHORT}(?=\\p{Script=Han}))`;
  // The name of a series may contain the noun of meetings.
  const inSeries = toLetters(stops.filter((stop) => stop !== '会议'));
  return new SearchExpression(
    `${OF_DOCUMENT}|${start}(?:${SHORT_SERIES}|${toJoined(nouns, toLetters(stops))}|${toBracketed(nouns, inSeries)}|${inSeries}{4,30}(?=第[\\d一二三四五六七八九十百]{1,5}[次届])|${toOfMeeting(nouns, toLetters(stops))}|${toLetters(stops)}{2,24}(?:${nouns.join('|')})|(?:${short.join('|') || '(?!)'})(?=(?:(?:、|以及|[和与及])(?:${short.join('|') || '(?!)'}|\\p{Script=Han}{4,12})){0,3}(?:常务|驻\\p{Script=Han}{1,4}|高级|最高)?(?:(?:副|助理)?秘书长|代表(?!处)|专员|主席|特使|总干事|官员|观察员)))`,
  );
}
