import { onceByFile } from '../language/cues.ts';
import { MARKS } from '../text/marks.ts';
import { getPersonForms, PERSON_NAME } from '../names/person-forms.ts';
import type { NoteContext } from '../notes/note-context.ts';
import { SearchExpression } from '../search/search-expression.ts';
import type { MarkedSentence } from '../notes/sentence-reader.ts';
import { type FactProposal, toActor } from '../notes/sentence-rules.ts';
import { getLabelLength } from '../text/item-label.ts';

const OFFICE_MAX = 200;
/** "Chair: Ana Sa". */
const LABELLED = /^(?<office>[^:：]{3,80})[:：]\s(?=\S)/u;
const NAME = new RegExp(
  `^(?<name>${PERSON_NAME})(?=[,;.]?$|,\\s|\\s\\(|\\s[–—-]\\s|\\s(?:of|from|as|for)\\s)`,
  'u',
);
/** The state of a person, before the office. */
const OWN_STATE = new RegExp(
  `^,?\\s(?:(?:of|from)\\s(?:the\\s)?${MARKS.state}|\\(${MARKS.state}\\)|[–—-]\\s${MARKS.state}|${MARKS.state})`,
  'u',
);
const BEFORE_OFFICE = /^(?:[,–—-]?\s)*(?:as\s)?(?:the\s|its\s)?/u;
const ONLY_STATE = new RegExp(
  `^(?:the\\s)?${MARKS.state}(?:,\\s(?<office>[^,;]{3,60}))?[;.,]?$`,
  'u',
);

/** A line above those elected or appointed: "The following were elected judges of the Court:". */
export interface ElectedList {
  readonly stage: 'elected' | 'appointed';
  /** The office of all, if the line names it. */
  readonly office: string | undefined;
}

/** The words of such a line, with the groups `elected` and `office`. */
const getOpener = onceByFile(
  ({ slots }) => new SearchExpression(slots['electedOpener'] ?? '(?!)', 'd'),
);

/** Returns what the lines below a line tell of those whom they name; undefined for any other line. */
export function findElectedList(
  sentence: MarkedSentence,
  { file }: NoteContext,
): ElectedList | undefined {
  const match = getOpener(file).exec(sentence.marked);
  if (match === null) return undefined;
  const place = match.indices?.groups?.['office'];
  const words = place && sentence.getWords({ start: place[0], end: place[1] });
  const office = words?.split(',')[0]?.trim().slice(0, OFFICE_MAX);
  const stage = match.groups?.['elected'] === undefined ? 'appointed' : 'elected';
  return { stage, office: office === '' ? undefined : office };
}

/** Returns the office that an item of such a list tells of: "Ms Ana Sa (Malta), Vice-Chair". */
export function proposeListedOffice(
  sentence: MarkedSentence,
  { stage, office: shared }: ElectedList,
  context: NoteContext,
): readonly FactProposal[] {
  const { marked } = sentence;
  const label = getLabelLength(marked);
  const item = marked.slice(label);
  const labelled = LABELLED.exec(item);
  const from = label + (labelled?.[0].length ?? 0);
  const found = readHolder(sentence, from, context);
  if (found === undefined) return [];
  const office = labelled?.groups?.['office'] ?? shared ?? found.office;
  const { start, end } = sentence.toSpan({ start: label, end: marked.length });
  const fields = { stage, holder: found.holder, office: office === '' ? 'member' : office };
  return [
    { type: 'OfficeRecorded', fields, span: { start, end }, confidence: 0.85, rule: 'elected' },
  ];
}

type Holder = { readonly holder: FactProposal['fields'][string]; readonly office: string };

function readHolder(
  sentence: MarkedSentence,
  from: number,
  { file, actors }: NoteContext,
): Holder | undefined {
  const forms = getPersonForms(file);
  const words = sentence.marked.slice(from);
  const title = forms?.title.exec(words)?.[0].length ?? 0;
  const name = NAME.exec(words.slice(title))?.groups?.['name'];
  if (forms !== undefined && name !== undefined && !forms.noName.test(name)) {
    const rest = words.slice(title + name.length).replace(OWN_STATE, '');
    const at = sentence.marked.length - rest.replace(BEFORE_OFFICE, '').length;
    const office = sentence.getWords({ start: at, end: sentence.marked.length });
    const holder = actors.findPerson(name) ?? actors.declare(name, { kind: 'person' });
    return { holder, office: office.replace(/[\s.;,]+$/u, '') };
  }
  const state = ONLY_STATE.exec(words);
  if (state === null) return undefined;
  const [mention] = sentence.listMentions({ start: from, end: sentence.marked.length });
  const holder = mention && toActor(mention, actors);
  return holder === undefined ? undefined : { holder, office: state.groups?.['office'] ?? '' };
}
