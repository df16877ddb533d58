import { formatCount } from '@rapporteur/drafting';
import type { MeetingView } from '@rapporteur/read-models';
import {
  agreementColumns,
  computedColumn,
  computedThingColumns,
  type CsvColumn,
  dateViewColumns,
  fieldColumns,
  thingColumns,
} from '../csv.ts';

function dayColumns(name: string): readonly CsvColumn[] {
  return dateViewColumns(name, undefined, ['stated', 'precision', 'earliest', 'latest']);
}

export const MEETING_COLUMNS = [
  ...fieldColumns('collection', 'meeting', 'name', 'body', 'bodyName', 'stage', 'session'),
  computedColumn<MeetingView>('ordinal', ({ ordinal }) => ordinal?.value, 'number'),
  ...fieldColumns('series'),
  ...dayColumns('heldOn'),
  ...agreementColumns('heldOn:occurredOn'),
  ...dayColumns('scheduledOn'),
  ...agreementColumns('scheduledOn'),
  computedColumn<MeetingView>(
    'announced_days',
    ({ announcedDays }) => announcedDays.flatMap((day) => (day.stated ? day.edtf : [])),
    'list',
  ),
  computedColumn<MeetingView>(
    'places',
    ({ places }) => places.map(({ name, country }) => name ?? country?.code),
    'list',
  ),
  ...computedThingColumns<MeetingView>('actor', 'countries', ({ places }) =>
    places.flatMap(({ country }) => country?.code ?? []),
  ),
  ...agreementColumns('places'),
  ...fieldColumns('venue'),
  computedColumn<MeetingView>('host', ({ host }) => host?.id),
  computedColumn<MeetingView>('host_name', ({ host }) => host?.nameAsWritten),
  ...fieldColumns('format'),
  computedColumn<MeetingView>('participant_count', ({ participantCount }) =>
    participantCount.stated ? formatCount(participantCount) : null,
  ),
  ...agreementColumns('participantCount:participants'),
  ...computedThingColumns<MeetingView>('actor', 'chairs', ({ chairs }) =>
    chairs.flatMap(({ holders }) => holders.map(({ id }) => id)),
  ),
  ...agreementColumns('chairs'),
  ...fieldColumns('conflicts:list'),
  ...thingColumns('document', 'documents:list'),
  ...fieldColumns('events:list'),
];
