/** Which columns of an answer a person is shown, in which order; `--columns` chooses others, programs get all of them. */
export const DEFAULT_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  bodies: ['body', 'kind', 'name', 'parents', 'organs'],
  condemnations: [
    'target_on',
    'incident',
    'class',
    'territory',
    'condemner',
    'strength',
    'perpetrators_names',
    'stated_in',
    'document',
  ],
  conflicts: ['flagged_at', 'field', 'values', 'resolved', 'resolution', 'conflict'],
  corrections: [
    'recorded_at',
    'actor',
    'change',
    'target_type',
    'field',
    'old_value',
    'new_value',
    'reason',
    'evidence',
    'target',
  ],
  decisions: ['date', 'type', 'decision', 'name', 'topic', 'verb', 'strength', 'due_on', 'status'],
  designations: ['organization_names', 'status', 'by_names', 'date', 'documents'],
  facts: ['pseq', 'date', 'type', 'modality', 'sentence'],
  incidents: ['occurred_on', 'incident', 'name', 'places', 'countries', 'condemnations'],
  mandates: ['occurred_on', 'body', 'becomes', 'stage', 'by_names', 'occasion'],
  meetings: [
    'held_on',
    'scheduled_on',
    'ordinal',
    'meeting',
    'stage',
    'places',
    'countries',
    'chairs',
  ],
  memberships: ['body', 'member_names', 'status', 'started_on', 'ended_on', 'held_as_of'],
  'next-meetings': [
    'body',
    'after',
    'ordinal',
    'scheduled_on',
    'place',
    'venue',
    'held_as',
    'held_on',
  ],
  offices: [
    'office',
    'body',
    'holder_names',
    'ex_officio',
    'stage',
    'started_on',
    'ended_on',
    'held_as_of',
  ],
  positions: ['date', 'by_names', 'verb', 'topic', 'summary', 'stated_in', 'document'],
  reports: ['date', 'period', 'type', 'kind', 'summary', 'by_names', 'count_min', 'count_max'],
  sources: ['document', 'doc_type', 'title', 'held', 'published', 'facts', 'redistributable'],
  state: [
    'date',
    'role',
    'takes_part',
    'basis',
    'meeting',
    'decision',
    'incident',
    'about',
    'type',
    'document',
  ],
  timeline: ['date', 'type', 'modality', 'sentence'],
  'unstated-agents': ['type', 'kind', 'field', 'about', 'decision', 'meeting'],
  verbs: ['verb', 'type', 'facts'],
};

/** What an empty cell means, where that is not that nothing is stated. */
export const EMPTY_CELL_TEXTS: Readonly<Record<string, string>> = {
  perpetrators_names: 'none named',
  held_as: 'not recorded',
};

/** A date that is only asked for where its kind is: a plan is not due, so its day is not missing. */
export const COMPANION_COLUMNS: Readonly<Record<string, string>> = {
  due_on: 'due_kind',
  held_on: 'held_as',
};

/** Columns of figures, which are read from the right. */
const FIGURES =
  /^(pseq|position|ordinal|rank|facts|condemnations|named_attendances|\w+_(count|min|max))$/;

export function isNumericColumn(column: string): boolean {
  return FIGURES.test(column);
}
