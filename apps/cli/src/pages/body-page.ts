import { around, capitalize, joinParts, spellTerm } from '../words/list-words.ts';
import { type ChairResult, ChairWords } from '../words/chair-words.ts';
import { formatTenure } from './body-items.ts';
import type { Fields } from './fields.ts';
import type { PageBlock } from './page-block.ts';
import type { PageContext } from './page-context.ts';
import { buildSection, buildSections, formatRows } from './page-section.ts';

/** Builds the page of a body. */
export function buildBodyPage(page: Fields, context: PageContext): readonly PageBlock[] {
  const id = page.text('body');
  context.own(id);
  // The line of chairs shows them.
  page.skip('chairmanships', 'handOvers');
  const name = page.text('name') ?? id ?? 'Body';
  return [
    { kind: 'title', text: name, note: `body ${id ?? ''}` },
    { kind: 'paragraph', text: formatLead(page, name) },
    ...buildChair(page, context),
    ...buildSections(page, context, [
      'descriptions',
      'headquarters',
      'memberships',
      'offices',
      'mandateChanges',
      'designations',
      'assessments',
    ]),
  ];
}

function formatLead(page: Fields, name: string): string {
  const kind = spellTerm(page.text('kind') ?? 'body');
  const names = page.list('names').filter((one) => one !== name);
  const sentences = [
    `${joinParts(capitalize(kind), around('of ', page.named('parents')))}.`,
    names.length === 0 ? null : `Also called: ${names.join('; ')}.`,
    around('Its organs: ', page.named('organs'), '.'),
    around('Merged ids: ', page.words('mergedIds'), '.'),
    around('Identifiers: ', page.words('identifiers'), '.'),
  ];
  return joinParts(...sentences);
}

/** The members of the chair that its sentences show. */
const CHAIR_FIELDS = [
  'body',
  'bodyName',
  'recorded',
  'known',
  'day',
  'holder',
  'possibly',
  'changedIn',
  'lastKnown',
  'nextKnown',
  'planned',
];

function buildChair(page: Fields, context: PageContext): readonly PageBlock[] {
  const chair = page.object('chair');
  chair.skip(...CHAIR_FIELDS);
  const line = formatRows(chair.rows('line'), context, formatTenure);
  const words = new ChairWords({ days: 'spelled' });
  const sentences = page.has('chair') ? words.formatAnswer(page.get('chair') as ChairResult) : [];
  return buildSection('Chair', [...line, ...sentences.map((text) => ({ label: null, text }))]);
}
