/** The columns of a query's table for people. `--columns` chooses others. */
export interface DefaultColumns {
  /** The columns in the order of display. Where the server has names, they replace the ids. */
  readonly shown: readonly string[];
  /** The texts that answer the question: they get the most space. */
  readonly answer?: readonly string[];
  /** The columns that a narrow terminal leaves out, the first first. It never leaves out others. */
  readonly drop?: readonly string[];
  /** The columns that few rows have: they are left out if no row has a value. */
  readonly ifAny?: readonly string[];
  /** The id of the row's own thing. It stays an id. */
  readonly id?: string;
}

export const DEFAULT_COLUMNS: Readonly<Record<string, DefaultColumns>> = {
  agreement: { shown: ['year', 'one', 'other', 'votes'] },
  attendance: {
    shown: ['body', 'attended', 'could_attend', 'held', 'as_guest', 'chaired', 'hosted'],
    answer: ['body'],
    drop: ['as_guest', 'hosted', 'held'],
  },
  bodies: {
    shown: ['name', 'kind', 'parents', 'organs', 'body'],
    answer: ['name'],
    drop: ['organs', 'parents', 'kind'],
    id: 'body',
  },
  condemnations: {
    shown: [
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
    drop: ['document', 'stated_in', 'territory', 'target_on', 'perpetrators_names'],
  },
  conflicts: {
    shown: ['flagged_at', 'field', 'values', 'resolved', 'resolution', 'conflict'],
    answer: ['values'],
    drop: ['conflict', 'flagged_at', 'resolution'],
    id: 'conflict',
  },
  corrections: {
    shown: [
      'recorded_at',
      'actor',
      'change',
      'target_type',
      'field',
      'old_value',
      'new_value',
      'reason',
      'evidence',
    ],
    drop: ['evidence', 'recorded_at', 'target_type', 'actor', 'change'],
  },
  counts: { shown: ['period', 'collection', 'body', 'type', 'facts'] },
  coverage: {
    shown: [
      'title',
      'facts',
      'meetings_held',
      'documents_registered',
      'from',
      'to',
      'last_recorded_at',
      'collection',
    ],
    answer: ['title'],
    drop: ['documents_registered', 'meetings_held', 'last_recorded_at'],
    id: 'collection',
  },
  decisions: {
    shown: ['date', 'type', 'name', 'topic', 'verb', 'strength', 'due_on', 'status', 'decision'],
    drop: ['topic', 'type', 'strength', 'date', 'due_on'],
    id: 'decision',
  },
  designations: {
    shown: ['organization_names', 'status', 'by_names', 'date', 'documents'],
    answer: ['organization_names'],
    drop: ['documents', 'date'],
  },
  dissents: {
    shown: ['date', 'by_names', 'kind', 'subject', 'reason', 'meeting', 'document'],
    answer: ['subject'],
    drop: ['document', 'reason', 'date', 'meeting'],
  },
  facts: {
    shown: ['pseq', 'date', 'type', 'modality', 'sentence'],
    answer: ['sentence'],
    drop: ['type', 'modality', 'pseq'],
  },
  incidents: {
    shown: ['occurred_on', 'name', 'places', 'countries', 'condemnations', 'incident'],
    answer: ['name'],
    drop: ['condemnations', 'countries', 'places'],
    id: 'incident',
  },
  mandates: {
    shown: ['occurred_on', 'body', 'becomes', 'stage', 'by_names', 'occasion'],
    answer: ['becomes'],
    drop: ['occasion', 'by_names', 'occurred_on'],
  },
  meetings: {
    shown: [
      'held_on',
      'scheduled_on',
      'ordinal',
      'series',
      'body',
      'places',
      'countries',
      'chairs',
      'stage',
      'meeting',
    ],
    drop: ['countries', 'stage', 'chairs', 'scheduled_on', 'body'],
    ifAny: ['series'],
    id: 'meeting',
  },
  memberships: {
    shown: ['body', 'member_names', 'status', 'started_on', 'ended_on', 'held_as_of'],
    answer: ['member_names'],
    drop: ['held_as_of', 'ended_on', 'started_on'],
  },
  'next-meetings': {
    shown: [
      'body',
      'after',
      'ordinal',
      'scheduled_on',
      'place',
      'venue',
      'host_names',
      'held_as',
      'held_on',
    ],
    ifAny: ['host_names'],
    drop: ['held_on', 'venue', 'host_names', 'after', 'held_as'],
  },
  offices: {
    shown: [
      'office',
      'body',
      'holder_names',
      'ex_officio',
      'stage',
      'started_on',
      'ended_on',
      'held_as_of',
    ],
    answer: ['holder_names'],
    drop: ['ex_officio', 'held_as_of', 'ended_on', 'started_on', 'stage'],
  },
  persons: {
    shown: ['name', 'titles', 'of', 'facts', 'person'],
    answer: ['name'],
    drop: ['facts', 'titles'],
    id: 'person',
  },
  positions: {
    shown: ['date', 'by_names', 'verb', 'topic', 'summary', 'stated_in', 'document'],
    answer: ['summary'],
    drop: ['document', 'stated_in', 'topic', 'date'],
  },
  reports: {
    shown: ['date', 'period', 'type', 'kind', 'summary', 'by_names', 'count'],
    answer: ['summary'],
    drop: ['type', 'period', 'kind', 'by_names', 'date'],
  },
  sources: {
    shown: ['doc_type', 'title', 'held', 'published', 'facts', 'redistributable', 'document'],
    answer: ['title'],
    drop: ['redistributable', 'held', 'doc_type', 'facts', 'published'],
    id: 'document',
  },
  state: {
    shown: ['date', 'role', 'takes_part', 'basis', 'meeting', 'decision', 'incident', 'about'],
    answer: ['about'],
    drop: ['basis', 'takes_part', 'incident', 'decision'],
  },
  timeline: {
    shown: ['date', 'type', 'modality', 'sentence'],
    answer: ['sentence'],
    drop: ['type', 'modality'],
  },
  'unstated-agents': {
    shown: ['type', 'kind', 'field', 'about', 'decision', 'meeting'],
    answer: ['about'],
    drop: ['meeting', 'kind', 'field'],
  },
  votes: {
    shown: [
      'date',
      'decision',
      'part',
      'draft',
      'subject',
      'outcome',
      'votes_for',
      'votes_against',
      'abstentions',
      'vetoed_by',
      'meeting',
    ],
    answer: ['subject', 'outcome'],
    drop: ['meeting', 'part', 'draft', 'date', 'abstentions'],
  },
  citations: {
    shown: ['decision', 'paragraph', 'relation', 'name_as_written', 'document', 'cited'],
    answer: ['name_as_written'],
    drop: ['document', 'paragraph'],
    id: 'cited',
  },
  verbs: { shown: ['verb', 'type', 'facts'] },
  vs: { shown: ['year', 'one', 'other', 'votes'] },
};

/** The text of an empty cell, if it does not mean that the source states nothing. */
export const EMPTY_CELL_TEXTS: Readonly<Record<string, string>> = {
  perpetrators_names: 'none named',
  held_as: 'not recorded',
};

/** A date that only applies if its kind is set. For example, a plan has no due date. */
export const COMPANION_COLUMNS: Readonly<Record<string, string>> = {
  due_on: 'due_kind',
  held_on: 'held_as',
};

/** The columns that name a row's thing where its own name is not stated: its id in words. */
export const SUBSTITUTE_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  name: ['decision_name', 'incident_name', 'document_name'],
};
