import { toDateView } from '@rapporteur/read-models';
import { describe, expect, it } from 'vitest';
import { formatCalendar, type MeetingCalendar } from './calendar.ts';

const day = (edtf: string) =>
  ({ edtf, asWritten: null, basis: 'stated', rule: null }) as Parameters<typeof toDateView>[0];

const meeting = (number: number, edtf: string | null): MeetingCalendar['meetings'][number] => ({
  collection: 'docks',
  meeting: `council-${number}`,
  name: `Meeting ${number} of the Harbour Council; with "guests", in Valletta`,
  body: 'council',
  stage: 'held',
  ordinal: { value: number, basis: 'stated', rule: null },
  heldOn: toDateView(edtf === null ? null : day(edtf)),
  scheduledOn: toDateView(null),
  places: [{ name: 'Valletta', country: null }],
});

const agreed = (number: number): MeetingCalendar['agreed'][number] => ({
  collection: 'docks',
  event: `c${number}.1`,
  body: 'council',
  name: 'Harbour Council: next meeting, as agreed',
  ordinal: { value: number, basis: 'stated', rule: null },
  scheduledOn: day('2031-06-01'),
  place: null,
  heldAs: null,
});

const format = (calendar: Pick<MeetingCalendar, 'meetings' | 'agreed'>) =>
  formatCalendar({
    ...calendar,
    name: 'Harbour Council',
    findPage: (collection, id) => `https://record.example/${collection}/${id ?? ''}`,
  }).replaceAll('\r\n ', '');

describe('The calendar of a body', () => {
  it('has whole days: the end of an event is the day after it', () => {
    const text = format({ meetings: [meeting(1, '2031-03-03')], agreed: [] });
    expect(text).toContain('DTSTART;VALUE=DATE:20310303\r\nDTEND;VALUE=DATE:20310304');
    expect(text).toContain(
      String.raw`SUMMARY:Meeting 1 of the Harbour Council\; with "guests"\, in Valletta`,
    );
    expect(text).toContain('LOCATION:Valletta');
    expect(text).toContain('URL;VALUE=URI:https://record.example/docks/council-1');
  });

  it('leaves out a meeting of which no day is known', () => {
    const text = format({ meetings: [meeting(1, '2031-03'), meeting(2, null)], agreed: [] });
    expect(text).not.toContain('BEGIN:VEVENT');
  });

  it('has an agreed meeting until it is recorded by its number', () => {
    const text = format({ meetings: [meeting(1, '2031-03-03')], agreed: [agreed(1), agreed(2)] });
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(2);
    expect(text).toContain('STATUS:TENTATIVE');
    expect(text).toContain('UID:docks/c2.1');
  });
});
