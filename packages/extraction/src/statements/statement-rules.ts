import { SearchExpression } from '../search/search-expression.ts';
import { shortenWords, toTopic } from '../text/clause-words.ts';
import { proposeCondemnations, proposeIncident } from './condemnations.ts';
import type { DraftFields } from '../draft.ts';
import { onceByFile, toCue } from '../language/cues.ts';
import type { LanguageFile } from '../language/language-file.ts';
import type { NoteContext } from '../notes/note-context.ts';
import { MARKS } from '../text/marks.ts';
import { findObjectBefore } from '../decisions/objects-before.ts';
import { findAgent } from './passive-agents.ts';
import type { UnitSpan } from '../text/prepared-text.ts';
import type { MarkedSentence } from '../notes/sentence-reader.ts';
import type { FactProposal } from '../notes/sentence-rules.ts';
import { isDrafted } from '../decisions/recalled-approvals.ts';
import { listLeadingVerbs } from './leading-verbs.ts';
import { findOwnSubject, findSubject, type StatementSubject } from './statement-subject.ts';
import { startOfSubject, type StatementVerb } from './statement-verbs.ts';

const PASSIVE_WITHIN = 14;
const NOTHING = /(?!)/u;

/** The words between two verbs with one object: "condemned and strongly rejected". */
const getJoint = onceByFile(({ words }) => {
  const [and, adverb] = ['and', 'adverbs'].map((list) => (words[list] ?? []).join('|') || '(?!)');
  return new SearchExpression(
    `^\\s(?:${and})\\s(?:(?:${adverb})\\s)?$|^(?:并|和|、)\\p{Script=Han}{0,2}$`,
  );
});

/** A pronoun instead of what was condemned before. */
const SAME = /^\s(?:it|them)(?!\p{L})/u;
/** A subject between a comma and the next verb: "…, Member States". */
const SUBJECT_AT_END =
  /,\s(?:the )?(?:[Mm]ember [Ss]tates|[Tt]hey|[Pp]articipants|[Ss]ides|[Pp]arties|[Mm]inisters)(?:\s(?:also|further))?$/u;

/** "…，港口国和岛国代表对此", "…，向家属": the subject or the object of the next verb. */
const HAN_SUBJECT_AT_END = new RegExp(
  `[，；][${MARKS.state}${MARKS.body}](?:[、和与及][${MARKS.state}${MARKS.body}])*\\p{Script=Han}{0,6}$|[，；]并?[向就对][^，；。]{1,30}$|[，；]\\p{Script=Han}{2,10}(?:对此|就此)$`,
  'u',
);

/** Returns the statements and condemnations of a sentence, each with its own clause. */
export function proposeStatements(
  sentence: MarkedSentence,
  context: NoteContext,
): readonly FactProposal[] {
  const verbs = listLeadingVerbs(sentence, context).filter(
    // "Reaffirmed support for" is one statement.
    (verb, index, all) =>
      (sentence.marked.slice(all[index - 1]?.end ?? 0, verb.start).trim() !== '' || index === 0) &&
      !isReported(sentence.marked.slice(all[index - 1]?.end ?? 0, verb.start), index, context) &&
      !isFormality(sentence.marked.slice(verb.end), context.file) &&
      !isDrafted(sentence.marked, verb.start, context),
  );
  if (verbs.length === 0) return proposeContinuation(sentence, context);
  const subject = findSubject(sentence, verbs[0], context);
  if (subject === undefined) return proposePassive(sentence, verbs[0], context);
  context.lastSubject = subject;
  const findOwn = (verb: StatementVerb, index: number): StatementSubject =>
    (index === 0 ? undefined : findOwnSubject(sentence, verb, context)) ?? subject;
  const ends = getClauseEnds(context.file);
  return verbs.flatMap((verb, index) => {
    // The passive of a later verb may have another subject than the first verb.
    if (index > 0 && findAgent(sentence.marked, verb, context.file) !== undefined) return [];
    const clause = findClause(
      sentence.marked,
      { verb, later: verbs.slice(index + 1), ends },
      context,
    );
    const words = sentence.marked.slice(clause.start, clause.end);
    const isLater = index > 0 || hasOtherVerb(sentence.marked.slice(0, verb.start), context);
    // Ideas and failures that are condemned are a position.
    const by = findOwn(verb, index);
    if (by.length === 0) return [];
    // "Malta condemned the attack, whereas Cyprus condemned it without …".
    const isSame = verbs.slice(0, index).some((one) => one.isCondemnation) && SAME.test(words);
    return verb.isCondemnation &&
      (isSame || isViolent(words, context) || isIncident(sentence, clause, context))
      ? by.flatMap((one) =>
          proposeCondemnations(sentence, { verb, clause, subject: one, isLater }, context),
        )
      : [proposePosition(sentence, { verb, clause, subject: by, isFirst: !isLater })];
  });
}

/** "Said that most states condemned it": the verb within the clause has another subject. */
const getReported = onceByFile(({ words }) => {
  const { thatWords = [], and = [], contrasts = [] } = words;
  return {
    // "…, tandis que Malte": a clause of its own, which nobody states.
    clause: new SearchExpression(
      `(?<!,\\s(?:${contrasts.join('|') || '(?!)'})\\s)${toCue(thatWords).source}`,
    ),
    join: new SearchExpression(
      `(?:,|(?:^|\\s)(?:${and.join('|') || '(?!)'}))(?:\\s\\p{Ll}+)?\\s*$`,
    ),
  };
});

function isReported(between: string, index: number, { file }: NoteContext): boolean {
  if (index === 0) return false;
  const { clause, join } = getReported(file);
  return clause.test(between) && !join.test(between);
}

/** "Declared the meeting closed" states nothing. */
function isFormality(words: string, { words: lists }: LanguageFile): boolean {
  const at = toCue(lists['formalities'] ?? []).exec(words)?.index;
  // No space is before a Chinese object: "提出了保留", but not "认为应保留".
  return (at === 1 && /^[\s了]/u.test(words)) || (at === 0 && /^\p{Script=Han}/u.test(words));
}

const getOtherVerbs = onceByFile(({ approvals, words }) =>
  toCue([...Object.values(approvals).flat(), ...(words['clauseVerbs'] ?? [])]),
);

function hasOtherVerb(before: string, { file }: NoteContext): boolean {
  return getOtherVerbs(file).test(before);
}

/** Attempts and remarks are no incident, though violence follows: "любые попытки захвата судов". */
function isViolent(words: string, { file }: NoteContext): boolean {
  const [violence, idea] = ['violence', 'ideas'].map(
    (list) => toCue(file.words[list] ?? []).exec(words)?.index,
  );
  return violence !== undefined && (idea === undefined || idea > violence);
}

/** An object with a day is an incident, if it is no attempt, decision or remark. */
function isIncident(sentence: MarkedSentence, clause: UnitSpan, { file }: NoteContext): boolean {
  const hasDay = sentence
    .listMentions(clause)
    .some((mention) => mention.kind === 'date' && mention.precision === 'day');
  const words = sentence.marked.slice(clause.start, clause.end);
  return hasDay && !toCue(file.words['ideas'] ?? []).test(words);
}

/** "The attack was condemned" names an incident, and nobody who condemned it. */
function proposePassive(
  sentence: MarkedSentence,
  verb: StatementVerb | undefined,
  context: NoteContext,
): readonly FactProposal[] {
  const { words } = context.file;
  if (verb === undefined || !verb.isCondemnation) return [];
  const before = sentence.marked.slice(0, verb.start).trimEnd();
  const passive = toCue(words['passive'] ?? []);
  const violence = toCue(words['violence'] ?? []);
  // "Осуждено нападение": the participle is the verb.
  if (passive.test(verb.written)) {
    const after = { start: verb.end, end: sentence.marked.length };
    const isAfter = violence.test(sentence.marked.slice(verb.end));
    const clause = isAfter ? after : { start: 0, end: before.length };
    return isAfter || violence.test(before) ? proposeIncident(sentence, clause, context) : [];
  }
  if (!violence.test(before) || !passive.test(before.slice(-PASSIVE_WITHIN))) return [];
  const end = before.length - (/\s\S+$/u.exec(before)?.[0].length ?? 0);
  return proposeIncident(sentence, { start: 0, end }, context);
}

/** Returns the words that end a clause: ", as set out", or the next verb of another kind. */
const getClauseEnds = onceByFile(({ words }): SearchExpression => {
  const { clauseEnds = [], clauseVerbs = [], and = [], adverbs = [] } = words;
  const verbs = toCue(clauseVerbs).source;
  return new SearchExpression(
    `${toCue(clauseEnds).source}|,?\\s?(?:${and.join('|')}|,|，)\\s?(?:(?:${adverbs.join('|') || '(?!)'})\\s?)?(?:${verbs})`,
  );
});

/** Returns the clause of a verb: up to the next verb or the end of the sentence. */
function cutClause(
  marked: string,
  {
    verb,
    next,
    ends,
  }: {
    readonly verb: StatementVerb;
    readonly next: StatementVerb | undefined;
    readonly ends: SearchExpression;
  },
): UnitSpan {
  const end = next?.start ?? marked.length;
  const words = cutAtAny(marked.slice(verb.end, end), ends);
  const trimmed = words
    .replace(/(?:[\s,;.。；，]|(?<!\p{L})(?:and|in this regard|also|further)(?!\p{L}))+$/iu, '')
    .replace(SUBJECT_AT_END, '')
    .replace(next === undefined ? NOTHING : HAN_SUBJECT_AT_END, '')
    .replace(/[,，]?并$/u, '');
  return { start: verb.end, end: verb.end + trimmed.length };
}

/** Returns the clause of a verb; that of a condemnation may be before it or after the next verb. */
function findClause(
  marked: string,
  {
    verb,
    later,
    ends,
  }: {
    readonly verb: StatementVerb;
    readonly later: readonly StatementVerb[];
    readonly ends: SearchExpression;
  },
  { file }: Pick<NoteContext, 'file'>,
): UnitSpan {
  // The object of a passive verb is its subject.
  if (findAgent(marked, verb, file) !== undefined) return { start: 0, end: verb.start };
  const [next, ...others] = later;
  const own = cutClause(marked, { verb, next, ends });
  const isJoint = next !== undefined && getJoint(file).test(marked.slice(verb.end, next.start));
  const isOwn = marked.slice(own.start, own.end).trim() !== '';
  if (!verb.isCondemnation || (isOwn && !isJoint)) return own;
  const before = findObjectBefore(marked, verb.start, 'condemned', file);
  if (before !== undefined || next === undefined) return before ?? own;
  // "谴责并反对恐怖主义": two verbs have one object.
  return isJoint
    ? findClause(
        marked,
        { verb: { ...next, isCondemnation: false }, later: others, ends },
        { file },
      )
    : own;
}

function cutAtAny(words: string, ends: SearchExpression): string {
  const match = ends.exec(words);
  return match === null ? words : words.slice(0, match.index);
}

/** In a text with its own speaker, "these actions …" continues the statement before it. */
function proposeContinuation(
  sentence: MarkedSentence,
  { file, part, lastSubject }: NoteContext,
): readonly FactProposal[] {
  const continues = toCue(file.words['continues'] ?? []).exec(sentence.marked)?.index === 0;
  if (part.document === undefined || lastSubject === undefined || !continues) return [];
  const { start, end, text } = sentence.sentence;
  const fields: DraftFields = {
    by: lastSubject,
    modality: 'stated',
    verb: 'stated',
    topic: toTopic(text),
    summary: shortenWords(text),
  };
  return [
    {
      type: 'PositionStated',
      fields,
      span: { start, end },
      confidence: 0.75,
      rule: 'continued-statement',
    },
  ];
}

function proposePosition(
  sentence: MarkedSentence,
  {
    verb,
    clause,
    subject,
    isFirst,
  }: {
    readonly verb: StatementVerb;
    readonly clause: UnitSpan;
    readonly subject: StatementSubject;
    readonly isFirst: boolean;
  },
): FactProposal {
  const words = sentence.getWords(clause).trim();
  const start =
    isFirst && verb.start < 160
      ? startOfSubject(sentence.marked, verb.start)
      : startOfOwnSubject(sentence.marked, verb.start);
  const plain = verb.written.toLowerCase().replaceAll(' ', '-');
  return {
    type: 'PositionStated',
    fields: {
      by: subject,
      modality: 'stated',
      verb: verb.verb,
      ...(plain === verb.verb ? {} : { verbAsWritten: verb.written }),
      topic: toTopic(words),
      summary: shortenWords(`${verb.written} ${words}`),
    },
    span: sentence.toSpan({ start, end: Math.max(clause.end, verb.end) }),
    confidence: 0.85,
    rule: 'statement',
  };
}

/** Returns the place of a short subject between a comma and a later verb. */
function startOfOwnSubject(marked: string, verb: number): number {
  const match = SUBJECT_AT_END.exec(marked.slice(0, verb).trimEnd());
  return match === null
    ? verb
    : match.index + match[0].length - match[0].replace(/^,\s*/, '').length;
}
