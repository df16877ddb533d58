import { around, capitalize, joinParts, spellTerm } from '../words/list-words.ts';
import { formatDecision } from './decision-items.ts';
import type { Fields } from './fields.ts';
import { formatOrdinalTitle, formatParticipants } from './meeting-items.ts';
import type { PageBlock } from './page-block.ts';
import type { PageContext } from './page-context.ts';
import { buildSection, buildSections, formatRows } from './page-section.ts';

/** Builds the page of a meeting. */
export function buildMeetingPage(page: Fields, context: PageContext): readonly PageBlock[] {
  const id = page.text('meeting');
  context.own(id, page.text('body'));
  return [
    { kind: 'title', text: formatTitle(page), note: `meeting ${id ?? ''}` },
    { kind: 'paragraph', text: formatLead(page, context) },
    ...buildParticipants(page, context),
    ...buildSections(page, context, ['announced', 'agenda', 'considered']),
    ...buildDecisions(page, context),
    ...buildSections(page, context, [
      'condemnations',
      'positions',
      'dissents',
      'appointments',
      'awards',
      'descriptions',
      'nextMeetings',
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
  const held = page.day('heldOn');
  const scheduled = page.day('scheduledOn');
  const sentence = joinParts(
    capitalize(stage === 'held' ? 'held' : spellTerm(stage)),
    (stage === 'held' ? held : (held ?? scheduled)) ?? 'on a day not stated',
    around('in ', page.words('places')),
    around('at ', page.words('venue')),
    around('as ', page.words('format')),
    around('hosted by ', page.words('host')),
  );
  const plan = stage === 'held' ? around('It was scheduled ', scheduled, '.') : null;
  return joinParts(`${sentence}, ${formatChair(page, context)}.`, plan);
}

function formatChair(page: Fields, context: PageContext): string {
  const chairs = page.rows('chairs').map((row) => {
    const person = around('(', row.words('person'), ')');
    return context.finishUnmarked(joinParts(row.words('holders'), person), row);
  });
  const actors = page.object('chair').words('actors');
  const known = chairs.length === 0 && actors !== null ? [actors] : chairs;
  return known.length === 0 ? 'chair not stated' : `chaired by ${[...new Set(known)].join('; ')}`;
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
  participants.skip('recorded', 'statesNamed', 'organsNamed');
  const listing = participants.text('listing');
  const texts = Object.entries(PARTICIPANT_LABELS).flatMap(([field, label]) => {
    const rows = [...participants.rows(field), ...page.rows(field)];
    return formatParticipants(label, rows, context) ?? [];
  });
  const shown = listing === 'by-class' ? [...texts, 'Listed as a class, not by name.'] : texts;
  const unknown = 'Not recorded, which does not mean that there were none.';
  return [
    { kind: 'heading', text: 'Participants' },
    ...(shown.length === 0 ? [unknown] : shown).map((text): PageBlock => ({
      kind: 'paragraph',
      text,
      level: 1,
    })),
  ];
}

/** An agreed next meeting has a section of its own. */
function buildDecisions(page: Fields, context: PageContext): readonly PageBlock[] {
  const hasNext = page.has('nextMeetings');
  const rows = page
    .rows('decisions')
    .filter((row) => !(hasNext && row.text('type') === 'NextMeetingAgreed'));
  return buildSection('Decisions', formatRows(rows, context, formatDecision));
}
