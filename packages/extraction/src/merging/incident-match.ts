import type { DateValue, Place } from '@rapporteur/contracts';
import { isCompatible } from '@rapporteur/statements';
import { type DraftReading, type FactData, readList, readMember } from './draft-reading.ts';
import type { KnownFact } from './draft-record.ts';
import {
  type DraftThing,
  formatSharedDay,
  isPrecise,
  isSameDay,
  readDate,
  type ThingMatch,
  toDays,
} from './thing-match.ts';

interface IncidentFeatures {
  readonly id: string;
  readonly date: DateValue | undefined;
  readonly places: readonly Place[];
}

/** Returns the incidents that a draft tells of, with the day and places that its facts give. */
export function listIncidents({ facts }: DraftReading): readonly DraftThing[] {
  return collectIncidents(facts).map(toThing);
}

/** One fact may give the day of an incident and another one its country. */
function collectIncidents(
  facts: readonly Pick<KnownFact, 'type' | 'data'>[],
): readonly IncidentFeatures[] {
  const found = new Map<string, IncidentFeatures>();
  for (const { type, data } of facts) {
    const own = readIncident(type, data);
    if (own === undefined) continue;
    const known = found.get(own.id);
    found.set(own.id, {
      id: own.id,
      date: known?.date ?? own.date,
      places: [...(known?.places ?? []), ...own.places],
    });
  }
  return [...found.values()].map((one) => ({ ...one, places: keepPrecise(one.places) }));
}

/** A city without a country is no other place than the same city with one. */
function keepPrecise(places: readonly Place[]): readonly Place[] {
  return places.filter(
    (place) =>
      place.country !== null ||
      !places.some((other) => other.country !== null && isSamePlace(place, other)),
  );
}

function readIncident(type: string, data: FactData): IncidentFeatures | undefined {
  if (type === 'IncidentRecorded') {
    const places = readList(data['places']) as readonly unknown[] as readonly Place[];
    return toFeatures(readMember(data, 'incident'), data['occurredOn'], places);
  }
  if (type !== 'IncidentCondemned') return undefined;
  const target = data['target'] as FactData;
  const place = target['place'] as Place | null | undefined;
  const country = target['againstState'] as Place['country'] | undefined;
  const against = country ? [{ name: null, country } as unknown as Place] : [];
  return toFeatures(readMember(target, 'incident'), target['occurredOn'], [
    ...(place ? [place] : against),
  ]);
}

function toFeatures(
  id: string | undefined,
  date: unknown,
  places: readonly Place[],
): IncidentFeatures | undefined {
  return id === undefined ? undefined : { id, date: readDate(date), places };
}

function toThing(own: IncidentFeatures): DraftThing {
  const days = toDays(own.date);
  const type = 'IncidentRecorded,IncidentCondemned';
  return {
    kind: 'incident',
    id: own.id,
    searches: days === undefined || own.places.length === 0 ? [] : [{ type, ...days }],
    match: (facts) => collectIncidents(facts).flatMap((other) => matchIncident(own, other)),
  };
}

/**
 * Two incidents of one kind in one month are two: the days must agree, and the places too. A month
 * alone is no day, so that at least one of the two must give a day.
 */
function matchIncident(own: IncidentFeatures, other: IncidentFeatures): readonly ThingMatch[] {
  if (!isSameDay(own.date, other.date)) return [];
  if (!isPrecise(own.date) && !isPrecise(other.date)) return [];
  const shared = own.places.find((place) =>
    other.places.some((known) => isSamePlace(place, known)),
  );
  if (shared === undefined) return [];
  const day = formatSharedDay(own.date, other.date);
  const value = `${day} ${shared.name ?? shared.country?.code ?? ''}`.trim();
  return [{ known: other.id, exact: false, evidence: [{ same: 'day-and-place', value }] }];
}

/** A place without a name is a country, which only equals a country. */
function isSamePlace(a: Place, b: Place): boolean {
  if ((a.name === null) !== (b.name === null)) return false;
  return isCompatible('place', a, b);
}
