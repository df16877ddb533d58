import { expect, test } from 'vitest';
import { columnNames, qualifiedTable, type SqlExpression, tableColumns } from './table-columns.ts';
import { SampleMeeting, SamplePlace } from './testing/sample-projection.ts';
import { VersionedRow } from './versioned-row.ts';

test('quotes the columns of an entity and of its base class under an alias', () => {
  const meeting = tableColumns(SampleMeeting, 'm');

  expect([meeting.meeting, meeting.eventPseq]).toEqual(['"m"."meeting"', '"m"."event_pseq"']);
  expect(tableColumns(VersionedRow, 'v').recordedTo).toBe('"v"."recorded_to"');
  expect(columnNames(SampleMeeting).eventPseq).toBe('"event_pseq"');
  expect(meeting.eventId).toContain(`|| '.' || "m".event_number`);
});

test('keeps entities and aliases apart', () => {
  expect(tableColumns(SamplePlace, 'm').placeLength).toBe('"m"."place_length"');
  expect(tableColumns(SampleMeeting, 'n').meeting).toBe('"n"."meeting"');
  expect(Object.keys(tableColumns(SampleMeeting, 'm'))).not.toContain('place');
});

test('qualifies a table with its schema', () => {
  expect(qualifiedTable(SampleMeeting, 'sample_v1')).toBe('"sample_v1"."meetings"');
});

test('rejects a class that is no entity', () => {
  expect(() => qualifiedTable(VersionedRow, 'sample_v1')).toThrow(/VersionedRow is not an entity/);
});

test('a misspelt column and a column of another type do not compile', () => {
  const meeting = tableColumns(SampleMeeting, 'm');

  // @ts-expect-error: the entity has no property `meting`.
  expect(meeting.meting).toBeUndefined();
  // @ts-expect-error: another entity has the property `place`.
  expect(meeting.place).toBeUndefined();
  const text: SqlExpression<string> = meeting.meeting;
  // @ts-expect-error: `partition` is a number.
  const number: SqlExpression<string> = meeting.partition;
  expect([text, number]).toEqual(['"m"."meeting"', '"m"."partition"']);
});
