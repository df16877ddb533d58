import { expect, test } from 'vitest';
import { createRow } from './projected-row.ts';
import { SampleMeeting, SamplePlace } from './testing/sample-projection.ts';

test('names the table of the entity', () => {
  expect(createRow(SampleMeeting, { meeting: 'm', details: {} })).toEqual({
    table: 'meetings',
    values: { meeting: 'm', details: {} },
  });
});

test('a misspelt, missing or wrong value does not compile', () => {
  // @ts-expect-error: the entity has no property `plase`.
  createRow(SamplePlace, { place: 'Osh', plase: 'Osh' });
  // @ts-expect-error: `place` may not be null.
  createRow(SamplePlace, {});
  // @ts-expect-error: `place` is a text.
  createRow(SamplePlace, { place: 1 });
  // @ts-expect-error: only the runtime fills version columns.
  createRow(SamplePlace, { place: 'Osh', recordedTo: 1 });

  expect(createRow(SamplePlace, { place: 'Osh' }).table).toBe('places');
});
