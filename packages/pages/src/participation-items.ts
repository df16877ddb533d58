import { around, joinParts, joinWords, spellTerm } from './words/list-words.ts';
import type { Fields } from './fields.ts';
import type { PageBlock } from './page-block.ts';
import type { PageContext } from './page-context.ts';
import { readEvidence } from './page-evidence.ts';
import { buildSection, type PageItem } from './page-section.ts';

/** Returns the collection of the facts that name an actor, if there is only one. */
export function listCollections(page: Fields): readonly string[] {
  const rows = page.rows('participations');
  const collections = new Set(rows.map((row) => String(row.peek('collection'))));
  return collections.size === 1 ? [...collections] : [];
}

/** Builds the sections of the facts in which an actor takes part, and of those that name it. */
export function buildParticipations(page: Fields, context: PageContext): readonly PageBlock[] {
  page.skip('takesPart');
  const facts = [...Map.groupBy(page.rows('participations'), formatFactKey).values()];
  const takesPart = (rows: readonly Fields[]): boolean =>
    rows.some((row) => row.isTrue('takesPart'));
  const format = (rows: readonly Fields[]): PageItem => formatParticipation(rows, context);
  return [
    ...buildSection('Takes part', facts.filter(takesPart).map(format)),
    ...buildSection('Is named', facts.filter((rows) => !takesPart(rows)).map(format)),
  ];
}

/** Rows of one fact are one item: a fact may name an actor in several roles. */
function formatFactKey(row: Fields): string {
  return `${String(row.peek('collection'))}/${String(row.peek('event'))}`;
}

/** Returns the number of facts in each role, in a sentence; null if the record has none. */
export function formatRoles(page: Fields, context: PageContext): string | null {
  const roles = page.rows('roles').map((role) => {
    const facts = role.number('facts') ?? 0;
    const name = spellTerm(role.text('role') ?? 'named');
    role.skip('takesPart');
    return context.finish(`${role.text('meaning') ?? name} (${facts})`, role);
  });
  return roles.length === 0 ? null : `In the record: ${roles.join('; ')}.`;
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
  const day = context.formatLeadingDay(row) ?? 'Day not stated';
  const text = [
    told.includes(row.plainDay('date') ?? day) ? null : `${day}:`,
    told.replace(/\.$/, ''),
    capacity,
    basis === null || basis === 'named' ? null : `(${basis})`,
    ...rows.slice(1).map((one) => formatOtherRole(one, context)),
  ];
  const evidence = readEvidence(row, context);
  return { label, text: context.finish(joinParts(...text), row), evidence };
}

/** Returns the members of another role in the same fact that its label does not show. */
function formatOtherRole(row: Fields, context: PageContext): string {
  row.skip('collection');
  return context.finishUnmarked('', row).trim();
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
