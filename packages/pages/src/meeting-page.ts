import { around, capitalize, joinParts, spellTerm } from './words/list-words.ts';
import { NOT_STATED } from './words/value-words.ts';
import { formatDecision } from './decision-items.ts';
import type { Fields } from './fields.ts';
import { formatOrdinalTitle, formatParticipants } from './meeting-items.ts';
import type { PageBlock } from './page-block.ts';
import type { PageContext } from './page-context.ts';
import { joinEvidence } from './page-evidence.ts';
import { buildSection, buildSections, formatRows } from './page-section.ts';

/** Builds the page of a meeting. */
export function buildMeetingPage(page: Fields, context: PageContext): readonly PageBlock[] {
  const id = page.text('meeting');
  context.own(id, page.text('body'));
  // Other parts of the page show them: the lead, the participants, the decisions, the descriptions.
  page.skip(
    'name',
    'series',
    'held',
    'decisionFacts',
    'adoptedDocuments',
    'atmosphere',
    'openConflicts',
  );
  const evidence = joinEvidence([page, ...page.rows('chairs')], context);
  return [
    { kind: 'title', text: formatTitle(page), note: `meeting ${id ?? ''}` },
    { kind: 'paragraph', text: formatLead(page, context), evidence },
    ...buildParticipants(page, context),
    ...buildSections(page, context, ['announcements', 'changes', 'considered']),
    ...buildDecisions(page, context),
    ...buildSections(page, context, [
      'condemnations',
      'positions',
      'dissents',
      'decisionStatuses',
      'activities',
      'intents',
      'handOvers',
      'offices',
      'memberships',
      'awards',
      'descriptions',
      'nextMeetings',
      'agenda',
      'preparedBy',
      'sourceDocuments',
    ]),
  ];
}

function formatTitle(page: Fields): string {
  const given = page.text('meetingName') ?? page.text('name');
  const session = page.text('session');
  const ordinal = formatOrdinalTitle(page);
  const kind = session === null || session === 'ordinary' ? 'meeting' : `${session} meeting`;
  const body = around('', page.named('body'), ',');
  return given ?? joinParts(body, ordinal, kind);
}

/** Returns when and where the meeting was held, and its chair, as sentences. */
function formatLead(page: Fields, context: PageContext): string {
  const stage = page.text('stage') ?? 'held';
  const held = page.day('heldOn', { property: 'occurredOn', use: 'duration' });
  const scheduled = page.day('scheduledOn');
  const occasion = joinParts(
    STAGE_WORDS[stage] ?? capitalize(spellTerm(stage)),
    (stage === 'held' ? held : (held ?? scheduled)) ?? 'on a day not stated',
    around('in ', page.words('places')),
  );
  skipPlans(page);
  const format = page.text('format');
  const parts = [
    occasion,
    around('at ', page.words('venue')),
    format === null ? null : (FORMAT_WORDS[format] ?? spellTerm(format)),
    around('on the margins of ', page.named('marginsOf')),
    around('to prepare ', page.named('prepares')),
    around(stage === 'held' ? 'hosted by ' : 'to be hosted by ', page.words('host')),
    formatChair(page, context),
  ].filter((part) => part !== null);
  return joinParts(
    `${parts.join(', ')}.`,
    stage === 'held' ? around('It was scheduled ', scheduled, '.') : null,
    around('Identifiers: ', page.words('identifiers'), '.'),
  );
}

const STAGE_WORDS: Readonly<Record<string, string>> = {
  held: 'Held',
  announced: 'Announced, to be held',
  postponed: 'Postponed, to be held',
  cancelled: 'Cancelled; it was to be held',
};

/** Skips plans that the lead already tells. */
function skipPlans(page: Fields): void {
  const days = page.peek('announcedDays');
  if (!Array.isArray(days) || days.length < 2) page.skip('announcedDays');
  const isSame =
    JSON.stringify(page.peek('scheduledPlaces')) === JSON.stringify(page.peek('places'));
  if (isSame) page.skip('scheduledPlaces');
}

const FORMAT_WORDS: Readonly<Record<string, string>> = {
  'in-person': 'in person',
  videoconference: 'by videoconference',
  hybrid: 'in person and by videoconference',
  written: 'in writing',
};

function formatChair(page: Fields, context: PageContext): string {
  const chairs = page.rows('chairs').map((row) => {
    const person = around('(', row.words('person'), ')');
    return context.finishUnmarked(joinParts(row.words('holders'), person), row);
  });
  const actors = page.object('chair').words('actors');
  const known = chairs.length === 0 && actors !== null ? [actors] : chairs;
  const planned = around('to be chaired by ', page.words('plannedChair'));
  if (known.length === 0) return planned ?? 'chair not stated';
  return `chaired by ${[...new Set(known)].join('; ')}`;
}

const PARTICIPANT_LABELS: Readonly<Record<string, string>> = {
  delegations: 'Delegations',
  organs: 'Organs',
  heads: 'Heads of delegations',
  hosts: 'Hosts',
  expected: 'Expected',
};

function buildParticipants(page: Fields, context: PageContext): readonly PageBlock[] {
  const participants = page.object('participants');
  participants.skip('recorded', 'statesNamed', 'organsNamed', 'statedCounts');
  const delegations = [...participants.rows('delegations'), ...participants.rows('organs')];
  const named = new Set(delegations.flatMap((row) => row.rows('heads').map(readActorId)));
  const isNew = (field: string, row: Fields): boolean =>
    field === 'heads' ? !named.has(readActorId(row)) : field !== 'hosts' || !page.has('host');
  const listing = participants.text('listing');
  const stated = formatStatedNumber(page, participants.get('agreesWithCount') === false);
  const lists = Object.entries(PARTICIPANT_LABELS).flatMap(([field, label]): PageBlock[] => {
    const all = [...participants.rows(field), ...page.rows(field)];
    const rows = [...new Map(all.map((row) => [readActorId(row), row])).values()].filter((row) =>
      isNew(field, row),
    );
    const text = formatParticipants(label, rows, context);
    const evidence = joinEvidence(rows, context);
    return text === null ? [] : [{ kind: 'paragraph', text, level: 1, evidence }];
  });
  const notes = [
    ...(listing === 'by-class' ? ['Listed as a class, not by name.'] : []),
    ...(stated === null ? [] : [stated]),
  ];
  const unknown = 'Not recorded, which does not mean that there were none.';
  return [
    { kind: 'heading', text: 'Participants' },
    ...lists,
    ...(lists.length + notes.length === 0 ? [unknown] : notes).map((text): PageBlock => ({
      kind: 'paragraph',
      text,
      level: 1,
    })),
  ];
}

/** Returns the number of participants that sources state, and whether the list has another one. */
function formatStatedNumber(page: Fields, differs: boolean): string | null {
  const count = page.words('participantCount');
  if (count === null || count === NOT_STATED) return null;
  return `Number stated: ${count}${differs ? ', which is not the number listed' : ''}.`;
}

/** Returns the id of an actor, which a row may have as `actor`. */
function readActorId(row: Fields): string | null {
  return row.text('actor') ?? row.text('id');
}

/** An agreed next meeting has a section of its own. */
function buildDecisions(page: Fields, context: PageContext): readonly PageBlock[] {
  const hasNext = page.has('nextMeetings');
  const rows = page
    .rows('decisions')
    .filter((row) => !(hasNext && row.text('type') === 'NextMeetingAgreed'));
  return buildSection('Decisions', formatRows(rows, context, formatDecision));
}
