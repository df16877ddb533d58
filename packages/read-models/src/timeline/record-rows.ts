import {
  CATALOGUE,
  type DomainEvent,
  type EventData,
  type Envelope,
  type Identifier,
} from '@rapporteur/contracts';
import type { ProjectedRow } from '@rapporteur/projection-runtime';
import { passageRows } from './fact-rows.ts';

/** Returns the rows of a correction. The runtime changes the rows of its target. */
export function correctionRows(data: EventData<'RecordCorrected'>): readonly ProjectedRow[] {
  const { target, field, oldValue, newValue, reason, evidence } = data;
  const values = {
    change: 'corrected',
    target,
    field,
    old_value: oldValue,
    new_value: newValue,
    reason,
    evidence,
  };
  return [{ table: 'corrections', values }, ...passageRows('evidence', evidence.passages)];
}

/** Returns the rows of a retraction. */
export function retractionRows({
  target,
  reason,
  evidence,
}: EventData<'RecordRetracted'>): readonly ProjectedRow[] {
  const values = { change: 'retracted', target, reason, evidence };
  return [{ table: 'corrections', values }, ...passageRows('evidence', evidence.passages)];
}

/** Returns the rows of a merger. */
export function aliasRows({
  kind,
  merged: gone,
  into,
  reason,
  evidence,
}: EventData<'RecordsMerged'>): readonly ProjectedRow[] {
  const values = { kind, merged: gone, into_id: into, reason, evidence };
  return [{ table: 'aliases', values }, ...passageRows('evidence', evidence.passages)];
}

/** Returns the rows of a link. An id in an external scheme is also an identifier. */
export function linkRows({
  kind,
  id,
  relation,
  other,
  reason,
  evidence,
}: EventData<'RecordsLinked'>): readonly ProjectedRow[] {
  const target =
    'scheme' in other
      ? { scheme: other.scheme, value: other.value }
      : { other_collection: other.collection, other_id: other.id };
  const values = { kind, thing_id: id, relation, ...target, reason, evidence };
  return [
    { table: 'links', values },
    ...('scheme' in other ? [identifierRow(kind, id, other)] : []),
    ...passageRows('evidence', evidence.passages),
  ];
}

/** Returns the rows of the identifiers that a fact gives to the thing that it introduces. */
export function identifierRows({ type, data }: DomainEvent): readonly ProjectedRow[] {
  if (!('identifiers' in data)) return [];
  return CATALOGUE.getDefinition(type).introduces.flatMap(({ referent, field }) =>
    data.identifiers.map((identifier) =>
      identifierRow(referent, String(Reflect.get(data, field)), identifier),
    ),
  );
}

function identifierRow(kind: string, id: string, { scheme, value }: Identifier): ProjectedRow {
  return { table: 'identifiers', values: { kind, thing_id: id, scheme, value } };
}

/** Returns the row of a conflict. The id of the event that flagged it is its own id. */
export function conflictRows(
  data: EventData<'ConflictFlagged'>,
  { id }: Envelope,
): readonly ProjectedRow[] {
  const { events, field, values, thing } = data;
  const row = {
    stage: 'flagged',
    conflict: id,
    events,
    field,
    conflict_values: values,
    thing_kind: thing?.kind ?? null,
    thing_id: thing?.id ?? null,
  };
  return [{ table: 'conflicts', values: row }];
}

/** Returns the row of a resolution. */
export function resolutionRows(data: EventData<'ConflictResolved'>): readonly ProjectedRow[] {
  const { conflict, events, field, values, resolution, by, holds } = data;
  const row = {
    stage: 'resolved',
    conflict,
    events,
    field,
    conflict_values: values,
    resolution,
    resolved_by: by,
    holds,
  };
  return [{ table: 'conflicts', values: row }];
}

/** Returns the row of the end of a conflict. */
export function conflictEndRows({
  conflict,
  events,
  field,
  replacedBy,
}: EventData<'ConflictEnded'>): readonly ProjectedRow[] {
  const row = {
    stage: 'ended',
    conflict,
    events,
    field,
    conflict_values: [],
    replaced_by: replacedBy,
  };
  return [{ table: 'conflicts', values: row }];
}
