import { OPENING } from '../text/clause-words.ts';
import type { ActorShorthand } from '../names/draft-actors.ts';
import type { DraftValue } from '../draft.ts';
import { onceByFile } from '../language/cues.ts';
import {
  enterHanPerson,
  findHanClausePerson,
  findHanLead,
  findHanSpeaker,
  findRepresented,
  type HanSpeaker,
} from '../names/han-persons.ts';
import { MARKS } from '../text/marks.ts';
import type { NoteContext } from '../notes/note-context.ts';
import { dropTitles } from '../names/persons.ts';
import { addCapital } from '../language/word-forms.ts';
import { SearchExpression } from '../search/search-expression.ts';
import type { MarkedSentence } from '../notes/sentence-reader.ts';

const PERSON_WITHIN = 200;
const CAPITAL = "\\p{Lu}[\\p{L}.'-]*";
/** "Commissioner for Trade, Ports and Lights": a comma within the fields of an office. */
const FIELDS = `,(?=\\s${MARKS.body},|\\s\\p{Lu}[\\p{L}-]+(?:\\s\\p{Lu}[\\p{L}-]+)?(?:,\\s\\p{Lu}[\\p{L}-]+)*,?\\sand\\s\\p{Lu})`;
const PARTICLE = '(?:van|von|de|da|do|dos|bin|ibn|al|el|der|del)';

/** A quotation and its verb before a name: "…", a déclaré. */
const QUOTED = '[»”"],?\\s(?:[–—-]\\s)?(?:\\p{Ll}[\\p{L}\'-]*\\s){1,3}';

interface SpeakerForms {
  /** "The Secretary, J. Vella": an office, perhaps with a name. */
  readonly office: SearchExpression;
  /** "Ana Sa, Minister of Trade of Malta,". */
  readonly named: SearchExpression;
  /** "Mr Sa", "Minister Sa". */
  readonly titled: SearchExpression;
  /** "Sa" at the end of a clause that begins with it. */
  readonly short: SearchExpression;
  /** "Ana Sa" at the beginning, in a language whose names of bodies have small letters. */
  readonly full: SearchExpression;
  readonly leadingOffice: SearchExpression;
  readonly leadingName: SearchExpression;
  /** An office without a name, directly before a verb. */
  readonly leadingBare: SearchExpression;
}

const getForms = onceByFile(({ words, slots, language }): SpeakerForms | undefined => {
  const list = [...new Set([...(words['offices'] ?? []), ...(words['personOffices'] ?? [])])];
  if ((words['offices'] ?? []).length === 0) return undefined;
  // At the beginning of a sentence an office has a capital.
  // French writes an office with a capital or without one.
  const cased = language === 'fr' ? list.flatMap((one) => [one, toSmall(one)]) : list;
  const offices = [...new Set(cased.flatMap(addCapital))]
    .toSorted((a, b) => b.length - a.length)
    .join('|');
  const titles = (words['titles'] ?? []).join('|') || '(?!)';
  const article = "(?:[Tt]he|[Ll]e|[Ll]a)\\s|[Ll]'";
  // In Russian the words after an office are in the genitive: "министр обороны Мальты".
  // "Le Président du Conseil a ouvert": a verb ends the words of the office.
  const verb = language === 'fr' ? "(?!\\s(?:a|ont|s'est)\\s)" : '';
  const of = `(?:\\s(?:of|for|in charge of|responsible for|по|du|de|des|de la|${orNever((words['officeLinks'] ?? []).join('|') || undefined)})\\s(?:the\\s)?(?:${verb}[^,;]|${FIELDS}){1,60}?|${orNever(slots['officeOf'])})?`;
  // "Kazakh Foreign Minister": the adjective of a state belongs to the office.
  const office = `(?:[${MARKS.state}${MARKS.body}](?:['’]s)?\\s)?(?:(?!The\\s|Le\\s|La\\s)\\p{Lu}[\\p{L}-]*\\s){0,2}(?:${offices})(?![\\p{L}-])(?:\\s${MARKS.state}(?=\\s))?${of}`;
  const title = `(?:(?:${titles})[\\s,]+)`;
  const portfolios = (words['portfolios'] ?? []).join('|') || '(?!)';
  // After an office without "of", an abbreviation is that of a body: "посол Мальты при ООН Ана Са".
  const noBody = slots['officeOf'] === undefined ? '' : '(?!\\p{Lu}{2,}\\s)';
  const name = `${noBody}(?!(?:${portfolios})(?!\\p{L}))${CAPITAL}(?:\\s(?:${PARTICLE}\\s){0,2}${CAPITAL}|(?<=\\p{Lu}\\.\\p{Lu}[\\p{L}'-]+))`;
  // A language without articles has its offices after any word.
  const bare = slots['officeOf'] === undefined ? '' : '|\\s';
  const begins = `(?<=^|[,;:"]\\s|(?:^|\\s)(?:[Tt]he|[Ll]e|[Ll]a|that|que|что)\\s|[Ll]'${bare}|${QUOTED})`;
  // "The Lead Country, the Foreign Secretary": no article is before a name without a title.
  // "A statement by Ana Sa, Director of the Fund, who recalled".
  const opens = `(?<=^|[,;:"]\\s|(?:^|\\s)(?:that|que|что|by|from|par)\\s${bare}|${QUOTED})`;
  const comma = `(?:,|\\s?[(–—])\\s?(?:${article})?`;
  return {
    office: new SearchExpression(
      `${begins}(?<office>${office})(?:,?\\s${title}*(?<name>${name}{1,5}),?)?$`,
      'd',
    ),
    named: new SearchExpression(
      `(?:(?<=^|[\\s"])${title}+|${opens})(?<name>${name}{1,6})${comma}(?<office>${office})[^;]{0,60}?[),–—]?$`,
      'd',
    ),
    titled: new SearchExpression(
      `${begins}(?:${title}+|(?:${offices})\\s${title}*)(?<name>${CAPITAL}(?:\\s${CAPITAL}){0,4})$`,
      'd',
    ),
    short: new SearchExpression(`${begins}(?<name>${CAPITAL}(?:\\s${CAPITAL}){0,3})$`, 'd'),
    full: new SearchExpression(
      `(?:^|[»"”],?\\s?[–—-]\\s\\p{Ll}+\\s|^(?:${orNever(slots['invertedBefore'])})\\s\\p{Ll}+\\s)(?<name>${orNever(slots['fullName'])})$|[,.?!…]["”]\\s\\p{Ll}+\\s${title}*(?<name>${name}{1,4})$`,
      'd',
    ),
    leadingOffice: new SearchExpression(
      `^(?:${article})?(?<office>${office}),?\\s${title}*(?<name>${name}{1,5})(?=,|\\s\\p{Ll})`,
      'd',
    ),
    leadingBare: new SearchExpression(
      `^(?<office>${office})(?=\\s${orNever(slots['pastverb'])})`,
      'd',
    ),
    leadingName: new SearchExpression(
      `^${title}*(?<name>${name}{1,6})${comma}(?<office>${office})(?=[),–—]|\\s\\p{Ll})`,
      'd',
    ),
  };
});

function toSmall(office: string): string {
  return (office[0] ?? '').toLowerCase() + office.slice(1);
}

function orNever(form: string | undefined): string {
  return form ?? '(?!)';
}

/** Returns the person or office that ends the words before a verb: "the Secretary, J. Vella". */
export function readPerson(
  sentence: MarkedSentence,
  before: string,
  context: NoteContext,
): ActorShorthand | undefined {
  const han = findHanSpeaker(before, context);
  if (han !== undefined) return readHanSpeaker(sentence, before, han, context);
  const forms = getForms(context.file);
  if (forms === undefined) return undefined;
  const from = Math.max(0, before.length - PERSON_WITHIN);
  const words = before.slice(from);
  const known = readKnown(sentence, { words, from }, forms, context);
  if (known !== undefined) return known;
  const { named, office, titled, full } = forms;
  const match = named.exec(words) ?? office.exec(words) ?? titled.exec(words) ?? full.exec(words);
  return declarePerson(sentence, match, from, context);
}

/** "Ms Ana Sa (Malta)," before a verb. */
const OWN_STATE = new RegExp(`\\s\\(${MARKS.state}\\),?$`, 'u');

/** Returns words without a state in brackets at their end. */
export function dropOwnState(before: string): string {
  return before.replace(OWN_STATE, '');
}

/** "The Director, Ana Sa, who recalled …", also with another verb of hers before it. */
const getRelative = onceByFile(({ words }) => {
  const [who, and] = ['who', 'and'].map((list) => (words[list] ?? []).join('|') || '(?!)');
  return new SearchExpression(`,?\\s(?:${who})(?:\\s[^,;]{3,200}\\s(?:${and}))?$`);
});

/**
 * Returns the person of a clause that "who" begins; nobody if it names none, undefined without one.
 */
export function readRelated(
  sentence: MarkedSentence,
  before: string,
  context: NoteContext,
): readonly ActorShorthand[] | undefined {
  const relative = getRelative(context.file).exec(before);
  if (relative === null) return undefined;
  const person = readPerson(sentence, dropOwnState(before.slice(0, relative.index)), context);
  return person === undefined ? [] : [person];
}

/** Returns the known person of the clause before that of a verb. */
export function readClausePerson(
  sentence: MarkedSentence,
  before: string,
  context: NoteContext,
): ActorShorthand | undefined {
  const han = findHanClausePerson(before, context);
  return han === undefined ? undefined : readHanSpeaker(sentence, before, han, context);
}

/** A representative speaks for the state before the office; another person for nobody else. */
function readHanSpeaker(
  sentence: MarkedSentence,
  before: string,
  { name, office, isRepresentative }: HanSpeaker,
  context: NoteContext,
): ActorShorthand {
  const at = before.lastIndexOf(MARKS.state);
  const [state] = sentence.listMentions({ start: at, end: at + 1 });
  if (isRepresentative && before.length - at <= PERSON_WITHIN && state?.kind === 'state') {
    const represented = { [state.code]: state.name };
    enterHanPerson(name, context, represented);
    return represented;
  }
  const represented = office === undefined ? findRepresented(name, context) : undefined;
  return (
    represented ??
    context.actors.declare(name, { kind: 'person', ...(office === undefined ? {} : { office }) })
  );
}

/** Returns the person whom a sentence begins with: "Kazakh Foreign Minister Aidar Sau …". */
export function readLeadingPerson(
  sentence: MarkedSentence,
  context: NoteContext,
): ActorShorthand | undefined {
  const { marked } = sentence;
  const lead = findHanLead(marked, context.file);
  if (lead !== undefined) return readPerson(sentence, lead, context);
  const forms = getForms(context.file);
  if (forms === undefined) return undefined;
  const match = forms.leadingName.exec(marked) ?? forms.leadingOffice.exec(marked);
  if (match?.groups?.['name'] !== undefined) return declarePerson(sentence, match, 0, context);
  const opening = OPENING.exec(marked)?.[0].length ?? 0;
  return declarePerson(sentence, forms.leadingBare.exec(marked.slice(opening)), opening, context);
}

/** "Sa" and "Minister Sa" are the Ana Sa whom the text has named. */
function readKnown(
  sentence: MarkedSentence,
  { words, from }: { readonly words: string; readonly from: number },
  { titled, short }: SpeakerForms,
  context: NoteContext,
): ActorShorthand | undefined {
  for (const form of [titled, short]) {
    const name = readGroup(sentence, form.exec(words), 'name', from);
    const plain = name === undefined ? undefined : dropTitles(name, context.file);
    const known = plain === undefined ? undefined : context.actors.findPerson(plain);
    if (known !== undefined) return known;
  }
  return undefined;
}

function readGroup(
  sentence: MarkedSentence,
  match: RegExpExecArray | null,
  group: string,
  from: number,
): string | undefined {
  const span = match?.indices?.groups?.[group];
  return span && sentence.getWords({ start: from + span[0], end: from + span[1] });
}

function declarePerson(
  sentence: MarkedSentence,
  match: RegExpExecArray | null,
  from: number,
  { actors, file }: NoteContext,
): ActorShorthand | undefined {
  const name = readGroup(sentence, match, 'name', from);
  const office = readGroup(sentence, match, 'office', from);
  if (name === undefined)
    return office === undefined ? undefined : actors.declare(office, { kind: 'office' });
  const fields: Record<string, DraftValue> = { kind: 'person' };
  if (office !== undefined) fields['office'] = office;
  // "Dr Sa" has too few words to be another person than the Ana Sa of the text.
  const plain = dropTitles(name, file);
  return actors.findPerson(plain) ?? actors.declare(plain, fields);
}
