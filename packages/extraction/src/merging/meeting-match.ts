import { foldText, isCompatible } from '@rapporteur/statements';
import type { Place } from '@rapporteur/contracts';
import type { MergeEvidence } from './draft-merge.ts';
import { type DraftReading, type FactData, readList, readMember } from './draft-reading.ts';
import type { KnownFact } from './draft-record.ts';
import {
  type DraftThing,
  formatSharedDay,
  isInOtherYear,
  isPrecise,
  isSameDay,
  readDate,
  type ThingMatch,
  toDays,
} from './thing-match.ts';

const DATE_FIELDS: Readonly<Record<string, string>> = {
  MeetingHeld: 'occurredOn',
  MeetingAnnounced: 'scheduledOn',
};
const TYPES = Object.keys(DATE_FIELDS).join(',');
const REGULAR = new Set(['ordinary', 'annual', 'regular']);
/** Up to this number a series may begin anew every year. */
const YEARLY_NUMBER_MAX = 12;

interface MeetingFeatures {
  readonly id: string;
  readonly body: string;
  /** Ordinary and annual sessions are of one series; "extraordinary" is of another. */
  readonly session: string;
  readonly ordinal: number | undefined;
  readonly series: string | undefined;
  readonly date: ReturnType<typeof readDate>;
  readonly places: readonly Place[];
}

/** Returns the meetings that a draft introduces. */
export function listMeetings({ facts }: DraftReading): readonly DraftThing[] {
  return facts.flatMap(({ type, data }) => {
    const own = readMeeting(type, data);
    return own === undefined ? [] : [toThing(own)];
  });
}

function readMeeting(type: string, data: FactData): MeetingFeatures | undefined {
  const field = DATE_FIELDS[type];
  const id = readMember(data, 'meeting');
  const body = readMember(data, 'body');
  if (field === undefined || id === undefined || body === undefined) return undefined;
  const session = readMember(data, 'session') ?? 'regular';
  const ordinal = data['ordinal'] as { readonly value: number } | null | undefined;
  const series = readMember(data, 'series');
  const place = data['place'] as Place | null | undefined;
  return {
    id,
    body,
    session: REGULAR.has(session) ? 'regular' : session,
    ordinal: ordinal?.value,
    series: series === undefined ? undefined : foldText(series),
    date: readDate(data[field]),
    places: [
      ...(readList(data['places']) as readonly unknown[] as Place[]),
      ...(place ? [place] : []),
    ],
  };
}

function toThing(own: MeetingFeatures): DraftThing {
  const { id, body, ordinal, date } = own;
  const days = toDays(date);
  return {
    kind: 'meeting',
    id,
    searches: [
      ...(ordinal === undefined ? [] : [{ type: TYPES, body, ordinal: String(ordinal) }]),
      ...(days === undefined ? [] : [{ type: TYPES, body, ...days }]),
    ],
    match: (facts) => facts.flatMap((fact) => matchMeeting(own, fact)),
  };
}

function matchMeeting(own: MeetingFeatures, { type, data }: KnownFact): readonly ThingMatch[] {
  const other = readMeeting(type, data);
  if (other === undefined || other.body !== own.body || other.session !== own.session) return [];
  const hasNumbers = own.ordinal !== undefined && other.ordinal !== undefined;
  if (hasNumbers) {
    if (own.ordinal !== other.ordinal || !isSameSeries(own, other)) return [];
    const value = `${own.body} ${own.ordinal}`;
    return [
      {
        known: other.id,
        // A number of another year is only a proposal: bodies begin their series anew.
        exact: !isInOtherYear(own.date, other.date),
        evidence: [{ same: 'body-and-ordinal', value }, ...comparePlaces(own, other)],
      },
    ];
  }
  const places = comparePlaces(own, other);
  const isNear = isPrecise(own.date) && isPrecise(other.date);
  if (!isSameDay(own.date, other.date) || !(isNear || places.length > 0)) return [];
  const value = `${own.body} ${formatSharedDay(own.date, other.date)}`;
  const evidence: MergeEvidence[] = [{ same: 'body-and-day', value }, ...places];
  return [{ known: other.id, exact: false, evidence }];
}

function isSameSeries(own: MeetingFeatures, other: MeetingFeatures): boolean {
  if (own.series !== undefined && other.series !== undefined) return own.series === other.series;
  const isYearly = (own.ordinal ?? 0) <= YEARLY_NUMBER_MAX && isInOtherYear(own.date, other.date);
  return !isYearly;
}

function comparePlaces(own: MeetingFeatures, other: MeetingFeatures): readonly MergeEvidence[] {
  const shared = own.places.find(({ name, ...place }) =>
    other.places.some(
      (known) =>
        name !== null && known.name !== null && isCompatible('place', { name, ...place }, known),
    ),
  );
  return shared?.name == null ? [] : [{ same: 'place', value: shared.name }];
}
