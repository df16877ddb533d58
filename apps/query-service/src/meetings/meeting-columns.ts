import type { MeetingView } from '@rapporteur/read-models';
import { computedColumn, type CsvColumn, dateViewColumns, fieldColumns } from '../csv.ts';

function dayColumns(name: string): readonly CsvColumn[] {
  return dateViewColumns(name, undefined, ['stated', 'precision', 'earliest', 'latest']);
}

/** The agreement of the sources of a value, beside it. */
function agreementColumn(name: string, property: string): CsvColumn {
  return computedColumn<MeetingView>(`${name}_agreement`, ({ agreement }) => agreement[property]);
}

export const MEETING_COLUMNS = [
  ...fieldColumns('collection', 'meeting', 'name', 'body', 'bodyName', 'stage', 'session'),
  computedColumn<MeetingView>('ordinal', ({ ordinal }) => ordinal?.value, 'number'),
  ...dayColumns('heldOn'),
  agreementColumn('heldOn', 'occurredOn'),
  ...dayColumns('scheduledOn'),
  agreementColumn('scheduledOn', 'scheduledOn'),
  computedColumn<MeetingView>(
    'announcedDays',
    ({ announcedDays }) => announcedDays.flatMap((day) => (day.stated ? day.edtf : [])),
    'list',
  ),
  computedColumn<MeetingView>(
    'places',
    ({ places }) => places.map(({ name, country }) => name ?? country?.code),
    'list',
  ),
  computedColumn<MeetingView>(
    'countries',
    ({ places }) => places.flatMap(({ country }) => country?.code ?? []),
    'list',
  ),
  agreementColumn('places', 'places'),
  ...fieldColumns('venue'),
  computedColumn<MeetingView>('host', ({ host }) => host?.id),
  ...fieldColumns('format'),
  computedColumn<MeetingView>(
    'chairs',
    ({ chairs }) => chairs.flatMap(({ holders }) => holders.map(({ id }) => id)),
    'list',
  ),
  ...fieldColumns('conflicts:list', 'documents:list', 'events:list'),
];
