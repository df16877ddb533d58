import type { ActorShorthand } from './draft-actors.ts';
import { onceByFile, toCueSource } from '../language/cues.ts';
import type { LanguageFile } from '../language/language-file.ts';
import { MARKS } from '../text/marks.ts';
import type { NoteContext } from '../notes/note-context.ts';
import type { UnitSpan } from '../text/prepared-text.ts';
import { SearchExpression } from '../search/search-expression.ts';

/** "王清和在": a name may end with 和, if no other person follows. */
const LAST_AND = '和(?=与|在|就|对|指出|表示|强调|主持|出席|[、，。]|$)';
const LETTER = `(?:(?![第次们的了团在于和与及])\\p{Script=Han}|${LAST_AND})`;
/** A name as written: "王毅", "敦·帕马威奈". */
const NAME = `(?:${LETTER}{1,10}(?:[·•・]${LETTER}{1,10}?){1,4}|${LETTER}{2,7}?)`;
const END = `$|[\\d${MARKS.date}、，,；;。()（）]|和(?!与|在|就|对|指出|表示|强调|主持|出席|[、，。]|$)|与|及|以及`;

/** The forms of persons with an office before their name. */
interface HanPersonForms {
  /** "外交部部长王毅", directly after the state or body. */
  readonly after: SearchExpression;
  /** An office at the end of words, and the rest of a name after them. */
  readonly officeBefore: SearchExpression;
  readonly restOfName: SearchExpression;
  /** A person with an office anywhere. */
  readonly anywhere: SearchExpression;
  /** The same at the end of words: "港口国外交部部长王毅". */
  readonly ending: SearchExpression;
  /** A name that ends a clause, perhaps with an office after it: "王毅部长". */
  readonly again: SearchExpression;
}

/** Returns the forms of a language file; undefined if its persons are not Chinese. */
const getHanPersonForms = onceByFile((file: LanguageFile): HanPersonForms | undefined => {
  const { personOffices = [], personStops = [] } = file.words;
  if (file.language !== 'zh' || personOffices.length === 0) return undefined;
  const office = `(?:${toCueSource(personOffices)})(?![团处们国机长府会])`;
  const stop = toCueSource(personStops);
  const words = '[\\p{Script=Han}A-Za-z]';
  // The last office counts: "副总理兼外长", "总统特使、副部长".
  const held = `${words}{0,24}?(?:${office})(?:(?:兼|、)${words}{0,16}?(?:${office}))*`;
  // "总统特别顾问王毅": the name is after the last office.
  const later = `(?:首席|特别|高级|常务|第一|国家|安全|事务|经济|外交|军事|政治|法律|办公室){1,4}(?:${office})`;
  const name = `(?!(?:${later}|${office}|${stop}|的|率|在|会|或)|兼)(?<name>${NAME})`;
  return {
    after: new SearchExpression(
      `^(?:(?:\\p{Script=Han}{0,4}(?:共和国|王国|公国|联邦))?(?:[:：]\\s?|[—–-]{1,2}\\s?)|的|[:：]\\s?|[—–-]{1,2}\\s?|代表团由)?(?:${held})${name}(?=${END}|${stop})`,
    ),
    officeBefore: new SearchExpression(`(?:${office})$`),
    restOfName: new SearchExpression(
      `^(?!${stop}|国|主持)\\p{Script=Han}{1,2}(?=[、，,；;。·•・]|${stop})`,
    ),
    anywhere: new SearchExpression(`(?:${office})${name}(?=${END}|${stop})`),
    ending: new SearchExpression(
      `(?:^|[，,、。；;]|${MARKS.state}|${MARKS.body})(?<office>${held})${name}$`,
    ),
    again: new SearchExpression(`(?:^|[，,、。；;”"])(?<name>${NAME})(?:(?:${office}))?$`),
  };
});

/** "秘书长苏丹托": Returns whether the name of a state is a part of that of a person with an office. */
export function isPartOfHanName(
  text: string,
  { start, end }: UnitSpan,
  file: LanguageFile,
): boolean {
  const forms = getHanPersonForms(file);
  if (forms === undefined) return false;
  return (
    forms.officeBefore.test(text.slice(Math.max(0, start - NAME_WITHIN), start)) &&
    forms.restOfName.test(text.slice(end, end + NAME_WITHIN))
  );
}

/** Returns the person before a delegation who leads it: "外交部部长王毅率港口国代表团". */
export function readHanLeader(before: string, file: LanguageFile): string | undefined {
  const words = LEADER_END.exec(before.slice(-SPEAKER_WITHIN))?.groups?.['words'];
  return words === undefined
    ? undefined
    : getHanPersonForms(file)?.ending.exec(words)?.groups?.['name'];
}

/** "主持人：王毅先生（港口国）": the name before the state. */
const LABELLED_CHAIR = new RegExp(
  `^[^:：]{2,8}[:：]\\s?(?<name>[\\p{Script=Han}·]{2,8}?)(?:先生|女士|大使|阁下|博士|教授)?[（(]${MARKS.state}[)）]$`,
  'u',
);

/** Returns the person of a labelled line, whose state is in brackets. */
export function readLabelledHan(marked: string): string | undefined {
  return LABELLED_CHAIR.exec(marked)?.groups?.['name'];
}

/** Returns the person whom the words directly after a state or body name with an office. */
export function readHanPerson(words: string, file: LanguageFile): string | undefined {
  return getHanPersonForms(file)?.after.exec(words)?.groups?.['name'];
}

/** The persons of a note, and for whom a representative speaks. */
const NAMED = new WeakMap<NoteContext, Map<string, ActorShorthand | undefined>>();
const NAME_WITHIN = 24;
const SPEAKER_WITHIN = 80;
/** "外交部部长王毅率", "以外交部部长王毅为团长的": the words before a delegation. */
const LEADER_END = /(?<words>.+)(?:率领?|为(?:代?团长|首)的)$/u;
/** Those who speak for their state. */
const REPRESENTATIVE = /(?:代表|大使)$/u;

/** A speaker at the end of words: a person, or the state that a representative speaks for. */
export interface HanSpeaker {
  readonly name: string;
  /** Undefined for a person who was named before. */
  readonly office: string | undefined;
  readonly isRepresentative: boolean;
}

/** Enters a person, who has no office where the text names the person again. */
export function enterHanPerson(
  name: string,
  context: NoteContext,
  speaksFor?: ActorShorthand,
): void {
  const known = NAMED.get(context) ?? new Map<string, ActorShorthand | undefined>();
  NAMED.set(context, known);
  known.set(name, speaksFor ?? known.get(name));
}

/** Returns for whom a representative speaks who was named before. */
export function findRepresented(name: string, context: NoteContext): ActorShorthand | undefined {
  return NAMED.get(context)?.get(name);
}

/** Enters the persons whom a sentence names with an office. */
export function enterHanPersons(marked: string, context: NoteContext): void {
  for (const { groups } of getHanPersonForms(context.file)?.anywhere.list(marked) ?? [])
    if (groups?.['name'] !== undefined) enterHanPerson(groups['name'], context);
}

/** Returns the person who ends the words before a verb: "外交部部长王毅", or "王毅" later. */
export function findHanSpeaker(before: string, context: NoteContext): HanSpeaker | undefined {
  const forms = getHanPersonForms(context.file);
  if (forms === undefined) return undefined;
  const { office, name } = forms.ending.exec(before.slice(-SPEAKER_WITHIN))?.groups ?? {};
  if (office !== undefined && name !== undefined) {
    enterHanPerson(name, context);
    return { name, office, isRepresentative: REPRESENTATIVE.test(office) };
  }
  const again = forms.again.exec(before.slice(-NAME_WITHIN))?.groups?.['name'];
  return again !== undefined && NAMED.get(context)?.has(again) === true
    ? { name: again, office: undefined, isRepresentative: false }
    : undefined;
}

/** "王毅作出回应，强调", "王毅对此表示赞同": a clause of a known person before the verb, or around it. */
const CLAUSE_BEFORE = /[，；](?<clause>[^，；。“”]{2,40}?)(?<comma>[,，]?)$/u;
/** An office after a name. */
const OFFICE_MAX = 4;

/** Returns the known person who is the subject of the clause before a verb. */
export function findHanClausePerson(before: string, context: NoteContext): HanSpeaker | undefined {
  const { clause, comma } = CLAUSE_BEFORE.exec(before)?.groups ?? {};
  if (clause === undefined) return undefined;
  const name = [...(NAMED.get(context)?.keys() ?? [])].find(
    (known) =>
      clause.startsWith(known) && (comma !== '' || clause.length <= known.length + OFFICE_MAX),
  );
  return name === undefined ? undefined : { name, office: undefined, isRepresentative: false };
}

/** The words of a sentence up to the person whom it begins with: "港口国外交部部长王毅". */
export function findHanLead(marked: string, file: LanguageFile): string | undefined {
  const first = marked.charAt(0);
  if (first !== MARKS.state && first !== MARKS.body) return undefined;
  const found = getHanPersonForms(file)?.after.exec(marked.slice(1))?.[0];
  if (found === undefined) return undefined;
  const end = 1 + found.length;
  return /[、和与及]/u.test(marked.charAt(end)) ? undefined : marked.slice(0, end);
}
