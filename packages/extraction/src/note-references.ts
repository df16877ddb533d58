import { listShortNames, type NamedBody } from './body-names.ts';
import { toSlug } from './citations.ts';
import { toCue } from './cues.ts';
import type { DraftFields } from './draft.ts';
import { findOrganization, type NoteContext } from './note-context.ts';
import { findDocumentName } from './note-frame.ts';
import { toOwnBodyCue } from './own-body.ts';
import type { MarkedSentence } from './sentence-reader.ts';
import type { FactProposal } from './sentence-rules.ts';

const OWN = 'own ';
/** The last part of a name: "Basin Authority" in "Council of the Basin Authority". */
const PART_OF = /^.+\sof\sthe\s(.+)$/u;

/** Fills in what a rule leaves to the sentence: the annexed document, the incident spoken of. */
export function completeReferences(
  proposal: FactProposal,
  {
    sentence,
    stated,
  }: { readonly sentence: MarkedSentence; readonly stated: readonly FactProposal[] },
  context: NoteContext,
): readonly FactProposal[] {
  const { type, fields } = proposal;
  if (type === 'Meeting') return [];
  if (type === 'DocumentAnnexed') {
    const name = findDocumentName(sentence.sentence.text, context);
    return name === undefined ? [] : [{ ...proposal, fields: { ...fields, annex: toSlug(name) } }];
  }
  if (type === 'ChairmanshipTransferred' || type === 'ChairmanshipRecorded') {
    const body = findChaired(fields['body'], context);
    return body === undefined ? [] : [{ ...proposal, fields: { ...fields, body } }];
  }
  if (type === 'CasualtiesReported') {
    const incident = findIncident({ sentence, stated }, context);
    return incident === undefined ? [] : [{ ...proposal, fields: { ...fields, incident } }];
  }
  if (fields['instrument'] !== undefined) {
    const { instrument, ...others } = fields;
    const name = typeof instrument === 'string' ? instrument : '';
    const speakers = stated.find((one) => one.type === 'PositionStated')?.fields['by'];
    const instruments = [{ id: toSlug(name), nameAsWritten: name }];
    return speakers === undefined
      ? []
      : [{ ...proposal, fields: { ...others, by: speakers, instruments } }];
  }
  return [proposal];
}

/** Returns the incident of the same sentence, or the one that "these attacks" continues. */
function findIncident(
  {
    sentence,
    stated,
  }: { readonly sentence: MarkedSentence; readonly stated: readonly FactProposal[] },
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
  if (toOwnBodyCue(context)?.cue.test(words) === true) return context.mainBody?.body;
  const organization = findOrganization(context);
  if (organization !== undefined && hasShortName(organization, words)) return organization.body;
  return findWhole(words, context)?.body;
}

function hasShortName(body: NamedBody, words: string): boolean {
  return listShortNames(body).some((name) => name.endsWith(words));
}

/** "The Authority" is the end of "the Council of the Basin Authority". */
function findWhole(words: string, { mainBody, register }: NoteContext): NamedBody | undefined {
  const name = PART_OF.exec(mainBody?.name ?? '')?.[1];
  const isNamed = name !== undefined && name.includes(' ') && name.endsWith(` ${words}`);
  return isNamed ? register.introduce(name, 'organ', undefined) : undefined;
}
