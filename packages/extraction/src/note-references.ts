import { listShortNames, type NamedBody } from './body-names.ts';
import { toSlug } from './citations.ts';
import type { DraftFields } from './draft.ts';
import { findOrganization, type NoteContext } from './note-context.ts';
import { findDocumentName } from './note-frame.ts';
import { toOwnBodyCue } from './own-body.ts';
import type { MarkedSentence } from './sentence-reader.ts';
import type { FactProposal } from './sentence-rules.ts';

/** Fills in what a rule leaves to the sentence: the annexed document, the incident spoken of. */
export function completeReferences(
  proposal: FactProposal,
  sentence: MarkedSentence,
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
    const { lastIncident } = context;
    return lastIncident === undefined
      ? []
      : [{ ...proposal, fields: { ...fields, incident: lastIncident } }];
  }
  if (fields['instrument'] !== undefined) {
    const { instrument, ...others } = fields;
    const name = typeof instrument === 'string' ? instrument : '';
    const { lastSubject, mainBody } = context;
    const by = lastSubject ?? (mainBody && [mainBody.body]);
    const instruments = [{ id: toSlug(name), nameAsWritten: name }];
    return [
      {
        ...proposal,
        fields: { ...others, ...(by === undefined ? {} : { by }), instruments },
      },
    ];
  }
  return [proposal];
}

/** Returns the body that is chaired: the one that the words name, or "the Council" of the note. */
function findChaired(
  named: DraftFields[string] | undefined,
  context: NoteContext,
): string | undefined {
  if (typeof named === 'string' && !named.startsWith('own ')) return named;
  const { mainBody } = context;
  const organization = findOrganization(context);
  const words = typeof named === 'string' ? named.slice('own '.length) : '';
  if (words === '' || toOwnBodyCue(context)?.cue.test(words) === true) return mainBody?.body;
  const names = (body: NamedBody | undefined): boolean =>
    body !== undefined && listShortNames(body).some((name) => name.endsWith(words));
  return names(organization) ? organization?.body : mainBody?.body;
}
