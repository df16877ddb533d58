import type { Passage } from '@rapporteur/contracts';
import { getPassages } from '../identity.ts';
import { createRejection, type Rejection } from '../rejection.ts';
import { factKeys, findCurrentFacts } from '../fact-index.ts';
import type { CollectionState } from '../state.ts';
import type { FactRule } from './rule.ts';

interface RegisteredText {
  readonly sha256: string;
  readonly characters: number | null;
}

/** Returns the registered texts of a document, oldest first. */
export function listTexts(state: CollectionState, document: string): readonly RegisteredText[] {
  const facts = findCurrentFacts(state, factKeys.introduces('document', document));
  return facts.flatMap(({ event }) => {
    if (event.type === 'SourceDocumentRegistered' && event.data.sha256 !== null)
      return [{ sha256: event.data.sha256, characters: event.data.characters }];
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
  const { document, documentSha256, end } = passage;
  if (texts.length === 0) {
    return [
      createRejection('DOMAIN_SOURCE_TEXT_UNSEEN', {
        message: `The document \`${document}\` has no registered text, so it has no passages.`,
        remedy: 'Register the source with the SHA-256 of its text.',
        field: `${field}.document`,
      }),
    ];
  }

  const text = texts.find(({ sha256 }) => sha256 === documentSha256);
  if (text === undefined) {
    return [
      createRejection('DOMAIN_PASSAGE_OF_OTHER_TEXT', {
        message: `No registered text of \`${document}\` has the SHA-256 ${documentSha256}.`,
        remedy: `Anchor the passage in the text with the SHA-256 ${texts.at(-1)?.sha256}.`,
        field: `${field}.documentSha256`,
      }),
    ];
  }

  if (text.characters === null || end <= text.characters) return [];
  return [
    createRejection('DOMAIN_PASSAGE_PAST_END', {
      message: `The passage ends at ${end}, after the end of \`${document}\` at ${text.characters}.`,
      remedy: 'Give code point offsets within the text.',
      field: `${field}.end`,
    }),
  ];
}

/** A passage must lie within a registered text of its document. */
export const checkPassages: FactRule = (event, { state }) => {
  // A document that is being registered brings its own text.
  const own = event.type === 'SourceDocumentRegistered' ? event.data : null;

  return getPassages(event).flatMap((passage, index) => {
    const texts =
      own !== null && own.document === passage.document && own.sha256 !== null
        ? [{ sha256: own.sha256, characters: own.characters }]
        : listTexts(state, passage.document);
    return checkPassage(passage, texts, `assertion.passages.${index}`);
  });
};
