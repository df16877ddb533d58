import { around, capitalize, joinParts, joinWords, spellTerm } from '../words/list-words.ts';
import { formatCount } from '../progress-display.ts';
import type { Fields } from './fields.ts';
import type { PageBlock } from './page-block.ts';
import type { PageContext } from './page-context.ts';
import { buildSection, buildSections, type PageItem } from './page-section.ts';

/** Builds the page of a state, or of a person: both are actors that facts name in roles. */
export function buildActorPage(page: Fields, context: PageContext): readonly PageBlock[] {
  const kind = page.has('person') ? 'person' : 'state';
  const id = page.text(kind);
  const name = page.text('name') ?? page.text(`${kind}Name`) ?? id ?? 'Actor';
  const rows = page.rows('participations');
  const collections = new Set(rows.map((row) => String(row.peek('collection'))));
  context.own(id);
  if (collections.size === 1) context.ownCollection(...collections);
  page.skip('known', 'takesPart', 'nameAsWritten');
  const facts = [...Map.groupBy(rows, formatFactKey).values()];
  const takesPart = (rows: readonly Fields[]): boolean =>
    rows.some((row) => row.isTrue('takesPart'));
  const format = (rows: readonly Fields[]): PageItem => formatParticipation(rows, context);
  return [
    { kind: 'title', text: name, note: joinParts(kind, id) },
    { kind: 'paragraph', text: joinParts(...formatLead(page, context, name)) },
    ...buildSections(page, context, ['offices', 'memberships', 'chairs', 'awards']),
    ...buildSection('Takes part', facts.filter(takesPart).map(format)),
    ...buildSection('Is named', facts.filter((rows) => !takesPart(rows)).map(format)),
  ];
}

/** Rows of one fact are one item: a fact may name an actor in several roles. */
function formatFactKey(row: Fields): string {
  return `${String(row.peek('collection'))}/${String(row.peek('event'))}`;
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
    formatRoles(page, context),
    asserted === 0 ? null : `Speaker of the source of ${formatCount(asserted, 'fact')}.`,
  ];
}

function formatRoles(page: Fields, context: PageContext): string | null {
  const roles = page.rows('roles').map((role) => {
    const facts = role.number('facts') ?? 0;
    const name = spellTerm(role.text('role') ?? 'named');
    role.skip('takesPart');
    return context.finish(`${role.text('meaning') ?? name} (${facts})`, role);
  });
  if (roles.length > 0) return `In the record: ${roles.join('; ')}.`;
  return page.has('person') ? null : 'The record does not name it in these collections.';
}

/** Formats a fact that names an actor, by its sentence if the answer has it, with all its roles. */
function formatParticipation(rows: readonly Fields[], context: PageContext): PageItem {
  const [row] = rows;
  if (row === undefined) throw new TypeError('A fact names an actor in at least one role.');
  const label = joinWords([...new Set(rows.map((one) => spellTerm(one.text('role') ?? 'named')))]);
  const sentence = context.findSentence(row);
  const capacity = sentence === null ? around('(as ', row.text('capacity'), ')') : null;
  const basis = row.text('basis');
  for (const one of rows) one.skip(...ROLE_FIELDS, ...(sentence === null ? [] : SENTENCE_FIELDS));
  const told = sentence ?? row.words('about') ?? row.named('meeting') ?? 'no details';
  const day = row.plainDay('date') ?? 'day not stated';
  const text = [
    told.includes(day) ? null : `${day}:`,
    told.replace(/\.$/, ''),
    capacity,
    basis === null || basis === 'named' ? null : `(${basis})`,
    ...rows.slice(1).map((one) => context.finishUnmarked('', one).trim()),
  ];
  return { label, text: context.finish(joinParts(...text), row) };
}

/** The members of a part that its label and the page itself show. */
const ROLE_FIELDS = [
  'takesPart',
  'actor',
  'kind',
  'nameAsWritten',
  'actorOf',
  'type',
  'fact',
  'basis',
  'date',
];

/** The members of a part that the sentence of its fact shows. */
const SENTENCE_FIELDS = [
  'about',
  'body',
  'bodyName',
  'capacity',
  'decision',
  'decisionName',
  'incident',
  'incidentName',
  'meeting',
  'meetingName',
  'office',
  'represents',
  'saidBy',
];
