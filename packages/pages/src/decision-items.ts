import { around, includesText, joinParts, quoteNewWords, spellTerm } from './words/list-words.ts';
import { DATE_FIELDS, type Fields } from './fields.ts';
import type { PageContext } from './page-context.ts';
import type { PageItem } from './page-section.ts';

/** The words before the date of a decision, by the kind of that date. */
const DUE_WORDS: Readonly<Record<string, string>> = {
  due: 'due',
  scheduled: 'scheduled',
  'next-step': 'next step',
};

/** Formats a decision below its strength: `joint campaigns (agreement), due in 2026, open`. */
export function formatDecision(row: Fields, context: PageContext): PageItem {
  const details = row.object('details');
  const label = spellTerm(row.text('strength') ?? row.text('verb') ?? 'recorded');
  const phrases = [
    joinParts(formatSubject(row, details), formatVerb(row, label)),
    around('part of ', row.named('partOf')),
    around('in ', row.named('hostState')),
    formatDay(row, context),
    around('by ', formatAgent(row)),
    formatPeriod(row),
    formatDue(row),
    formatStatus(row),
    ...formatDetails(details),
  ].filter((phrase) => phrase !== null);
  return { label, text: context.finish(phrases.join(', '), row, row.text('decision')) };
}

/** Returns the verb in the words of the source, unless the label says it. */
function formatVerb(row: Fields, label: string): string | null {
  const verb = spellTerm(row.text('verb') ?? label);
  const written = quoteNewWords(label, row.text('verbAsWritten'));
  return around('(', written ?? (verb === label ? null : verb), ')');
}

function formatSubject(row: Fields, details: Fields): string {
  const kind = spellTerm(row.text('kind') ?? 'decision');
  const topic = spellTerm(row.text('topic') ?? '');
  const owner = around('of ', details.words('of'));
  row.skip('type');
  row.skip('decision');
  const given = row.text('name');
  if (given === null) return joinParts(kind, owner, topic === '' ? null : `on ${topic}`);
  return joinParts(
    given,
    includesText(given, kind) ? null : `(${kind})`,
    owner !== null && includesText(given, owner) ? null : owner,
    includesText(given, topic) ? null : `on ${topic}`,
  );
}

/** Returns the period of a decision; null if its name has it. */
function formatPeriod(row: Fields): string | null {
  const given = row.peek('name');
  const period = row.period('period');
  return period !== null && typeof given === 'string' && includesText(given, period)
    ? null
    : period;
}

/** On the page of its meeting, a decision does not repeat the day of the meeting. */
function formatDay(row: Fields, context: PageContext): string | null {
  const day = context.formatOwnDay(row);
  return row.day('adoptedOn') ?? day;
}

function formatAgent(row: Fields): string | null {
  const agent = row.object('agent');
  agent.skip('field');
  return agent.words('actors');
}

function formatDue(row: Fields): string | null {
  const due = row.object('due');
  due.skip(...DATE_FIELDS);
  const kind = due.text('kind');
  if (kind === null) return null;
  const word = DUE_WORDS[kind] ?? spellTerm(kind);
  const day = row.day('due');
  // A decision need not be due.
  if (day === null && kind === 'due') return null;
  return day === null ? `${word} on a day not stated` : `${word} ${day}`;
}

function formatStatus(row: Fields): string | null {
  const status = row.object('status');
  status.skip('rule', 'day', 'event', 'period');
  const word = status.text('status');
  return word === null
    ? null
    : joinParts(spellTerm(word), around('as of ', status.words('heldAsOf')));
}

/** Returns `9 votes for, 1 against, 1 abstained`; null if no vote is recorded. */
function formatVotes(details: Fields): string | null {
  const votes = details.object('votes');
  const counts = [
    around('', votes.words('for'), ' votes for'),
    around('', votes.words('against'), ' against'),
    around('', votes.words('abstained'), ' abstained'),
  ].filter((count) => count !== null);
  return counts.length === 0 ? null : counts.join(', ');
}

export function formatDetails(details: Fields): readonly string[] {
  details.skip('hostState', 'ordinal', 'complete', 'by');
  const known = [
    formatVotes(details),
    around('with ', details.words('parties'), ' as parties'),
    around('establishing ', details.words('establishes')),
    around('assigned to ', details.words('assignee')),
    around('for ', details.named('forBody')),
    around('at ', details.words('at')),
    around('in ', details.words('place')),
    around('hosted by ', details.words('host')),
    around('proposed by ', details.words('proposedBy')),
    around('against ', details.words('target')),
    details.words('count'),
  ];
  return known.filter((phrase) => phrase !== null);
}

/** Formats a citation: `Resolution 3 (preamble 1)` below what the words do with it. */
export function formatCitation(row: Fields, context: PageContext): PageItem {
  const isOwn = context.isOwn(row.peek('decision'));
  const citing = row.named('decision') ?? row.named('document');
  const cited = joinParts(row.text('nameAsWritten'), around('of ', row.named('issuedBy')));
  const label = spellTerm(row.text('relation') ?? 'mentions');
  row.skip('cited', 'citedName');
  const text = joinParts(isOwn ? cited : citing, around('(', row.text('paragraph'), ')'));
  return { label, text: context.finish(text, row) };
}
