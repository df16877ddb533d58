import type { AliasKind } from '../aliases.ts';
import type { Statement } from '../statement.ts';

type IdFilter = readonly string[] | undefined;

/** Which facts are asked for; what is left out is not asked of them. */
export interface FactFilter {
  /** `MeetingHeld`, or with its kind, aspect, stage or status: `BodyDescribed:established`. */
  readonly types?: IdFilter;
  readonly groups?: IdFilter;
  readonly kinds?: IdFilter;
  readonly verbs?: IdFilter;
  readonly topics?: IdFilter;
  readonly modalities?: IdFilter;
  /** Who speaks in the source, and whom the sentence names as having said it: ids of actors. */
  readonly assertedBy?: IdFilter;
  readonly attributedTo?: IdFilter;
  /** Facts of these bodies: theirs, of their meetings, or of decisions that some fact says are theirs. */
  readonly bodies?: IdFilter;
  readonly meetings?: IdFilter;
  readonly decisions?: IdFilter;
  readonly incidents?: IdFilter;
  /** States named in it, in whatever role. */
  readonly states?: IdFilter;
  /** Actors named in it, in whatever role. */
  readonly actors?: IdFilter;
  /** Facts that rest on these documents: on their words, or relayed from them, or on words of their annexed text. */
  readonly documents?: IdFilter;
  /** Whether the words stand in an annex, or are relayed from another document. */
  readonly relayed?: boolean | undefined;
  /** Whether some value of it is not stated in the passage itself. */
  readonly inferred?: boolean | undefined;
  /** Whether the source leaves out who acts, where its type has a field for that. */
  readonly agentUnknown?: boolean | undefined;
  /** Words of it, as a search engine takes them: `"joint exercise" -border`. */
  readonly search?: string | null | undefined;
  readonly events?: IdFilter;
  readonly commands?: IdFilter;
}

/** Whether facts are chosen by the annex in which their words stand. */
export function needsAnnex({ documents, relayed }: FactFilter): boolean {
  return documents !== undefined || relayed !== undefined;
}

/** Asks a statement about facts, as `f` with its meeting as `held` and, where it asks for that, its annex as `annex`. */
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
  statement.whereAny('f.meeting', all(statement, 'meeting', filter.meetings));
  statement.whereContainsAny('f.decisions', all(statement, 'decision', filter.decisions));
  statement.whereContainsAny('f.incidents', all(statement, 'incident', filter.incidents));
  statement.whereContainsAny('f.states', filter.states);
  statement.whereContainsAny('f.actors', all(statement, 'actor', filter.actors));
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

function all(statement: Statement, kind: AliasKind, ids: IdFilter): IdFilter {
  return ids?.flatMap((id) => statement.scope.aliases.equivalentIds(kind, id));
}

function whereFlag(statement: Statement, flag: string, wanted: boolean | undefined): void {
  if (wanted !== undefined) statement.where(wanted ? flag : `NOT ${flag}`);
}

function whereDocuments(statement: Statement, documents: IdFilter): void {
  if (documents === undefined) return;
  const ids = `${statement.parameter(all(statement, 'document', documents))}::text[]`;
  statement.where(
    `(f.documents && ${ids} OR f.stated_in = ANY(${ids}) OR annex.document = ANY(${ids}))`,
  );
}

function whereBodies(statement: Statement, bodies: IdFilter): void {
  if (bodies === undefined) return;
  const ids = `${statement.parameter(all(statement, 'body', bodies))}::text[]`;
  const meetings = `SELECT m.meeting FROM timeline.meetings AS m
                     WHERE ${statement.validAtPosition('m')} AND m.body = ANY(${ids})`;
  const decisions = `SELECT unnest(d.decisions) FROM timeline.facts AS d
                      WHERE ${statement.validAtPosition('d')} AND d.bodies && ${ids}`;
  statement.where(
    `(f.bodies && ${ids} OR f.meeting IN (${meetings}) OR f.decisions && ARRAY(${decisions}))`,
  );
}
