import type { EventData, DateValue, Place } from '@rapporteur/contracts';
import type { ProjectedRow } from '@rapporteur/projection-runtime';
import { dateColumns } from '../world-date.ts';
import { createRow, type DecisionRowsByType, documentColumns, type RowValues } from './row.ts';

const DEFAULTS: RowValues = {
  name: null,
  other_names: [],
  places: [],
  countries: [],
  region: null,
  identifiers: [],
  against: null,
  against_state: null,
  ...dateColumns('occurred', null),
};

/** The incident row of one fact; a fact without details still names the incident. */
function incident(
  type: string,
  id: string,
  values: RowValues & { readonly places?: readonly Place[] },
): ProjectedRow {
  const countries = (values.places ?? []).flatMap(({ country }) => country?.code ?? []);
  return createRow('incidents', {
    ...DEFAULTS,
    event_type: type,
    incident: id,
    ...values,
    countries: [...new Set(countries)],
  });
}

function recorded(data: EventData<'IncidentRecorded'>): readonly ProjectedRow[] {
  const { name, otherNames, places, region, identifiers } = data;
  const values = {
    name,
    other_names: otherNames,
    places,
    region,
    identifiers,
    ...dateColumns('occurred', data.occurredOn),
  };
  return [incident('IncidentRecorded', data.incident, values)];
}

function casualties(data: EventData<'CasualtiesReported'>): readonly ProjectedRow[] {
  return [
    incident('CasualtiesReported', data.incident, {}),
    createRow('casualties', {
      incident: data.incident,
      killed: data.killed,
      injured: data.injured,
      unspecified: data.unspecified,
      civilian: data.civilian,
      of_whom: data.ofWhom,
      ...documentColumns(data.assertion),
    }),
  ];
}

function targetColumns(target: EventData<'IncidentCondemned'>['target']): RowValues {
  const on: DateValue | null = target.occurredOn;
  if ('class' in target) {
    return {
      incident: null,
      class: target.class,
      territory: target.territory,
      ...dateColumns('target', on),
    };
  }
  return { incident: target.incident, class: null, territory: null, ...dateColumns('target', on) };
}

function condemned(data: EventData<'IncidentCondemned'>): readonly ProjectedRow[] {
  const { target, condemner } = data;
  const named = 'incident' in target ? target : null;
  const condemnation = createRow('condemnations', {
    ...targetColumns(target),
    condemner: condemner.id,
    condemner_kind: condemner.kind,
    condemner_name: condemner.nameAsWritten,
    condemner_of: condemner.of,
    strength: data.strength,
    verb_as_written: data.verbAsWritten,
    // Only the perpetrators named by this condemner: other condemnations do not share them.
    perpetrators: data.perpetrators,
    place: named?.place ?? null,
    against: named?.against ?? null,
    against_state: named?.againstState ?? null,
    meeting: data.meeting,
    ...documentColumns(data.assertion),
  });
  if (named === null) return [condemnation];
  const values = {
    places: named.place === null ? [] : [named.place],
    against: named.against,
    against_state: named.againstState,
    ...dateColumns('occurred', named.occurredOn),
  };
  return [condemnation, incident('IncidentCondemned', named.incident, values)];
}

/** The rows of all facts about incidents. */
export const INCIDENT_ROWS = {
  IncidentRecorded: recorded,
  CasualtiesReported: casualties,
  IncidentCondemned: condemned,
} satisfies Partial<DecisionRowsByType>;
