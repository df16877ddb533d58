import type { Passage } from '@rapporteur/contracts';
import { getPassages } from '../identity.ts';
import { type Rejection, createRejection } from '../rejection.ts';
import { type CollectionState, factKeys, findCurrentFacts } from '../state.ts';
import type { FactRule } from './rule.ts';

interface RegisteredText {
  readonly sha256: string;
  readonly characters: number | null;
}

/** The texts that were seen of a document, oldest first. */
export function listTexts(state: CollectionState, document: string): readonly RegisteredText[] {
  return findCurrentFacts(state, factKeys.introduces('document', document)).flatMap(({ event }) => {
    if (event.type === 'SourceDocumentRegistered' && event.data.sha256 !== null) {
      return [{ sha256: event.data.sha256, characters: event.data.characters }];
    }
    if (event.type === 'DocumentSuperseded')
      return [{ sha256: event.data.next, characters: event.data.characters }];
    return [];
  });
}

function checkPassage(
  passage: Passage,
  texts: readonly RegisteredText[],
  field: string,
): readonly Rejection[] {
  if (texts.length === 0) {
    return [
      createRejection(
        'DOMAIN_SOURCE_TEXT_UNSEEN',
        `no text of ${passage.document} was registered, so it has no passages`,
        'register the source with the SHA-256 of its text',
        {
          field: `${field}.document`,
        },
      ),
    ];
  }
  const text = texts.find(({ sha256 }) => sha256 === passage.documentSha256);
  if (text === undefined) {
    return [
      createRejection(
        'DOMAIN_PASSAGE_OF_OTHER_TEXT',
        `${passage.documentSha256} is not the hash of a registered text of ${passage.document}`,
        `anchor the passage in the text with the hash ${texts.at(-1)?.sha256}`,
        {
          field: `${field}.documentSha256`,
        },
      ),
    ];
  }
  if (text.characters !== null && passage.end > text.characters) {
    return [
      createRejection(
        'DOMAIN_PASSAGE_PAST_END',
        `the passage ends at ${passage.end}, the text of ${passage.document} at ${text.characters}`,
        'give code-point offsets within the text',
        {
          field: `${field}.end`,
        },
      ),
    ];
  }
  return [];
}

/** A passage stands in a registered text of its document, within its length. */
export const checkPassages: FactRule = (event, { state }) => {
  // A document that is registered brings its own text along.
  const own = event.type === 'SourceDocumentRegistered' ? event.data : null;
  return getPassages(event).flatMap((passage, n) => {
    const texts =
      own !== null && own.document === passage.document && own.sha256 !== null
        ? [{ sha256: own.sha256, characters: own.characters }]
        : listTexts(state, passage.document);
    return checkPassage(passage, texts, `assertion.passages.${n}`);
  });
};
