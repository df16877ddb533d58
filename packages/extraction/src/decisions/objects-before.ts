import { onceBySlot } from '../language/cues.ts';
import type { LanguageFile } from '../language/language-file.ts';
import type { UnitSpan } from '../text/prepared-text.ts';

/** The object before a verb that changes it: "对规则作出修订". */
const getChanged = onceBySlot('changedBefore');
/** The object before a verb that condemns it: "对袭击表示谴责". */
const getCondemned = onceBySlot('condemnedBefore');
/** The object before the subject of a verb that ends its sentence: "План Совет одобрил." */
const getLeading = onceBySlot('objectLeads');

const FORMS = { changed: getChanged, condemned: getCondemned, leading: getLeading } as const;

/** Returns the object that stands before a verb; undefined if the words before it name none. */
export function findObjectBefore(
  marked: string,
  verb: number,
  kind: keyof typeof FORMS,
  file: LanguageFile,
): UnitSpan | undefined {
  const match = FORMS[kind](file).exec(marked.slice(0, verb));
  const object = match?.groups?.['object'];
  if (match === null || object === undefined) return undefined;
  const start = match.index + match[0].indexOf(object);
  return { start, end: start + object.length };
}
