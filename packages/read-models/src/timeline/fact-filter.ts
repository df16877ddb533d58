import type { Statement } from '../statement.ts';

type IdFilter = readonly string[] | undefined;

/** Selects facts; omitted fields select all. */
export interface FactFilter {
  /** `MeetingHeld`, or with its kind, aspect, stage or status: `BodyDescribed:established`. */
  readonly types?: IdFilter;
  readonly groups?: IdFilter;
  readonly kinds?: IdFilter;
  readonly verbs?: IdFilter;
  readonly topics?: IdFilter;
  readonly modalities?: IdFilter;
  /** The speaker in the source, and the actor to whom the sentence attributes it: ids of actors. */
  readonly assertedBy?: IdFilter;
  readonly attributedTo?: IdFilter;
  /** Facts of these bodies, of their meetings, or of decisions that a fact connects with them. */
  readonly bodies?: IdFilter;
  readonly meetings?: IdFilter;
  readonly decisions?: IdFilter;
  readonly incidents?: IdFilter;
  /** States named in it, in any role. */
  readonly states?: IdFilter;
  /** Actors named in it, in any role. */
  readonly actors?: IdFilter;
  /**
   * Facts that rest on these documents: on their words, relayed from them, or on their annexed
   * text.
   */
  readonly documents?: IdFilter;
  /** Whether the words are in an annex, or relayed from another document. */
  readonly relayed?: boolean | undefined;
  /** Whether the passage itself does not state some value. */
  readonly inferred?: boolean | undefined;
  /** Whether the source omits the agent, although the type has a field for it. */
  readonly agentUnknown?: boolean | undefined;
  /** Words, in the syntax of a search engine: `"joint exercise" -border`. */
  readonly search?: string | null | undefined;
  readonly events?: IdFilter;
  readonly commands?: IdFilter;
}

/** Returns whether the filter depends on the annex of a fact. */
export function needsAnnex({ documents, relayed }: FactFilter): boolean {
  return documents !== undefined || relayed !== undefined;
}

/**
 * Adds the filter to a statement about facts `f` with their meeting `held` and, if needed, their
 * annex `annex`.
 */
export function filterFacts(statement: Statement, filter: FactFilter): Statement {
  statement.where(statement.validAtPosition('f'));
  if (filter.types !== undefined) {
    const types = `${statement.parameter(filter.types)}::text[]`;
    statement.where(
      `(f.event_type = ANY(${types}) OR f.event_type || ':' || f.kind = ANY(${types}))`,
    );
  }
  statement.whereAny('f.event_group', filter.groups).whereAny('f.kind', filter.kinds);
  statement.whereAny('f.verb', filter.verbs).whereAny('f.topic', filter.topics);
  statement.whereAny('f.modality', filter.modalities);
  statement
    .whereAny('f.asserted_by', filter.assertedBy)
    .whereAny('f.attributed_to', filter.attributedTo);
  statement.whereId('meeting', 'f.meeting', filter.meetings);
  statement.whereContainsAny('f.decisions', statement.expandIds('decision', filter.decisions));
  statement.whereContainsAny('f.incidents', statement.expandIds('incident', filter.incidents));
  statement.whereContainsAny('f.states', filter.states);
  statement.whereContainsAny('f.actors', statement.expandIds('actor', filter.actors));
  statement.whereAny('f.event_id', filter.events).whereAny('f.command_id', filter.commands);
  whereFlag(statement, '(annex.document IS NOT NULL OR f.stated_in IS NOT NULL)', filter.relayed);
  whereFlag(statement, '(jsonb_array_length(f.inferred) > 0)', filter.inferred);
  whereFlag(statement, 'f.agent_unknown', filter.agentUnknown);
  if (filter.search)
    statement.where(
      `f.search @@ websearch_to_tsquery('english', ${statement.parameter(filter.search)})`,
    );
  whereDocuments(statement, filter.documents);
  whereBodies(statement, filter.bodies);
  return statement;
}

function whereFlag(statement: Statement, condition: string, value: boolean | undefined): void {
  if (value !== undefined) statement.where(value ? condition : `NOT ${condition}`);
}

function whereDocuments(statement: Statement, documents: IdFilter): void {
  if (documents === undefined) return;
  const ids = `${statement.parameter(statement.expandIds('document', documents))}::text[]`;
  statement.where(
    `(f.documents && ${ids} OR f.stated_in = ANY(${ids}) OR annex.document = ANY(${ids}))`,
  );
}

function whereBodies(statement: Statement, bodies: IdFilter): void {
  if (bodies === undefined) return;
  const ids = `${statement.parameter(statement.expandIds('body', bodies))}::text[]`;
  const meetings = `SELECT m.meeting FROM timeline.meetings AS m
                     WHERE ${statement.validAtPosition('m')} AND m.body = ANY(${ids})`;
  const decisions = `SELECT unnest(d.decisions) FROM timeline.facts AS d
                      WHERE ${statement.validAtPosition('d')} AND d.bodies && ${ids}`;
  statement.where(
    `(f.bodies && ${ids} OR f.meeting IN (${meetings}) OR f.decisions && ARRAY(${decisions}))`,
  );
}
