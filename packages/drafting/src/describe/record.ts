import type { EventData } from '@rapporteur/contracts';

const formatValue = (value: unknown): string =>
  value === null ? 'nothing stated' : JSON.stringify(value);

export function describeCollectionOpened(data: EventData<'CollectionOpened'>): string {
  return `Collection ${data.collection} was opened: ${data.title}, with the root body ${data.rootBody}`;
}

export function describeRecordCorrected(data: EventData<'RecordCorrected'>): string {
  return (
    `${data.field} of event ${data.target} was corrected from ${formatValue(data.oldValue)} to ` +
    `${formatValue(data.newValue)}: ${data.reason}`
  );
}

export function describeRecordRetracted(data: EventData<'RecordRetracted'>): string {
  return `Event ${data.target} was retracted: ${data.reason}`;
}

export function describeRecordsMerged(data: EventData<'RecordsMerged'>): string {
  return `The ${data.kind} ${data.merged} was merged into ${data.into}: ${data.reason}`;
}

export function describeRecordsLinked(data: EventData<'RecordsLinked'>): string {
  const { kind, id, relation, other, reason } = data;
  if ('scheme' in other)
    return `The ${kind} ${id} has the ${other.scheme} identifier ${other.value}: ${reason}`;

  const verb = relation === 'same' ? 'is' : 'is a part of';
  return `The ${kind} ${id} ${verb} the ${kind} ${other.id} of the collection ${other.collection}: ${reason}`;
}

export function describeConflictFlagged(data: EventData<'ConflictFlagged'>): string {
  return (
    `A conflict was flagged on ${data.field} between events ${data.events.join(', ')}: ` +
    data.values.map(formatValue).join(' and ')
  );
}

export function describeConflictResolved(data: EventData<'ConflictResolved'>): string {
  return `The conflict ${data.conflict} on ${data.field} was resolved: ${data.resolution}`;
}

export function describeProjectionSkipped(data: EventData<'ProjectionSkipped'>): string {
  return `The read model ${data.projection} skips command ${data.command}: ${data.reason}`;
}

export function describeWriterOpened(data: EventData<'WriterOpened'>): string {
  return `Writer ${data.owner} opened a partition of a log with ${data.partitions}`;
}
