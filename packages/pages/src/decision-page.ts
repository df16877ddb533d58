import { around, capitalize, joinParts, spellTerm } from './words/list-words.ts';
import { formatDateText } from './words/value-words.ts';
import { formatDetails } from './decision-items.ts';
import { DATE_FIELDS, type Fields } from './fields.ts';
import type { PageBlock } from './page-block.ts';
import type { PageContext } from './page-context.ts';
import { formatDissent } from './meeting-items.ts';
import { buildSection, buildSections, formatRows } from './page-section.ts';

/** Builds the page of a decision. */
export function buildDecisionPage(page: Fields, context: PageContext): readonly PageBlock[] {
  const id = page.text('decision');
  context.own(id, page.text('body'));
  const lead = `${formatLead(page, context)}. ${formatStatus(page)}.`;
  // Its parts do not repeat the meeting either.
  context.own(page.text('meeting'));
  const dissents = formatRows(page.rows('dissents'), context, formatDissent);
  return [
    {
      kind: 'title',
      text: page.text('name') ?? page.text('decisionName') ?? id ?? 'Decision',
      note: joinParts('decision', id),
    },
    { kind: 'paragraph', text: lead },
    ...buildSections(page, context, [
      'stated',
      'statuses',
      'parts',
      'condemnations',
      'positions',
      'activities',
      'considered',
    ]),
    ...buildSection('Dissents at its meeting', dissents),
  ];
}

function formatLead(page: Fields, context: PageContext): string {
  const details = page.object('details');
  const verb = spellTerm(page.text('verb') ?? page.text('strength') ?? 'recorded');
  const written = page.text('verbAsWritten');
  const agent = page.object('agent');
  agent.skip('field');
  page.skip('type', 'rung', 'commitment', 'strength', 'dateOf', 'name', 'decisionName');
  const kind = spellTerm(page.text('kind') ?? 'decision');
  // The day of the document is not that of the decision.
  const isReported = !page.has('adoptedOn') && page.peek('dateOf') === 'document';
  const day = formatDay(page, context);
  const parts = [
    joinParts(capitalize(kind), around('of ', details.words('of'))),
    joinParts(
      written === null || written === verb ? verb : `${verb} (“${written}”)`,
      isReported ? null : day,
    ),
    isReported ? day : null,
    around('by ', agent.words('actors') ?? page.named('body')),
    around('at ', page.named('meeting')),
    around('on ', page.text('topic')?.replaceAll('-', ' ') ?? null),
    page.period('period'),
    around('in ', page.named('hostState')),
    around('part of ', page.named('partOf')),
    ...formatDetails(details),
  ];
  return parts.filter((part) => part !== null && part !== '').join(', ');
}

function formatDay(page: Fields, context: PageContext): string {
  const adopted = page.day('adoptedOn');
  const dated = context.formatOwnDay(page);
  return adopted ?? dated ?? 'on a day not stated';
}

/** Returns the due date and the status on the day of the query. */
function formatStatus(page: Fields): string {
  const due = page.object('due');
  due.skip(...DATE_FIELDS);
  const kind = due.text('kind');
  const dueDay = page.day('due') ?? (kind === 'due' ? null : 'on a day not stated');
  const dueWords = kind === null || dueDay === null ? null : joinParts(spellTerm(kind), dueDay);
  const status = page.object('status');
  status.skip('rule', 'event', 'period');
  const day = status.text('day');
  const asked = day === null ? 'status' : `status on ${formatDateText(day, 'spelled')}`;
  const parts = [
    dueWords,
    `${asked}: ${spellTerm(status.text('status') ?? 'not stated')}`,
    around('as of ', status.words('heldAsOf')),
  ];
  return capitalize(parts.filter((part) => part !== null).join(', '));
}
