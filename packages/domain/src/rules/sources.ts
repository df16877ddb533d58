import { createRejection } from '../rejection.ts';
import { factKeys, findCurrentFacts } from '../fact-index.ts';
import { listTexts } from './passages.ts';
import type { FactRule } from './rule.ts';

/** A text must not be registered as two documents. */
export const checkTextRegisteredOnce: FactRule = (event, { state }) => {
  if (event.type !== 'SourceDocumentRegistered' || event.data.sha256 === null) return [];
  const { document, sha256 } = event.data;

  for (const { id, event: other } of findCurrentFacts(state, factKeys.text(sha256))) {
    if (!('document' in other.data) || other.data.document === document) continue;
    return [
      createRejection('DOMAIN_SOURCE_REGISTERED_TWICE', {
        message: `This text is already registered as \`${other.data.document}\`.`,
        remedy: `Use the id \`${other.data.document}\`.`,
        field: 'document',
        event: id,
      }),
    ];
  }

  return [];
};

/** An annex must have another document as its parent, and its span must lie within the parent. */
export const checkAnnexParent: FactRule = (event, { state }) => {
  if (event.type !== 'DocumentAnnexed') return [];
  const { parent, annex, span } = event.data;
  if (parent === annex) {
    return [
      createRejection('DOMAIN_ANNEX_OF_ITSELF', {
        message: `The document \`${annex}\` must not be annexed to itself.`,
        remedy: 'Give the document that carries it as the parent.',
        field: 'parent',
      }),
    ];
  }

  if (span === null) return [];
  const characters = listTexts(state, parent).at(-1)?.characters ?? null;
  if (span.start < span.end && (characters === null || span.end <= characters)) return [];

  return [
    createRejection('DOMAIN_PASSAGE_PAST_END', {
      message: `The span ${span.start}-${span.end} is empty or ends after the text of \`${parent}\`.`,
      remedy: 'Give code point offsets within the text of the parent.',
      field: 'span',
    }),
  ];
};

/** A new text must supersede the current text of its document. */
export const checkSupersededText: FactRule = (event, { state }) => {
  if (event.type !== 'DocumentSuperseded') return [];
  const { document, previous, next } = event.data;
  const current = listTexts(state, document).at(-1)?.sha256;
  if (current === previous && previous !== next) return [];

  const currentText =
    current === undefined ? 'no registered text' : `the current text ${current}, not ${previous}`;
  return [
    createRejection('DOMAIN_SOURCE_TEXT_DIFFERS', {
      message:
        current === previous
          ? `The new text of \`${document}\` is the current text.`
          : `The document \`${document}\` has ${currentText}.`,
      remedy: 'Give the SHA-256 of the current text as previous, and another one as next.',
      field: previous === next ? 'next' : 'previous',
    }),
  ];
};
