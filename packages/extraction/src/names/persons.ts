import { onceByFile } from '../language/cues.ts';
import { enterHanPerson, readHanLeader, readHanPerson, readLabelledHan } from './han-persons.ts';
import type { LanguageFile } from '../language/language-file.ts';
import type { NoteContext } from '../notes/note-context.ts';
import type { MarkedSentence } from '../notes/sentence-reader.ts';
import { type HeadWords, readHeadWords } from '../notes/head-words.ts';
import {
  getInstrumentals,
  getNameCases,
  getObjectCases,
  toFirstCase,
  toNominative,
} from './name-cases.ts';
import { readOfficeChain } from './office-chains.ts';
import { getPersonForms, type PersonForms } from './person-forms.ts';
import type { FactProposal } from '../notes/sentence-rules.ts';
import { SearchExpression } from '../search/search-expression.ts';

const CHAIR_WITHIN = 30;
const BEFORE_BRACKET = /[^;,()]{3,80}(?=\s$)/u;
/** A name beside its state, without an office. */
const DASHED = /^\s(?:[–—]\s|\()/u;
const LABEL = /^[^\p{L}]*/u;
/** "The Ambassador of Malta to the Union, Ana Sa": where somebody is posted. */
const POSTED = /^\s(?:to|at|auprès d[eu]s?|при)\s[^,;:.]{2,60}(?=,)/u;

/** A title soon follows the name of a state: "Malta H.E. Ana Sa, President". */
const TITLED_WITHIN = 45;

/** Returns whether a title stands near the beginning of a line: "H.E. Ana Sa", "Malta H.E. Ana Sa". */
export function hasEarlyTitle(text: string, file: LanguageFile): boolean {
  const at = getPersonForms(file)?.titled.exec(text)?.index ?? text.length;
  return at < TITLED_WITHIN && !/\s\p{Ll}{4,}/u.test(text.slice(0, at));
}

/** Returns a name without the titles before it: "H.E. Ana Sa" is Ana Sa. */
export function dropTitles(name: string, file: LanguageFile): string {
  return (
    getPersonForms(file)
      ?.title.remove(name)
      .replace(/^[\s,]+/u, '') ?? name
  );
}

/** Returns a name without its titles; that of an object in its first case: "избрал Анну Са". */
export function toPersonName(words: string, isObject: boolean, file: LanguageFile): string {
  const name = dropTitles(words, file);
  return isObject ? toFirstCase(name, getObjectCases(file)) : name;
}

/** Returns the first name that the forms find, unless it is one of a body or document. */
function readName(
  words: string,
  forms: readonly SearchExpression[],
  isName: (name: string) => boolean,
): string | undefined {
  const plain = words.replace(LABEL, '').replace(/[\s,.;]+$/u, '');
  for (const form of forms) {
    const name = form.exec(plain)?.groups?.['name'];
    if (name !== undefined && isName(name)) return name.replace(/(?<=\p{Ll}{2})\.$/u, '');
  }
  return undefined;
}

/** Remembers the persons whom a sentence names in full with a title, so that "Mr Sa" is Ana Sa later. */
export function introducePersons(
  { sentence }: MarkedSentence,
  { file, actors }: NoteContext,
): void {
  const forms = getPersonForms(file);
  if (forms === undefined) return;
  for (const { groups } of forms.titled.list(sentence.text)) {
    const name = forms.title.remove(groups?.['name'] ?? '');
    if (!forms.noName.test(name)) actors.introducePerson(name);
  }
}

/** Adds the persons that the words beside a chair or a delegation name. */
export function completePersons(
  proposal: FactProposal,
  sentence: MarkedSentence,
  context: NoteContext,
): FactProposal {
  const forms = getPersonForms(context.file);
  if (forms === undefined) return proposal;
  if (context.file.language === 'zh')
    return completeHanPerson(proposal, sentence, { forms, context });
  const isName = createNameTest(sentence, forms);
  const { type, fields } = proposal;
  // The person of one of two chairs is not that of both.
  const areSeveral = Array.isArray(fields['chairs']) && fields['chairs'].length > 1;
  if (type === 'MeetingChaired' && fields['person'] === undefined && !areSeveral) {
    const name = readChair(proposal, sentence, { forms, isName, context });
    return name === undefined
      ? proposal
      : { ...proposal, fields: { ...fields, person: declare(name, context) } };
  }
  const attends = type === 'DelegationAttended' || type === 'OrganAttended';
  if (!attends || fields['heads'] !== undefined) return proposal;
  const name = readHead(proposal, sentence, { forms, isName, context });
  return name === undefined
    ? proposal
    : { ...proposal, fields: { ...fields, heads: [declare(name, context)] } };
}

interface PersonReading {
  readonly forms: PersonForms;
  readonly isName: (name: string) => boolean;
  readonly context: NoteContext;
}

/** Returns the name of the person who chairs for a state. */
function readChair(
  proposal: FactProposal,
  sentence: MarkedSentence,
  { forms, isName, context }: PersonReading,
): string | undefined {
  const { titled, beforeOffice, afterOffice, surname } = forms;
  const before = getChairing(context.file).remove(readChairWords(proposal, sentence));
  const next = sentence.sentence.text.slice(proposal.span.end - sentence.sentence.start);
  const words = { before, after: '', next, isOf: false };
  const after = readAttached(words, forms, context.file);
  if (after !== undefined && isName(after)) return after;
  const chaired = readName(before, [forms.chaired], isName);
  if (chaired !== undefined) return toFirstCase(chaired, getNameCases(context.file));
  return (
    readName(before, [titled, beforeOffice, afterOffice, surname], isName) ??
    readApposed(words, forms, isName) ??
    readWithin(proposal, sentence, { forms, isName }) ??
    readOfficer(next, forms, isName) ??
    readOfficeChain(proposal, sentence, { forms, isName, file: context.file })
  );
}

/** "Under the chairmanship of", before a name. */
const getChairing = onceByFile(
  ({ slots }) =>
    new SearchExpression(`^[^,;]{0,120}?(?:${slots['chairedby'] ?? '(?!)'})\\s?(?:the\\s)?`),
);

/** Returns the name of the head of a delegation or organ. */
function readHead(
  proposal: FactProposal,
  sentence: MarkedSentence,
  { forms, isName, context: { file } }: PersonReading,
): string | undefined {
  const words = readHeadWords(proposal, sentence, { forms, file });
  const attached = readHeaded(words, forms, file) ?? readAttached(words, forms, file);
  if (attached !== undefined && isName(attached)) return attached;
  // "Ana Sa, Minister of Malta, Bo Li, Minister of …": the name before an office is its own.
  const listed = readName(words.before, [forms.listed, forms.beforeOffice], isName);
  const mayFollow = words.isOf && listed === undefined;
  const apposed = mayFollow ? readAsWritten(words.next, forms.apposed, isName) : undefined;
  if (apposed !== undefined) return apposed;
  const last = forms.leads.test(words.next)
    ? readName(words.before, [forms.titledLast], isName)
    : undefined;
  return (
    last ??
    listed ??
    readAsWritten(words.before, forms.bracketed, isName) ??
    readAsWritten(words.before, forms.ofState, isName) ??
    readOfShared(proposal, sentence, words.before, { forms, isName }) ??
    readName(words.after, [forms.titled, forms.afterOffice], isName)
  );
}

/** "The Presidents Ana Sa of Malta and Bo Li of Cyprus": the second has the office of the first. */
function readOfShared(
  { span }: FactProposal,
  { sentence: { start, text } }: MarkedSentence,
  before: string,
  { forms, isName }: Pick<PersonReading, 'forms' | 'isName'>,
): string | undefined {
  if (!forms.shared.test(text.slice(0, span.start - start))) return undefined;
  const name = readAsWritten(before, forms.ofNextState, isName);
  return name === undefined || forms.shared.test(name) ? undefined : name;
}

/** "The Minister of Trade of Malta, Ana Sa". */
function readApposed(
  { before, next }: Pick<HeadWords, 'before' | 'next'>,
  { apposed, office }: PersonForms,
  isName: (name: string) => boolean,
): string | undefined {
  return office.test(before) ? readAsWritten(next, apposed, isName) : undefined;
}

/** "The Minister of Trade of Malta, Ana Sa, took the chair": the name is within the words of the fact. */
function readWithin(
  { span }: FactProposal,
  { sentence, mentions }: MarkedSentence,
  { forms, isName }: Pick<PersonReading, 'forms' | 'isName'>,
): string | undefined {
  const { text, start } = sentence;
  const state = mentions.find(
    (one) => one.kind === 'state' && one.start >= span.start - start && one.end <= span.end - start,
  );
  if (state === undefined) return undefined;
  const after = text.slice(state.end).replace(POSTED, '');
  return readApposed({ before: text.slice(0, state.start), next: after }, forms, isName);
}

/** Returns the name that one form finds in words as they are. */
function readAsWritten(
  words: string,
  form: SearchExpression,
  isName: (name: string) => boolean,
): string | undefined {
  const name = form.exec(words)?.groups?.['name'];
  return name !== undefined && isName(name) ? name : undefined;
}

/** "Maltese Deputy Foreign Minister Ana Sa": the office and the name follow the state. */
function readOfficer(
  next: string,
  { leads, titled, afterOffice }: PersonForms,
  isName: (name: string) => boolean,
): string | undefined {
  if (!leads.test(next)) return undefined;
  return readName(next.split(/[,.;](?=\s)/u)[0] ?? '', [titled, afterOffice], isName);
}

/** A person has no name of a state or body. */
function createNameTest(
  { mentions }: MarkedSentence,
  { noName }: PersonForms,
): (name: string) => boolean {
  return (name) =>
    !noName.test(name) &&
    !mentions.some(
      (mention) =>
        mention.kind !== 'date' && (mention.name.includes(name) || name.includes(mention.name)),
    );
}

const HAN_AND = /(?:以及|[和与及])$/u;

/** In Chinese a person is directly after the state, with an office before the name. */
function completeHanPerson(
  proposal: FactProposal,
  sentence: MarkedSentence,
  { forms, context }: { readonly forms: PersonForms; readonly context: NoteContext },
): FactProposal {
  const { type, fields, span } = proposal;
  const { file } = context;
  // The person of one of two chairs is not that of both.
  const { chairs } = fields;
  const isOne = !Array.isArray(chairs) || chairs.length < 2;
  const isChair = type === 'MeetingChaired' && fields['person'] === undefined && isOne;
  const attends = type === 'DelegationAttended' || type === 'OrganAttended';
  if (!isChair && (!attends || fields['heads'] !== undefined)) return proposal;
  const from = sentence.sentence.start;
  const chair = sentence.mentions.findLast(
    ({ kind, end }) => kind === 'state' && from + end <= span.end,
  );
  const words = isChair
    ? sentence.sentence.text.slice(chair?.end ?? 0, span.end - from + CHAIR_WITHIN)
    : dropAnd(readHeadWords(proposal, sentence, { forms, file }).next, sentence);
  const before = sentence.sentence.text.slice(0, span.start - from);
  const name =
    readHanPerson(words, file) ??
    (isChair ? readLabelledHan(sentence.marked) : readHanLeader(before, file));
  if (name === undefined) return proposal;
  enterHanPerson(name, context);
  const person = declare(name, context);
  return { ...proposal, fields: { ...fields, ...(isChair ? { person } : { heads: [person] }) } };
}

/** "港口国外长王毅和岛国外长李明": the words up to the next state end with "and". */
function dropAnd(words: string, { sentence }: MarkedSentence): string {
  return sentence.text.endsWith(words) ? words : words.replace(HAN_AND, '');
}

/** "Malta, headed by …" in a language whose names have cases. */
function readHeaded(
  { next }: HeadWords,
  { headed }: PersonForms,
  file: LanguageFile,
): string | undefined {
  const name = headed.exec(next)?.groups?.['name'];
  return name === undefined ? undefined : toFirstCase(name, getInstrumentals(file));
}

/** "The Minister of Trade of Malta Ana Sa": the name is directly after the state of its office. */
function readAttached(
  { before, next }: HeadWords,
  { office, attached, dashed }: PersonForms,
  file: LanguageFile,
): string | undefined {
  const first = office.exec(before)?.groups?.['office'];
  const plain = attached.exec(next)?.groups?.['name'];
  if (plain !== undefined) {
    // "Malta – Ana Sa" in a list needs no office of its own.
    if (first === undefined) return DASHED.test(next) ? plain : undefined;
    return toNominative(plain, first, file);
  }
  // "The Adviser to the President of Malta – Secretary of the Harbour Council Ana Sa".
  const { office: second, name } = first === undefined ? {} : (dashed.exec(next)?.groups ?? {});
  if (second === undefined || name === undefined) return undefined;
  return toNominative(name, second, file);
}

function declare(name: string, { actors }: NoteContext): ReturnType<typeof actors.declare> {
  return actors.declare(name, { kind: 'person' });
}

/** Returns the words of a chair: those of its passage, and a clause about its person. */
function readChairWords({ span }: FactProposal, { sentence }: MarkedSentence): string {
  const { text, start } = sentence;
  const from = span.start - start;
  const end = span.end - start;
  const labelled = /^[\p{L} -]{2,40}[:：]\s?(?=\S)/u.exec(text)?.[0].length ?? 0;
  if (from === 0 && labelled > 0) return text.slice(labelled, Math.max(end, labelled + 60));
  const before =
    /(?:^|(?<!\p{Lu}\p{Ll}{0,3})\.\s|;\s)(?:[^.;]|(?<=\p{Lu}\p{Ll}{0,3})\.){0,180}\sof\s(?:the\s)?$/u.exec(
      text.slice(0, from),
    )?.[0] ?? '';
  // "Mr Ana Sa (Malta) chaired the meeting".
  const bracket = text.lastIndexOf('(', end);
  const named = bracket < 0 ? null : BEFORE_BRACKET.exec(text.slice(0, bracket));
  if (named !== null && bracket >= from - 1) return named[0];
  const after = /^,\s(?:headed|represented)\sby\s[^,;]{1,90}/u.exec(text.slice(end))?.[0] ?? '';
  return `${before}${text.slice(from, end)}${after}`;
}
