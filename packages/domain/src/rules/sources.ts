import { createRejection } from '../rejection.ts';
import { factKeys, findCurrentFacts } from '../state.ts';
import { listTexts } from './passages.ts';
import type { FactRule } from './rule.ts';

/** One text is one document: it is not registered again under another id. */
export const checkTextRegisteredOnce: FactRule = (event, { state }) => {
  if (event.type !== 'SourceDocumentRegistered' || event.data.sha256 === null) return [];
  const { document, sha256 } = event.data;
  const other = findCurrentFacts(state, factKeys.text(sha256)).find(
    (fact) => 'document' in fact.event.data && fact.event.data.document !== document,
  );
  if (other === undefined || !('document' in other.event.data)) return [];
  return [
    createRejection(
      'DOMAIN_SOURCE_REGISTERED_TWICE',
      `this text is registered as ${other.event.data.document}`,
      `use the id ${other.event.data.document}`,
      {
        field: 'document',
        event: other.id,
      },
    ),
  ];
};

/** An annex is carried by another document, and its span lies within it. */
export const checkAnnexParent: FactRule = (event, { state }) => {
  if (event.type !== 'DocumentAnnexed') return [];
  const { parent, annex, span } = event.data;
  if (parent === annex) {
    return [
      createRejection(
        'DOMAIN_ANNEX_OF_ITSELF',
        `${annex} is said to be annexed to itself`,
        'name the document that carries it as parent',
        { field: 'parent' },
      ),
    ];
  }
  if (span === null) return [];
  const characters = listTexts(state, parent).at(-1)?.characters ?? null;
  if (span.start < span.end && (characters === null || span.end <= characters)) return [];
  const message = `the span ${span.start}-${span.end} is empty or ends past the text of ${parent}`;
  return [
    createRejection(
      'DOMAIN_PASSAGE_PAST_END',
      message,
      'give code-point offsets within the text of the parent',
      {
        field: 'span',
      },
    ),
  ];
};

/** A newer text replaces the one that is current. */
export const checkSupersededText: FactRule = (event, { state }) => {
  if (event.type !== 'DocumentSuperseded') return [];
  const { document, previous, next } = event.data;
  const current = listTexts(state, document).at(-1)?.sha256;
  if (current === previous && previous !== next) return [];
  return [
    createRejection(
      'DOMAIN_SOURCE_TEXT_DIFFERS',
      `the current text of ${document} has the hash ${current ?? 'of no text'}, not ${previous}`,
      'give the hash of the current text as previous, and another one as next',
      {
        field: previous === next ? 'next' : 'previous',
      },
    ),
  ];
};
