import type { EventData } from '@rapporteur/contracts';
import { createReading, type Reading, type ThingIds, toList } from './reading.ts';

export function readIncidentRecorded(
  data: EventData<'IncidentRecorded'>,
  ids: ThingIds,
): readonly Reading[] {
  const { name, otherNames, occurredOn, places, region, identifiers } = data;
  return [
    createReading('incident', ids.get('incident', data.incident), {
      name,
      otherNames,
      occurredOn,
      places,
      region,
      identifiers,
    }),
  ];
}

export function readCasualtiesReported(
  data: EventData<'CasualtiesReported'>,
  ids: ThingIds,
): readonly Reading[] {
  const { killed, injured, unspecified, civilian } = data;
  const incident = ids.get('incident', data.incident);
  return [
    createReading('incident', incident, { killed, injured, unspecified, civilian }),
    ...data.ofWhom.map(({ class: group, of, count }) =>
      createReading('casualty-class', `${incident}/${of}/${group}`, { count }),
    ),
  ];
}

/** The words of a condemnation also date and place the incident that it condemns. */
export function readIncidentCondemned(
  data: EventData<'IncidentCondemned'>,
  ids: ThingIds,
): readonly Reading[] {
  const { strength, verbAsWritten, target, perpetrators, meeting } = data;
  const condemner = ids.actor(data.condemner);
  const values = { strength, verbAsWritten, perpetrators, meeting };
  if ('class' in target) {
    const { territory } = target;
    const id = `${condemner}/class/${target.class}`;
    return [createReading('condemnation', id, { ...values, territory })];
  }

  const incident = ids.get('incident', target.incident);
  const { occurredOn, place, against, againstState } = target;
  return [
    createReading('condemnation', `${condemner}/${incident}`, values),
    createReading('incident', incident, {
      occurredOn,
      places: toList(place),
      against,
      againstState,
    }),
  ];
}
