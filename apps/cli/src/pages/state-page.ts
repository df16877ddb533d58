import { around, joinParts, spellTerm } from '../words/list-words.ts';
import type { Fields } from './fields.ts';
import type { PageBlock } from './page-block.ts';
import type { PageContext } from './page-context.ts';
import { buildSection, buildSections, formatRows, type PageItem } from './page-section.ts';

/** Builds the page of a state, or of a person: both are actors that facts name in roles. */
export function buildActorPage(page: Fields, context: PageContext): readonly PageBlock[] {
  const kind = page.has('person') ? 'person' : 'state';
  const id = page.text(kind);
  context.own(id);
  page.skip('known', 'takesPart');
  const rows = page.rows('participations');
  const isPart = (row: Fields): boolean => row.isTrue('takesPart');
  const format = formatParticipation;
  return [
    {
      kind: 'title',
      text: page.text('name') ?? page.text(`${kind}Name`) ?? id ?? 'Actor',
      note: joinParts(kind, id),
    },
    { kind: 'paragraph', text: formatLead(page, context) },
    ...buildSections(page, context, ['offices', 'memberships']),
    ...buildSection('Takes part', formatRows(rows.filter(isPart), context, format)),
    ...buildSection(
      'Is named',
      formatRows(
        rows.filter((row) => !isPart(row)),
        context,
        format,
      ),
    ),
  ];
}

/** Returns the number of facts in each role. */
function formatLead(page: Fields, context: PageContext): string {
  page.skip('nameAsWritten');
  const roles = page.rows('roles').map((role) => {
    const facts = role.number('facts') ?? 0;
    const name = spellTerm(role.text('role') ?? 'named');
    role.skip('takesPart');
    return context.finish(`${role.text('meaning') ?? name} (${facts})`, role);
  });
  const names = around('Also written: ', page.words('names') ?? page.words('namesAsWritten'), '.');
  const lead =
    roles.length === 0
      ? 'The record does not name it in these collections.'
      : `In the record: ${roles.join('; ')}.`;
  return joinParts(lead, names);
}

/** Formats the part of an actor in one fact, by the sentence of the fact if the answer has it. */
function formatParticipation(row: Fields, context: PageContext): PageItem {
  const sentence = context.findSentence(row);
  const basis = row.text('basis');
  row.skip('takesPart', 'actor', 'kind', 'nameAsWritten', 'actorOf', 'type');
  if (sentence !== null) row.skip(...SENTENCE_FIELDS);
  const told = sentence ?? row.words('about') ?? row.named('meeting') ?? 'no details';
  const day = row.plainDay('date') ?? 'day not stated';
  const text = [
    told.includes(day) ? null : `${day}:`,
    told.replace(/\.$/, ''),
    around('(as ', row.text('capacity'), ')'),
    basis === null || basis === 'named' ? null : `(${basis})`,
  ];
  const label = spellTerm(row.text('role') ?? 'named');
  return { label, text: context.finish(joinParts(...text), row) };
}

/** The members of a part that the sentence of its fact shows. */
const SENTENCE_FIELDS = [
  'about',
  'body',
  'bodyName',
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
