import { around, capitalize, joinParts, joinWords } from './words/list-words.ts';
import type { Fields } from './fields.ts';
import type { PageBlock } from './page-block.ts';
import type { PageContext } from './page-context.ts';
import { buildSections } from './page-section.ts';
import { buildParticipations, formatRoles, listCollections } from './participation-items.ts';
import { buildShortened } from './shortened-lists.ts';

/** Builds the page of a state, or of a person: both are actors that facts name in roles. */
export function buildActorPage(page: Fields, context: PageContext): readonly PageBlock[] {
  const kind = page.has('person') ? 'person' : 'state';
  const id = page.text(kind);
  const name = page.text('name') ?? page.text(`${kind}Name`) ?? id ?? 'Actor';
  context.own(id);
  context.ownCollection(...listCollections(page));
  page.skip('known', 'nameAsWritten');
  return [
    { kind: 'title', text: name, note: joinParts(kind, id) },
    { kind: 'paragraph', text: joinParts(...formatLead(page, context, name)) },
    ...buildSections(page, context, ['offices', 'memberships', 'chairs', 'awards']),
    ...buildShortened(page),
    ...buildParticipations(page, context),
  ];
}

/** Returns the names and offices of the actor, and the number of facts in each role. */
function formatLead(page: Fields, context: PageContext, name: string): readonly (string | null)[] {
  const names = page.list('names').filter((one) => one !== name);
  const identity = joinParts(
    joinWords(page.list('titles').map(String)),
    around('of ', page.named('of')),
  );
  const asserted = page.number('factsAsserted') ?? 0;
  page.skip('facts');
  return [
    identity === '' ? null : `${capitalize(identity)}.`,
    names.length === 0 ? null : `Also written: ${names.join('; ')}.`,
    around('Merged ids: ', page.words('mergedIds'), '.'),
    around('Identifiers: ', page.words('identifiers'), '.'),
    formatRoles(page, context) ??
      (page.has('person') ? null : 'The record does not name it in these collections.'),
    asserted === 0
      ? null
      : `Speaker of the source of ${asserted.toLocaleString('en')} fact${asserted === 1 ? '' : 's'}.`,
  ];
}
