import { around, capitalize, joinParts, spellTerm } from './words/list-words.ts';
import { type ChairResult, ChairWords } from './words/chair-words.ts';
import { formatTenure } from './body-items.ts';
import { Fields } from './fields.ts';
import { formatNextMeeting } from './meeting-items.ts';
import type { PageBlock } from './page-block.ts';
import type { PageContext } from './page-context.ts';
import { buildSection, buildSections, formatRows } from './page-section.ts';
import { buildParticipations, formatRoles } from './participation-items.ts';
import { buildShortened } from './shortened-lists.ts';

/** Facts that the line of chairs shows, and the facts that name the body. */
const UNSHOWN_FACTS = ['chairmanships', 'handOvers', 'designations', 'assessments'];

/** Builds the page of a body. */
export function buildBodyPage(page: Fields, context: PageContext): readonly PageBlock[] {
  const id = page.text('body');
  context.own(id);
  page.skip(...UNSHOWN_FACTS);
  const name = page.text('name') ?? id ?? 'Body';
  return [
    { kind: 'title', text: name, note: `body ${id ?? ''}` },
    { kind: 'paragraph', text: joinParts(formatLead(page, name), formatRoles(page, context)) },
    ...buildChair(page, context),
    ...buildSections(page, context, [
      'descriptions',
      'headquarters',
      'memberships',
      'offices',
      'mandateChanges',
      'meetings',
    ]),
    ...buildNextMeetings(page, context),
    ...buildShortened(page, { names: LIST_NAMES, unshown: UNSHOWN_FACTS }),
    ...buildParticipations(page, context),
  ];
}

/** The names of lists in sentences. */
const LIST_NAMES: Readonly<Record<string, string>> = {
  chair: 'chairs',
  nextMeetings: 'next meetings',
};

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

/** Meetings that were held as agreed are among the meetings. */
function buildNextMeetings(page: Fields, context: PageContext): readonly PageBlock[] {
  const isOpen = (row: Fields): boolean => !new Fields(row.peek('held')).isTrue('recorded');
  const rows = page.rows('nextMeetings').filter(isOpen);
  return buildSection('Next meeting', formatRows(rows, context, formatNextMeeting));
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
