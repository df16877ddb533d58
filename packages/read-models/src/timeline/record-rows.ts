import {
  CATALOGUE,
  type DomainEvent,
  type EventData,
  type Envelope,
  type Identifier,
  listIntroducedThings,
} from '@rapporteur/contracts';
import { createRow, type ProjectedRow } from '@rapporteur/projection-runtime';
import { passageRows } from './fact-rows.ts';
import { AliasRow, ConflictRow, CorrectionRow, IdentifierRow, LinkRow } from './record-entities.ts';

/** Returns the rows of a correction. The runtime changes the rows of its target. */
export function correctionRows(data: EventData<'RecordCorrected'>): readonly ProjectedRow[] {
  const { target, field, oldValue, newValue, reason, evidence } = data;
  const values = {
    change: 'corrected',
    target,
    field,
    oldValue,
    newValue,
    reason,
    evidence,
  };
  return [createRow(CorrectionRow, values), ...passageRows('evidence', evidence.passages)];
}

/** Returns the rows of a retraction. */
export function retractionRows({
  target,
  reason,
  evidence,
}: EventData<'RecordRetracted'>): readonly ProjectedRow[] {
  const values = { change: 'retracted', target, reason, evidence };
  return [createRow(CorrectionRow, values), ...passageRows('evidence', evidence.passages)];
}

/** Returns the rows of a merger. */
export function aliasRows({
  kind,
  merged: gone,
  into,
  reason,
  evidence,
}: EventData<'RecordsMerged'>): readonly ProjectedRow[] {
  const values = { kind, merged: gone, intoId: into, reason, evidence };
  return [createRow(AliasRow, values), ...passageRows('evidence', evidence.passages)];
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
      : { otherCollection: other.collection, otherId: other.id };
  const values = { kind, thingId: id, relation, ...target, reason, evidence };
  return [
    createRow(LinkRow, values),
    ...('scheme' in other ? [identifierRow(kind, id, other)] : []),
    ...passageRows('evidence', evidence.passages),
  ];
}

/** Returns the rows of the identifiers that a fact gives to the thing that it introduces. */
export function identifierRows({ type, data }: DomainEvent): readonly ProjectedRow[] {
  if (!('identifiers' in data)) return [];
  return listIntroducedThings(CATALOGUE.getDefinition(type), data).flatMap(({ referent, id }) =>
    data.identifiers.map((identifier) => identifierRow(referent, id, identifier)),
  );
}

function identifierRow(kind: string, id: string, { scheme, value }: Identifier): ProjectedRow {
  return createRow(IdentifierRow, { kind, thingId: id, scheme, value });
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
    conflictValues: values,
    thingKind: thing?.kind ?? null,
    thingId: thing?.id ?? null,
  };
  return [createRow(ConflictRow, row)];
}

/** Returns the row of a resolution. */
export function resolutionRows(data: EventData<'ConflictResolved'>): readonly ProjectedRow[] {
  const { conflict, events, field, values, resolution, by, holds } = data;
  const row = {
    stage: 'resolved',
    conflict,
    events,
    field,
    conflictValues: values,
    resolution,
    resolvedBy: by,
    holds,
  };
  return [createRow(ConflictRow, row)];
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
    conflictValues: [],
    replacedBy,
  };
  return [createRow(ConflictRow, row)];
}
