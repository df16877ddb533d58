import type { CountryValue, DateValue, EventData, Place } from '@rapporteur/contracts';
import { createRow, type EntityValues, type ProjectedRow } from '@rapporteur/projection-runtime';
import { dateColumns } from '../world-date.ts';
import { CondemnationRow, IncidentRow } from './incident-entities.ts';
import { type DecisionRowsByType, documentColumns } from './row.ts';

/** The values by which an incident is found. */
interface IncidentWords {
  readonly places: readonly Place[];
  readonly againstState?: CountryValue | null;
  readonly words: readonly (string | null)[];
}

/** The incident row of one fact; a fact without details still names the incident. */
function incidentRow(
  incident: string,
  { places, againstState = null, words }: IncidentWords,
): ProjectedRow {
  const countries = places.flatMap(({ country }) => country?.code ?? []);
  const names = places.flatMap(({ name, country }) => [name, country?.nameAsWritten ?? null]);
  const allWords = [...words, ...names].filter((word) => word !== null);
  return createRow(IncidentRow, {
    incident,
    countries: [...new Set(countries)],
    againstState: againstState?.code ?? null,
    words: allWords.join(' \n'),
  });
}

function recorded(data: EventData<'IncidentRecorded'>): readonly ProjectedRow[] {
  const { incident, name, otherNames, places, region } = data;
  return [incidentRow(incident, { places, words: [name, ...otherNames, region] })];
}

function casualties({ incident }: EventData<'CasualtiesReported'>): readonly ProjectedRow[] {
  return [incidentRow(incident, { places: [], words: [] })];
}

function targetColumns(
  target: EventData<'IncidentCondemned'>['target'],
): Partial<EntityValues<CondemnationRow>> {
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
  const condemnation = createRow(CondemnationRow, {
    ...targetColumns(target),
    condemner: condemner.id,
    condemnerKind: condemner.kind,
    condemnerName: condemner.nameAsWritten,
    condemnerOf: condemner.of,
    strength: data.strength,
    verbAsWritten: data.verbAsWritten,
    // Only the perpetrators named by this condemner: other condemnations do not share them.
    perpetrators: data.perpetrators,
    place: named?.place ?? null,
    against: named?.against ?? null,
    againstState: named?.againstState ?? null,
    meeting: data.meeting,
    decision: data.decision,
    ...documentColumns(data.assertion),
  });
  if (named === null) return [condemnation];
  const places = named.place === null ? [] : [named.place];
  const { against, againstState } = named;
  return [condemnation, incidentRow(named.incident, { places, againstState, words: [against] })];
}

/** The rows of all facts about incidents. */
export const INCIDENT_ROWS = {
  IncidentRecorded: recorded,
  CasualtiesReported: casualties,
  IncidentCondemned: condemned,
} satisfies Partial<DecisionRowsByType>;
