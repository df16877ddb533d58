import type { EventData } from '@rapporteur/contracts';
import { foldText } from '../fold-text.ts';
import { createReading, type Reading, toActor, toList, toPart, toText } from './reading.ts';

export function readIncidentRecorded(data: EventData<'IncidentRecorded'>): readonly Reading[] {
  const { name, otherNames, occurredOn, places, region, identifiers } = data;
  return [
    createReading('incident', [toPart('incident', data.incident)], {
      name,
      otherNames,
      occurredOn,
      places,
      region,
      identifiers,
    }),
  ];
}

export function readCasualtiesReported(data: EventData<'CasualtiesReported'>): readonly Reading[] {
  const { killed, injured, unspecified, civilian } = data;
  const incident = toPart('incident', data.incident);
  return [
    createReading('incident', [incident], { killed, injured, unspecified, civilian }),
    ...data.ofWhom.map(({ class: group, of, count }) =>
      createReading('casualty-class', [incident, toText(of), toText(foldText(group))], { count }),
    ),
  ];
}

/** The words of a condemnation also date and place the incident that it condemns. */
export function readIncidentCondemned(data: EventData<'IncidentCondemned'>): readonly Reading[] {
  const { strength, verbAsWritten, target, perpetrators, meeting, decision } = data;
  const condemner = toActor(data.condemner);
  const values = { strength, verbAsWritten, perpetrators, meeting, decision };
  if ('class' in target) {
    const { territory } = target;
    const id = [condemner, toText('class'), toText(target.class)];
    return [createReading('condemnation', id, { ...values, territory })];
  }

  const incident = toPart('incident', target.incident);
  const { occurredOn, place, against, againstState } = target;
  return [
    createReading('condemnation', [condemner, incident], values),
    createReading('incident', [incident], {
      occurredOn,
      places: toList(place),
      against,
      againstState,
    }),
  ];
}
