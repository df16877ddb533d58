import { toPairs } from '../language/word-forms.ts';
import { toNominative } from '../names/body-words.ts';
import { type TextCitation, toSlug } from '../resolutions/citations.ts';
import { onceByFile } from '../language/cues.ts';
import type { DraftValue } from '../draft.ts';
import type { Language } from '../language/language.ts';
import type { LanguageFile } from '../language/language-file.ts';
import type { NoteContext } from './note-context.ts';
import { SearchExpression } from '../search/search-expression.ts';
import type { MarkedSentence } from './sentence-reader.ts';
import type { FactProposal } from './sentence-rules.ts';
import { inflect } from '../names/state-finder.ts';

/** Types with a field for what they cite. */
const CITING = new Set(['PositionStated', 'DecisionAdopted']);
/** The act of a verb on the decision that its fact cites. */
const RELATIONS: Readonly<Record<string, string>> = {
  recalled: 'recalls',
  reaffirmed: 'reaffirms',
  reiterated: 'reaffirms',
  confirmed: 'reaffirms',
  extended: 'extends',
  renewed: 'extends',
  amended: 'amends',
  replaced: 'supersedes',
  terminated: 'ends',
};
/** The words between a verb and the decision that it makes: "adopted its Decision 3". */
const OWN_OBJECT = /^\s*(?:(?:the|its|a|le|la|les|sa|l')\s?|关于.{1,40}的)?$/iu;

/** In English the place of a citation is that of its number. */
const OWN_NUMBER = /^\s*(?:(?:the|its)\s)?(?:decision|resolution|recommendation)\s*$/iu;

/**
 * Returns a proposal with the decisions and documents that its words cite. The decision that a body
 * adopts is no citation.
 */
export function citeInstruments(
  proposal: FactProposal,
  { sentence }: MarkedSentence,
  { language, context }: { readonly language: Language; readonly context: NoteContext },
): FactProposal {
  const { type, fields, span } = proposal;
  if (!CITING.has(type) || fields['instruments'] !== undefined) return proposal;
  const from = span.start - sentence.start;
  const words = sentence.text.slice(from, span.end - sentence.start);
  const { verb, verbAsWritten: written = verb } = fields;
  const relation = typeof verb === 'string' ? RELATIONS[verb] : undefined;
  const found = [
    ...findNumbered(words, language, context),
    ...findNamed(words, language.file),
  ].toSorted((a, b) => a.index - b.index);
  const cited = found.filter(
    (one) =>
      type === 'PositionStated' ||
      relation !== undefined ||
      !isOwnObject(words, one, typeof written === 'string' ? written : ''),
  );
  if (cited.length === 0) return proposal;
  const byId = new Map(cited.map((one) => [one.id, one]));
  const instruments: DraftValue = [...byId.values()].map((one) => {
    const own = one.relation ?? relation;
    return {
      id: one.id,
      nameAsWritten: one.nameAsWritten,
      ...(own === undefined ? {} : { relation: own }),
    };
  });
  return { ...proposal, fields: { ...fields, instruments } };
}

/** "Adopted Decision 3" and "Decision 3 was adopted" are about the decision itself. */
function isOwnObject(words: string, { index }: TextCitation, verb: string): boolean {
  const at = words.toLowerCase().indexOf(verb.toLowerCase());
  const before = words.slice(at >= 0 && at < index ? at + verb.length : 0, index);
  return OWN_OBJECT.test(before) || OWN_NUMBER.test(before);
}

/** Returns the citations by number or symbol. */
function findNumbered(
  words: string,
  { paragraphs, file }: Language,
  { mainBody }: NoteContext,
): readonly TextCitation[] {
  if (!/\d/u.test(words)) return [];
  const issuer = mainBody?.name ?? '';
  const english = paragraphs?.citations.find(words, { issuer, symbol: undefined }) ?? [];
  const others = getForms(file).numbered.flatMap(({ kind, form }) =>
    form.list(words).flatMap((match) => {
      const number = match.groups?.['number'];
      if (number === undefined) return [];
      const id = `${kind}-${toSlug(number)}`;
      return [{ id, nameAsWritten: match[0], relation: null, index: match.index }];
    }),
  );
  return [...english, ...others];
}

/** Returns the citations of documents by their names: "the Riga Declaration". */
function findNamed(words: string, file: LanguageFile): readonly TextCitation[] {
  const { named } = getForms(file);
  if (named === undefined) return [];
  return named.list(words).map((match) => {
    const nameAsWritten = match[0].replace(/^[《«"]|[》»"]$/gu, '');
    const id = toSlug(toFirstCase(nameAsWritten, file), 60);
    return { id, nameAsWritten, relation: null, index: match.index };
  });
}

interface CitationForms {
  readonly numbered: readonly { readonly kind: string; readonly form: SearchExpression }[];
  readonly named: SearchExpression | undefined;
  /** The first case of each form of a noun. */
  readonly nouns: ReadonlyMap<string, string>;
  readonly adjectives: readonly (readonly [string, string])[];
}

const getForms = onceByFile(({ slots, words, states }): CitationForms => {
  const { citedDecision, citedResolution, citedName } = slots;
  const kinds = Object.entries({ decision: citedDecision, resolution: citedResolution });
  return {
    numbered: kinds.flatMap(([kind, form]) =>
      form === undefined ? [] : [{ kind, form: new SearchExpression(form) }],
    ),
    named: citedName === undefined ? undefined : new SearchExpression(citedName),
    nouns: new Map(
      (words['citedNouns'] ?? []).flatMap((noun) =>
        inflect(noun, states.endings).map((form) => [form, noun] as const),
      ),
    ),
    adjectives: toPairs(words['adjectiveCases']),
  };
});

/** "Рижскую декларацию" is "Рижская декларация". */
function toFirstCase(name: string, file: LanguageFile): string {
  const { nouns, adjectives } = getForms(file);
  if (nouns.size === 0) return name;
  const words = name.split(' ');
  const at = words.findIndex((word) => nouns.has(word.toLowerCase()));
  const noun = nouns.get(words[at]?.toLowerCase() ?? '');
  if (noun === undefined) return name;
  return words
    .map((word, index) =>
      index < at ? toNominative(word, noun, adjectives) : index === at ? noun : word,
    )
    .join(' ');
}
