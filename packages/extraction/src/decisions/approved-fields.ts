import type { ApprovalVerb } from './approval-rule.ts';
import type { ApprovedObject } from './approved-objects.ts';
import { findEnd, getUntil, readPeriods } from './approval-periods.ts';
import { toSlug } from '../resolutions/citations.ts';
import { shortenWords } from '../text/clause-words.ts';
import { onceBySlot } from '../language/cues.ts';
import type { DraftFields } from '../draft.ts';
import { findOther, listShortNames } from '../names/short-names.ts';
import { MARKS } from '../text/marks.ts';
import type { NoteContext } from '../notes/note-context.ts';
import { SearchExpression } from '../search/search-expression.ts';
import type { MarkedSentence } from '../notes/sentence-reader.ts';
import { toActor } from '../notes/sentence-rules.ts';

/** Words between the object and its verb, or the next verb: "the draft was". */
const VERB_AT_END = /(?:\s(?:was|were|is|are|has been|have been|a été|ont été)|[,，]?并)$/u;
/** Not "the plan for the implementation of the decisions of the Council". */
const OWNER = new SearchExpression(
  `^(?:(?!\\s(?:for|on|to)\\s).)*?\\bof\\s(?:the\\s)?${MARKS.body}`,
);
/** "执行委员会工作计划": the owner is before the noun. */
const OWNER_BEFORE = new SearchExpression(`^了?${MARKS.body}的?(?=\\p{Script=Han})`);

/** The owner in the genitive, in a language without "of". */
const getOwnerAfter = onceBySlot('planowner');

/** Returns the fields of an approval: those of its type, with the words of the object. */
export function toFields(
  sentence: MarkedSentence,
  {
    type,
    kind,
    object,
    verb,
  }: {
    readonly type: string;
    readonly kind: string;
    readonly object: ApprovedObject;
    readonly verb: ApprovalVerb;
  },
  context: NoteContext,
): DraftFields {
  const words = sentence.getWords(object).trim().replace(VERB_AT_END, '');
  const name = shortenWords(words.replace(/^(?:the|a|an|its|le|la|les|un|une)\s+/i, ''));
  const mentions = sentence.listMentions(object);
  const written = verb.written.toLowerCase() === verb.verb ? {} : { verbAsWritten: verb.written };
  const common = { modality: 'decided', verb: verb.verb, ...written };
  const last = mentions.findLast((mention) => mention.kind === 'date');
  const marked = sentence.marked.slice(object.start, object.end);
  const isUntil = getUntil(context.file).test(marked);
  const { period, ended } = readPeriods(mentions, isUntil);
  switch (type) {
    case 'PlanApproved': {
      const body = [OWNER, OWNER_BEFORE, getOwnerAfter(context.file)].some((form) =>
        form.test(marked),
      )
        ? mentions.find((mention) => mention.kind === 'body')
        : undefined;
      const of =
        body === undefined ? readShortOwner(marked, context) : toActor(body, context.actors);
      return { ...common, kind, name, ...(of === undefined ? {} : { of }), ...ended };
    }
    case 'ProgrammeAdopted':
      return { ...common, name, ...ended };
    case 'DocumentAdopted':
      return {
        ...common,
        document: toSlug(name, 60) || `document-${sentence.sentence.start}`,
        docType: kind,
        title: name,
      };
    case 'DraftEndorsed':
      return { ...common, kind, name };
    default: {
      const end = isUntil ? last : findEnd(sentence, verb, context.file);
      const until = end?.kind === 'date' ? { period: `../${end.edtf}` } : {};
      // "The mandate for 2033-2035" has both ends.
      const term = JSON.stringify(period).includes('/') ? period : {};
      const own = kind === 'mandate' ? { ...term, ...until } : kind === 'budget' ? period : {};
      return { ...common, kind, subject: name, ...own };
    }
  }
}

/** "The work plan of the Centre": a noun alone stands for a body that the text has named. */
const SHORT_OWNER = /^[^,;]{0,80}?\bof the (?<noun>\p{Lu}\p{L}+)(?=$|[,;.]|\s(?:for|in|and)\s)/u;

const OF_OWNER = /(?<= of the )(?!.* of the ).+$/u;

/** Returns the owner of a plan by its noun, unless that is the body of the note. */
function readShortOwner(
  marked: string,
  { file, actors, mainBody, register }: NoteContext,
): ReturnType<typeof toActor> {
  const noun = SHORT_OWNER.exec(marked)?.groups?.['noun'] ?? '';
  const isNoun = [file.bodyNouns['organ'], file.bodyNouns['organization']].some(
    (nouns) => nouns?.includes(noun) === true,
  );
  if (!isNoun || mainBody === undefined || listShortNames(mainBody).includes(noun))
    return undefined;
  const owner = findOther(noun, mainBody, register.all);
  // "The Centre", in a note of the "Board of the Energy Centre".
  const whole = OF_OWNER.exec(mainBody.name)?.[0] ?? '';
  const name = whole.endsWith(` ${noun}`) ? whole : noun;
  return owner === undefined ? actors.declareOrgan(name) : actors.resolveBody(owner, owner.name);
}
