import { around, joinParts, joinWords, quoteNewWords, spellTerm } from './words/list-words.ts';
import { formatOrdinal } from './words/ordinal-words.ts';
import { nameState } from './words/value-words.ts';
import type { Fields } from './fields.ts';
import { listEvents, type PageContext } from './page-context.ts';
import type { PageItem } from './page-section.ts';

/** Formats a matter that a meeting considered. The verb is its label. */
export function formatConsideration(row: Fields, context: PageContext): PageItem {
  row.skip('strength', 'outcomeStated');
  const label = spellTerm(row.text('verb') ?? 'considered');
  const written = around('(', quoteNewWords(label, row.text('verbAsWritten')), ')');
  const text = [
    joinParts(row.text('subject') ?? 'a subject not stated', written),
    around('for ', row.named('forBody')),
    around('outcome: ', row.words('outcome')),
  ].filter((part) => part !== null);
  return { label, text: context.finish(text.join(', '), row) };
}

export function formatAward(row: Fields, context: PageContext): PageItem {
  const text = joinParts(
    row.words('award') ?? 'awards',
    around('to ', row.words('recipients')),
    around('by ', row.words('by')),
    around('(', row.words('count') ?? 'number not stated', ')'),
    around('for ', row.words('reason')),
    context.isOwn(row.get('meeting')) ? null : around('at ', row.named('meeting')),
  );
  return { label: null, text: context.finish(text, row) };
}

/** Formats an agreed next meeting: `the 45th (derived), in Tashkent, date not stated`. */
export function formatNextMeeting(row: Fields, context: PageContext): PageItem {
  const held = row.object('held');
  const heldAs = held.named('meeting');
  held.skip('recorded');
  const text = [
    joinParts(
      around('the ', row.words('ordinal')) ?? 'the next meeting',
      around('(', row.words('series'), ')'),
    ),
    row.day('scheduledOn') ?? 'on a day not stated',
    around('in ', row.words('place')),
    around('at ', row.words('venue')),
    around('hosted by ', row.words('host')),
    around('agreed by ', row.object('parties').words('actors')),
    heldAs === null ? null : joinParts('held as', heldAs, held.day('occurredOn')),
  ].filter((part) => part !== null);
  return { label: null, text: context.finish(text.join(', '), row) };
}

/** Formats a meeting in one line: `4 May 2023: 7th meeting of the Council, in Valletta`. */
export function formatMeeting(row: Fields, context: PageContext): PageItem {
  const stage = row.text('stage');
  const day = row.plainDay('heldOn') ?? row.plainDay('scheduledOn') ?? 'day not stated';
  row.skip('scheduledOn');
  const name = row.named('meeting');
  row.skip('name');
  const text = [
    `${day}: ${name ?? 'a meeting'}`,
    stage === 'held' ? null : stage,
    around('in ', row.words('places')),
  ].filter((part) => part !== null);
  return { label: null, text: context.finish(text.join(', '), row, row.text('meeting')) };
}

/** Formats a participant: its name, then all that is said of its delegation. */
function formatParticipant(row: Fields, context: PageContext): string {
  row.skip('role', 'kind', 'nameAsWritten', 'represents', 'isGuest');
  const basis = row.text('basis');
  const notes = [
    around('of ', row.named('actorOf')),
    formatMembers(row.object('members')),
    around('as ', row.text('capacity')),
    basis === null || basis === 'named' ? null : basis,
    row.words('count'),
    around('headed by ', row.words('heads')),
  ].filter((note) => note !== null);
  const name = row.text('name') ?? row.text('nameAsWritten') ?? row.named('actor') ?? 'not named';
  const text = notes.length === 0 ? name : `${name} (${notes.join(', ')})`;
  const id = row.text('actor');
  return context.finishUnmarked(text, row, id);
}

/** Returns `9 members, without India` of a class with a size and exceptions. */
function formatMembers(members: Fields): string | null {
  const size = around('', members.words('count'), ' members');
  const except = members.rows('except').map((one) => {
    const id = one.text('id') ?? '';
    return nameState(id) ?? one.text('nameAsWritten') ?? id;
  });
  const parts = [size, except.length === 0 ? null : `without ${joinWords(except)}`];
  return parts.filter((part) => part !== null).join(', ') || null;
}

/** Returns `Delegations (10): Belarus, China and Pakistan.` A class has no number of delegations. */
export function formatParticipants(
  label: string,
  rows: readonly Fields[],
  context: PageContext,
): string | null {
  if (rows.length === 0) return null;
  const represented = new Set(rows.map((row) => row.text('represents')));
  const [common = null] = represented;
  const names = rows.map((row) => formatParticipant(row, context));
  const marks = context.formatMarks(rows.flatMap(listEvents));
  const number = rows.some((row) => row.peek('kind') === 'class') ? '' : ` (${rows.length})`;
  const all = `${label}${number}: ${joinWords(names)}`;
  return common === null || represented.size > 1
    ? `${all}${marks}.`
    : `${all}; all for their ${common}${marks}.`;
}

/** The verb of each kind of dissent, before its subject. */
const DISSENT_VERBS: Readonly<Record<string, string>> = {
  'no-consensus': 'did not join a consensus on',
  dissociated: 'dissociated itself from',
  reserved: 'reserved its position on',
  abstained: 'abstained on',
  'voted-against': 'voted against',
  vetoed: 'vetoed',
  'refused-to-sign': 'refused to sign',
  'took-no-part': 'took no part in',
};

export function formatDissent(row: Fields, context: PageContext): PageItem {
  const kind = row.text('kind') ?? 'dissented';
  row.skip('document', 'date', 'dateOf');
  const text = joinParts(
    row.words('by') ?? 'a party not stated',
    DISSENT_VERBS[kind] ?? `${spellTerm(kind)} on`,
    row.words('subject'),
    context.isOwn(row.get('meeting')) ? null : around('at the ', row.named('meeting')),
    around('(the reason given: ', row.words('reason'), ')'),
  );
  return { label: null, text: context.finish(text, row) };
}

/** Formats a description of a meeting or body: `atmosphere: businesslike`. */
export function formatDescription(row: Fields, context: PageContext): PageItem {
  const words = row.words('wording') ?? row.words('what');
  const text = [
    words,
    row.day('date'),
    around('by ', row.words('by')),
    around('in ', row.words('place')),
  ].filter((part) => part !== null);
  const label = spellTerm(row.text('aspect') ?? 'description');
  return { label, text: context.finish(text.join(', ') || 'without words', row) };
}

/** Returns `44th`, with the basis of a number that is not stated. */
export function formatOrdinalTitle(page: Fields): string | null {
  const ordinal = page.object('ordinal');
  const value = ordinal.number('value');
  const basis = ordinal.text('basis');
  ordinal.skip('rule', 'nameAsWritten');
  if (value === null) return null;
  return formatOrdinal(value) + (basis === null || basis === 'stated' ? '' : ` (${basis})`);
}
