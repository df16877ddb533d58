import { toPairs } from '../language/word-forms.ts';
import { type ApprovalVerb, listApprovalVerbs, proposeObjects } from './approval-rule.ts';
import { onceByFile, toCue, toCueSource } from '../language/cues.ts';
import type { DraftFields } from '../draft.ts';
import { readPeriods } from './approval-periods.ts';
import { getLabelLength } from '../text/item-label.ts';
import type { LanguageFile } from '../language/language-file.ts';
import { isNegated } from '../language/negation.ts';
import type { NoteContext } from '../notes/note-context.ts';
import { SearchExpression } from '../search/search-expression.ts';
import type { MarkedSentence } from '../notes/sentence-reader.ts';
import type { FactProposal } from '../notes/sentence-rules.ts';

/** The noun of an item is near its beginning. */
const NOUN_WITHIN = 60;
const LABEL_MAX = 10;

/** Words that open a list, or a verb directly before the colon: "The parties signed:". */
const getOpener = onceByFile(
  ({ words }) =>
    new SearchExpression(`(?:${toCueSource(words['listOpeners'] ?? [])})[^.;]{0,60}[:：]$`),
);

/** Returns the verb of a line such as "The following documents were adopted:". */
export function findListVerb(
  { marked }: MarkedSentence,
  context: NoteContext,
): ApprovalVerb | undefined {
  // "Subjects discussed – Decisions adopted:" is a heading of a journal.
  if (/\s[–—]\s/u.test(marked)) return undefined;
  const verb = listApprovalVerbs(marked, context).at(-1);
  if (verb === undefined || isNegated(marked, verb.start, context.file)) return undefined;
  const isLast = /^\s?[:：]$/u.test(marked.slice(verb.end));
  return isLast || getOpener(context.file).test(marked) ? verb : undefined;
}

/** Returns the coding of the first noun after "об утверждении". */
function findTitled(words: string, file: LanguageFile): string | undefined {
  const { cue, codings } = getTitledObjects(file);
  return codings.get(cue.exec(words.slice(0, NOUN_WITHIN))?.[0].toLowerCase() ?? '');
}

const getTitledObjects = onceByFile(({ words }) => {
  const pairs = toPairs(words['titledObjects']);
  return {
    cue: new SearchExpression(`(?:${toCueSource(pairs.map(([noun]) => noun))})`),
    codings: new Map(pairs),
  };
});

const getTitled = onceByFile(
  ({ slots }) => new SearchExpression(`^(?:${slots['titledmatter'] ?? '(?!)'})`),
);

/** "Об утверждении бюджета" is the title of a decision: its matter is no document of its own. */
function proposeTitled(
  sentence: MarkedSentence,
  verb: ApprovalVerb,
  context: NoteContext,
): readonly FactProposal[] | undefined {
  const { marked } = sentence;
  const title = getTitled(context.file).exec(marked.slice(verb.end));
  if (title === null) return undefined;
  const from = verb.end + title[0].length;
  const { start, end } = sentence.toSpan({ start: verb.start, end: marked.length });
  const span = { start, end };
  const isApproved = title.groups?.['approved'] !== undefined;
  const coding = isApproved ? findTitled(marked.slice(from), context.file) : undefined;
  // "О создании рабочей группы".
  const other = title.groups?.['established'] === undefined ? 'decision' : 'body-created';
  const [type = '', kind = 'decision'] = (coding ?? `DecisionAdopted ${other}`).split(' ');
  const name = sentence.getWords({ start: verb.end, end: marked.length }).replace(/[.;]$/u, '');
  const { period } = readPeriods(sentence.listMentions({ start: from, end: marked.length }), false);
  const named = type === 'DecisionAdopted' ? { subject: name } : { name };
  const kinded = type === 'ProgrammeAdopted' ? {} : { kind };
  // A report "for 2031" has no period of its own.
  const isDated = coding !== undefined && (type !== 'DecisionAdopted' || kind === 'budget');
  const dated = isDated ? period : {};
  const fields: DraftFields = {
    modality: 'decided',
    verb: verb.verb,
    ...kinded,
    ...named,
    ...dated,
  };
  return [{ type, fields, span, confidence: 0.85, rule: 'approval' }];
}

/** Returns the document or decision that an item below such a line names: "1. Port Declaration." */
export function proposeAdopted(
  sentence: MarkedSentence,
  context: NoteContext,
): readonly FactProposal[] {
  const { listVerb, listItem } = context;
  const { start, text } = sentence.sentence;
  if (listVerb === undefined || listItem === undefined || start - listItem > LABEL_MAX) return [];
  if (listApprovalVerbs(sentence.marked, context).length > 0) return [];
  // "Agenda item 2: Report of the Office" is only a heading.
  if (toCue(context.file.words['agendaItems'] ?? []).exec(text)?.index === 0) return [];
  const at = getLabelLength(text);
  const verb = { ...listVerb, start: at, end: at };
  const region = { start: at, end: sentence.marked.length };
  const [first] = proposeObjects(sentence, verb, region, context);
  const titled = proposeTitled(sentence, verb, context);
  if (titled !== undefined) return titled;
  if (first === undefined || first.span.start - start > NOUN_WITHIN) return [];
  return [{ ...first, span: { start: start + at, end: sentence.sentence.end } }];
}
