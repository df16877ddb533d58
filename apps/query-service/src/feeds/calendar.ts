import {
  type DateView,
  type MeetingView,
  type NextMeetingView,
  toDateView,
} from '@rapporteur/read-models';
import ical, { ICalEventStatus } from 'ical-generator';

/** The meetings of a calendar, and the agreed ones that may be held. */
export interface MeetingCalendar {
  readonly name: string;
  readonly meetings: readonly CalendarMeeting[];
  readonly agreed: readonly AgreedCalendarMeeting[];
  /** Returns the address of the page of a meeting, or of its collection. */
  readonly findPage: (collection: string, meeting: string | null) => string;
}

type CalendarMeeting = Pick<
  MeetingView,
  | 'collection'
  | 'meeting'
  | 'name'
  | 'body'
  | 'stage'
  | 'ordinal'
  | 'heldOn'
  | 'scheduledOn'
  | 'places'
>;

type AgreedCalendarMeeting = Pick<
  NextMeetingView,
  'collection' | 'event' | 'body' | 'ordinal' | 'scheduledOn' | 'place' | 'heldAs'
> & { readonly name: string };

const STATUSES: Readonly<Record<string, ICalEventStatus>> = {
  held: ICalEventStatus.CONFIRMED,
  announced: ICalEventStatus.CONFIRMED,
  postponed: ICalEventStatus.TENTATIVE,
  cancelled: ICalEventStatus.CANCELLED,
};

/**
 * Returns the iCalendar of meetings whose days are known. A meeting of which only the month is known
 * is left out: a calendar would show it on each day.
 */
export function formatCalendar({ name, meetings, agreed, findPage }: MeetingCalendar): string {
  const calendar = ical({ name, prodId: '//Rapporteur//Meetings//EN' });
  for (const meeting of meetings) {
    const days = findDays(meeting.heldOn) ?? findDays(meeting.scheduledOn);
    if (days === null) continue;
    calendar.createEvent({
      ...days,
      id: `${meeting.collection}/${meeting.meeting}`,
      allDay: true,
      summary: meeting.name,
      location: listPlaces(meeting.places),
      url: findPage(meeting.collection, meeting.meeting),
      status: STATUSES[meeting.stage] ?? null,
    });
  }
  const known = new Set(meetings.flatMap((each) => listKeys(each, each.meeting)));
  const isKnown = (next: AgreedCalendarMeeting): boolean =>
    listKeys(next, next.heldAs).some((key) => known.has(key));
  for (const next of agreed.filter((each) => !isKnown(each))) {
    const days = findDays(toDateView(next.scheduledOn));
    if (days === null) continue;
    calendar.createEvent({
      ...days,
      id: `${next.collection}/${next.event}`,
      allDay: true,
      summary: next.name,
      location: listPlaces(next.place === null ? [] : [next.place]),
      url: findPage(next.collection, null),
      status: ICalEventStatus.TENTATIVE,
    });
  }
  return calendar.toString();
}

/** Returns the keys by which an agreed meeting has an entry of its own: its id, its body and number. */
function listKeys(
  { collection, body, ordinal }: Pick<CalendarMeeting, 'collection' | 'body' | 'ordinal'>,
  meeting: string | null,
): readonly string[] {
  const byNumber = ordinal === null ? [] : [[collection, body, ordinal.value]];
  return [[collection, meeting], ...byNumber].map((key) => JSON.stringify(key));
}

const PRECISE = new Set(['day', 'range']);
const DAY_MS = 86_400_000;

/** Returns the first day, and the day after the last one; null if they are not known. */
function findDays(date: DateView): { readonly start: Date; readonly end: Date } | null {
  if (!date.stated || !PRECISE.has(date.precision)) return null;
  const { earliest, latest } = date;
  if (earliest === null || latest === null) return null;
  return { start: new Date(earliest), end: new Date(Date.parse(latest) + DAY_MS) };
}

function listPlaces(
  places: readonly {
    readonly name: string | null;
    readonly country: { readonly code: string } | null;
  }[],
): string | null {
  const names = places.map(({ name, country }) => name ?? country?.code ?? '');
  return names.filter((name) => name !== '').join('; ') || null;
}
