import type { ActorRef, CountryValue, EventData } from '@rapporteur/contracts';
import type { ProjectedRow } from '@rapporteur/projection-runtime';
import { dateColumns } from '../world-date.ts';
import { createRow, type DecisionRowsByType, documentColumns, type RowValues } from './row.ts';
import { classifyStrength } from '@rapporteur/statements';

const ids = (actors: readonly ActorRef[]): readonly string[] => actors.map(({ id }) => id);
const codes = (states: readonly CountryValue[]): readonly string[] =>
  states.map(({ code }) => code);

function position(data: EventData<'PositionStated'>): readonly ProjectedRow[] {
  return [
    createRow('positions', {
      verb: data.verb,
      verb_as_written: data.verbAsWritten,
      topic: data.topic,
      summary: data.summary,
      by: data.by,
      by_ids: ids(data.by),
      incidents: data.incidents,
      instruments: data.instruments,
      instrument_ids: data.instruments.map(({ id }) => id),
      addressees: data.addressees,
      addressee_ids: ids(data.addressees),
      states: data.states,
      state_codes: codes(data.states),
      organizations: data.organizations,
      meeting: data.meeting,
      attributed_to: data.assertion.attributedTo,
      ...dateColumns('occurred', data.occurredOn),
      ...documentColumns(data.assertion),
    }),
  ];
}

const DEFAULTS: RowValues = {
  by: null,
  agent_stated: null,
  with_actors: [],
  states: [],
  state_codes: [],
  within: null,
  topic: null,
  action: null,
  organization: null,
  series: null,
  theme: null,
  decision: null,
  meeting: null,
  count: null,
  count_min: null,
  count_max: null,
  places: [],
  region: null,
  subject: null,
  trend: null,
  counted: null,
  targets: [],
  ...dateColumns('occurred', null),
  ...dateColumns('period', null),
};

function activity(data: EventData<'ActivityReported'>): RowValues {
  const {
    kind,
    summary,
    by,
    states,
    within,
    topic,
    action,
    organization,
    series,
    theme,
    decision,
    meeting,
  } = data;
  const values = {
    kind,
    summary,
    by,
    states,
    within,
    topic,
    action,
    organization,
    series,
    theme,
    decision,
    meeting,
  };
  return {
    ...values,
    with_actors: data.with,
    agent_stated: by !== null,
    state_codes: codes(states),
    count: data.count,
    count_min: data.count?.min ?? null,
    count_max: data.count?.max ?? null,
    places: data.place === null ? [] : [data.place],
    ...dateColumns('occurred', data.occurredOn),
    ...dateColumns('period', data.period),
  };
}

function assessment(data: EventData<'AssessmentReported'>): RowValues {
  const { kind, summary, subject, organization, places, region, trend, counted, targets } = data;
  const values = { kind, summary, subject, organization, places, region, trend, counted, targets };
  return { ...values, ...dateColumns('period', data.period) };
}

function intent(data: EventData<'IntentReported'>): RowValues {
  const { by, states, meeting } = data;
  return { kind: 'intent', summary: data.what, by, states, state_codes: codes(states), meeting };
}

function report(
  type: ReportType,
  values: RowValues,
  assertion: EventData<ReportType>['assertion'],
): readonly ProjectedRow[] {
  return [
    createRow('reports', {
      ...DEFAULTS,
      event_type: type,
      strength: classifyStrength(type, null),
      attributed_to: assertion.attributedTo,
      ...documentColumns(assertion),
      ...values,
    }),
  ];
}

type ReportType = 'ActivityReported' | 'AssessmentReported' | 'IntentReported';

/** The rows of positions and reports. */
export const REPORT_ROWS = {
  PositionStated: position,
  ActivityReported: (data) => report('ActivityReported', activity(data), data.assertion),
  AssessmentReported: (data) => report('AssessmentReported', assessment(data), data.assertion),
  IntentReported: (data) => report('IntentReported', intent(data), data.assertion),
} satisfies Partial<DecisionRowsByType>;
