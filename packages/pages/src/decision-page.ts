import { around, capitalize, joinParts, spellTerm } from './words/list-words.ts';
import { formatDateText } from './words/value-words.ts';
import { formatDetails } from './decision-items.ts';
import { DATE_FIELDS, Fields } from './fields.ts';
import type { PageBlock } from './page-block.ts';
import type { PageContext } from './page-context.ts';
import { formatDissent } from './meeting-items.ts';
import { buildSection, buildSections, formatRows } from './page-section.ts';

/** Builds the page of a decision. */
export function buildDecisionPage(page: Fields, context: PageContext): readonly PageBlock[] {
  const id = page.text('decision');
  context.own(id, page.text('body'));
  const outcome = findOutcome(page);
  const lead = `${formatLead(page, context)}. ${formatStatus(page, outcome)}.`;
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

/** Returns the outcome of the last vote on a draft: a draft has an outcome before it has a status. */
function findOutcome(page: Fields): string | null {
  if (page.peek('type') !== 'VoteTaken') return null;
  const votes = page.peek('votes');
  const last: unknown = Array.isArray(votes) ? votes.at(-1) : undefined;
  return new Fields(new Fields(last).peek('data')).text('outcome');
}

function formatLead(page: Fields, context: PageContext): string {
  const details = page.object('details');
  const taken = page.text('verb') ?? page.text('strength');
  const isVote = page.peek('type') === 'VoteTaken';
  const verb = spellTerm(taken ?? (isVote ? 'put to the vote' : 'recorded'));
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

/** Returns the due date, and the status on the day of the query or the outcome of a vote. */
function formatStatus(page: Fields, outcome: string | null): string {
  const due = page.object('due');
  due.skip(...DATE_FIELDS);
  const kind = due.text('kind');
  const dueDay = page.day('due') ?? (kind === 'due' ? null : 'on a day not stated');
  const dueWords = kind === null || dueDay === null ? null : joinParts(spellTerm(kind), dueDay);
  const status = page.object('status');
  status.skip('rule', 'event', 'period');
  const day = status.text('day');
  const asked = day === null ? 'status' : `status on ${formatDateText(day, 'spelled')}`;
  const stated = status.text('status');
  const parts = [
    dueWords,
    stated === null && outcome !== null
      ? `outcome of the vote: ${spellTerm(outcome)}`
      : `${asked}: ${spellTerm(stated ?? 'not stated')}`,
    around('as of ', status.words('heldAsOf')),
  ];
  return capitalize(parts.filter((part) => part !== null).join(', '));
}
