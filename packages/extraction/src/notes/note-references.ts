import { SearchExpression } from '../search/search-expression.ts';
import type { NamedBody } from '../names/body-names.ts';
import { dropTitles } from '../names/persons.ts';
import { listShortNames } from '../names/short-names.ts';
import { toSlug } from '../resolutions/citations.ts';
import { onceByFile, toCue, toCueSource } from '../language/cues.ts';
import type { DraftFields } from '../draft.ts';
import { findOrganization, type NoteContext } from './note-context.ts';
import { findDocumentName } from './note-frame.ts';
import { toOwnBodyCue } from '../names/own-body.ts';
import type { MarkedSentence } from './sentence-reader.ts';
import type { FactProposal } from './sentence-rules.ts';
import { findLeadingSubject } from '../statements/statement-subject.ts';

const OWN = 'own ';
/** The last part of a name: "Basin Authority" in "Council of the Basin Authority". */
const PART_OF = /^.+\sof\sthe\s(.+)$/u;

interface ReferenceReading {
  readonly sentence: MarkedSentence;
  /** The statements and condemnations of the sentence. */
  readonly stated: readonly FactProposal[];
}

/** The fields that complete a proposal; undefined if the words lack them. */
type Completion = (
  proposal: FactProposal,
  reading: ReferenceReading,
  context: NoteContext,
) => DraftFields | undefined;

const completeChair: Completion = ({ fields }, _reading, context) => {
  const body = findChaired(fields['body'], context);
  return body === undefined ? undefined : { ...fields, body };
};

const BY_TYPE: Readonly<Record<string, Completion>> = {
  Meeting: () => undefined,
  IntentReported: ({ fields }, { sentence }, context) => {
    const by = fields['by'] ?? findLeadingSubject(sentence, context) ?? context.listSubject;
    return by === undefined ? undefined : { ...fields, by };
  },
  DocumentAnnexed: ({ fields }, { sentence }, context) => {
    const name = findDocumentName(sentence.sentence.text, context);
    return name === undefined ? undefined : { ...fields, annex: toSlug(name) };
  },
  ChairmanshipTransferred: completeChair,
  ChairmanshipRecorded: completeChair,
  CasualtiesReported: ({ fields }, reading, context) => {
    const incident = findIncident(reading, context);
    return incident === undefined ? undefined : { ...fields, incident };
  },
};

const BY_RULE: Readonly<Record<string, Completion>> = {
  'request-due': (proposal, { sentence }, context) =>
    isAskedByOne(proposal, sentence, context)
      ? undefined
      : { ...proposal.fields, ...toPast(proposal.fields['verb']) },
  // The support of one state, or of a proposal of nobody, is a position and plans no event.
  'event-supported': (proposal, { sentence }, context) =>
    proposal.fields['proposedBy'] === undefined || isAskedByOne(proposal, sentence, context)
      ? undefined
      : proposal.fields,
  'action-point': ({ fields }, _reading, { listDecision }) =>
    listDecision === undefined ? fields : { ...fields, verb: listDecision },
  // "决定：1. 设立工作组": the verb is in the line above.
  'listed-establishment': ({ fields }, _reading, { listDecision }) =>
    listDecision === undefined ? undefined : { ...fields, verb: listDecision },
  'listed-adoption': ({ fields }, _reading, { listDecision }) =>
    listDecision === undefined ? undefined : fields,
  'listed-mandate': ({ fields: { period, ...fields } }, _reading, { listDecision }) => {
    if (listDecision === undefined) return undefined;
    return typeof period === 'string' ? { ...fields, period: `../${period}` } : fields;
  },
  'mandate-extended': ({ fields: { period, ...fields } }) =>
    typeof period === 'string' ? { ...fields, period: `../${period}` } : fields,
  'cited-document': ({ fields: { instrument, ...fields } }, { stated }) => {
    const name = typeof instrument === 'string' ? instrument : '';
    const by = stated.find(({ type }) => type === 'PositionStated')?.fields['by'];
    const instruments = [{ id: toSlug(name), nameAsWritten: name }];
    return by === undefined ? undefined : { ...fields, by, instruments };
  },
};

/** Fills in what a rule leaves to the sentence: the annexed document, the incident spoken of. */
export function completeReferences(
  proposal: FactProposal,
  reading: ReferenceReading,
  context: NoteContext,
): readonly FactProposal[] {
  const complete = BY_RULE[proposal.rule] ?? BY_TYPE[proposal.type];
  if (complete === undefined) return [proposal];
  const fields = complete(proposal, reading, context);
  return fields === undefined ? [] : [{ ...proposal, fields }];
}

/** "Requests" and "Invite" are coded as in the past. */
function toPast(verb: DraftFields[string] | undefined): DraftFields {
  if (typeof verb !== 'string') return {};
  const small = verb.toLowerCase();
  if (!/^[a-z]+$/.test(small) || small.endsWith('ed')) return { verb: small };
  const base = small.replace(/s$/, '');
  return { verb: base.endsWith('e') ? `${base}d` : `${base}ed`, verbAsWritten: verb };
}

const getOfficeEnding = onceByFile(
  ({ words }) => new SearchExpression(`(?:${toCueSource(words['offices'] ?? [])})$`),
);

const NAME_WITHIN = 160;
const APPOSED = /,\s[^,;]{3,90},$/u;
/** "Mr. Ana Sa," before a verb. */
const NAME_AT_END = /((?:\p{Lu}[\p{L}'’.-]{0,30}\s){1,5}\p{Lu}[\p{L}'’-]{1,30}),?$/u;

/** A request of a chair, a person or one state is no decision. */
function isAskedByOne(
  { span }: FactProposal,
  { sentence: { start, text }, mentions }: MarkedSentence,
  { actors, file }: NoteContext,
): boolean {
  const before = text.slice(0, span.start - start).trimEnd();
  const last = mentions.find(({ end }) => end === before.length);
  if (last?.kind === 'state' || getOfficeEnding(file).test(before)) return true;
  // "Mr. Ana Sa, Chair of the Council, requested".
  const words = before.slice(-NAME_WITHIN);
  const name = (NAME_AT_END.exec(words) ?? NAME_AT_END.exec(words.replace(APPOSED, '')))?.[1];
  return name !== undefined && actors.findPerson(dropTitles(name, file)) !== undefined;
}

/** Returns the incident of the same sentence, or the one that "these attacks" continues. */
function findIncident(
  { sentence, stated }: ReferenceReading,
  { file, lastIncident }: NoteContext,
): string | undefined {
  const isOwn = stated.some(({ type }) => type === 'IncidentCondemned');
  const continues = toCue(file.words['continues'] ?? []).exec(sentence.marked)?.index === 0;
  return isOwn || continues ? lastIncident : undefined;
}

/**
 * Returns the body that is chaired: the one that the words name, or "the Council" of the note. A
 * chair of no named body may be that of the meeting's body or of its organization: undefined.
 */
function findChaired(
  named: DraftFields[string] | undefined,
  context: NoteContext,
): string | undefined {
  if (typeof named !== 'string') return undefined;
  if (!named.startsWith(OWN)) return named;
  const words = named.slice(OWN.length);
  const { mainBody } = context;
  if (toOwnBodyCue(context)?.cue.test(words) === true) return mainBody?.body;
  if (mainBody !== undefined && hasShortName(mainBody, words)) return mainBody.body;
  // The last characters of a Chinese name are its noun.
  if (/^\p{Script=Han}+$/u.test(words) && mainBody?.name.endsWith(words) === true)
    return mainBody.body;
  const organization = findOrganization(context);
  if (organization !== undefined && hasShortName(organization, words)) return organization.body;
  return findWhole(words, context)?.body;
}

function hasShortName(body: NamedBody, words: string): boolean {
  const stem = toStem(words);
  return listShortNames(body).some((name) =>
    stem === words
      ? name.endsWith(words)
      : name.startsWith(stem) || name.startsWith(stem.slice(0, -1)),
  );
}

/**
 * "The Authority" is the end of "the Council of the Basin Authority"; "l'Organisation" begins the end of
 * "Conseil de l'Organisation des ports", and "в Союзе" that of "Совет Союза портов".
 */
function findWhole(
  words: string,
  { mainBody, register, bodies }: NoteContext,
): NamedBody | undefined {
  const whole = mainBody?.name ?? '';
  const name = PART_OF.exec(whole)?.[1];
  if (name !== undefined && name.includes(' ') && name.endsWith(` ${words}`))
    return register.introduce(name, 'organ', undefined);
  const stem = toStem(words);
  const parts = whole.split(/[\s']/u);
  const at = parts.findIndex((part, index) => index > 0 && part.startsWith(stem));
  if (at < 0) return undefined;
  const end = whole.slice(parts.slice(0, at).join(' ').length + 1);
  const [found] = bodies.find(end, register);
  return found?.body;
}

/** In Russian a word has another case than the name: "в Союзе". */
function toStem(words: string): string {
  return isInflected(words) ? words.slice(0, -1) : words;
}

function isInflected(words: string): boolean {
  return /\p{Script=Cyrillic}/u.test(words) && words.length > 4;
}
