import { MARKS } from '../text/marks.ts';
import { SearchExpression } from '../search/search-expression.ts';

/** A clause after a comma or semicolon that has only its actors so far. */
export const OWN_CLAUSE = new SearchExpression(
  `(?:[;；]\\s*|，|表示|,(?=${MARKS.state})|,\\s(?:(?:and|et|и|while|whereas|а|tandis que|alors que|pendant que)\\s)?)(?:(?:[Tt]he|[Ll]a|[Ll]e|[Ll]es)\\s|[Ll]'|cel(?:le|ui)\\sd(?:u|e|es)\\s)?${MARKS.state}(?:(?:,\\s|\\s(?:and|et|и)\\s|、|和)${MARKS.state})*(?:\\p{Script=Han}{2,4})?$`,
);
/** A known person in such a clause: "…, and Ana Sa". */
export const OWN_PERSON =
  /(?:[;；]\s|,\s(?:and|et|и|while|whereas|а|tandis que|alors que|pendant que)\s)(?<name>\p{Lu}[\p{L}'’-]+(?:\s\p{Lu}[\p{L}'’-]+){1,3})$/u;
/** A clause with a subject after an article: "…, and the delegate of Malta". */
export const NAMED_CLAUSE = new SearchExpression(
  `(?:[;；]\\s|,\\s(?:and|et|while|whereas|but|tandis que|alors que|pendant que)\\s)(?:(?:[Tt]he|[Ll]e|[Ll]a|[Ll]es)\\s|${MARKS.state}['’]s?\\s)[^,;]{2,60}$`,
);
