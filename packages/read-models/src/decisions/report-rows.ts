import type { ActorRef, CountryValue, EventData } from '@rapporteur/contracts';
import { createRow, type EntityValues, type ProjectedRow } from '@rapporteur/projection-runtime';
import { dateColumns } from '../world-date.ts';
import { ReportRow, StatedPositionRow } from './report-entities.ts';
import { type DecisionRowsByType, documentColumns } from './row.ts';
import { classifyStrength } from '@rapporteur/statements';
import { citationRows } from './vote-rows.ts';

const ids = (actors: readonly ActorRef[]): readonly string[] => actors.map(({ id }) => id);
const codes = (states: readonly CountryValue[]): readonly string[] =>
  states.map(({ code }) => code);

function position(data: EventData<'PositionStated'>): readonly ProjectedRow[] {
  return [
    createRow(StatedPositionRow, {
      verb: data.verb,
      verbAsWritten: data.verbAsWritten,
      topic: data.topic,
      summary: data.summary,
      by: data.by,
      byIds: ids(data.by),
      incidents: data.incidents,
      instruments: data.instruments,
      instrumentIds: data.instruments.map(({ id }) => id),
      addressees: data.addressees,
      addresseeIds: ids(data.addressees),
      states: data.states,
      stateCodes: codes(data.states),
      organizations: data.organizations,
      meeting: data.meeting,
      decision: data.decision,
      paragraph: data.assertion.paragraph,
      attributedTo: data.assertion.attributedTo,
      ...dateColumns('occurred', data.occurredOn),
      ...documentColumns(data.assertion),
    }),
    ...citationRows(data.decision, data.instruments, data.assertion),
  ];
}

type ReportValues = Pick<EntityValues<ReportRow>, 'kind' | 'summary'> &
  Partial<EntityValues<ReportRow>>;

/** The lists that a report may leave empty. */
const DEFAULTS = { withActors: [], states: [], stateCodes: [], places: [], targets: [] } as const;

function activity(data: EventData<'ActivityReported'>): ReportValues {
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
    withActors: data.with,
    agentStated: by !== null,
    stateCodes: codes(states),
    count: data.count,
    countMin: data.count?.min ?? null,
    countMax: data.count?.max ?? null,
    places: data.place === null ? [] : [data.place],
    ...dateColumns('occurred', data.occurredOn),
    ...dateColumns('period', data.period),
  };
}

function assessment(data: EventData<'AssessmentReported'>): ReportValues {
  const { kind, summary, subject, organization, places, region, trend, counted, targets } = data;
  const values = { kind, summary, subject, organization, places, region, trend, counted, targets };
  return { ...values, ...dateColumns('period', data.period) };
}

function intent(data: EventData<'IntentReported'>): ReportValues {
  const { by, states, meeting } = data;
  return { kind: 'intent', summary: data.what, by, states, stateCodes: codes(states), meeting };
}

function report(
  type: ReportType,
  values: ReportValues,
  assertion: EventData<ReportType>['assertion'],
): readonly ProjectedRow[] {
  return [
    createRow(ReportRow, {
      ...DEFAULTS,
      eventType: type,
      strength: classifyStrength(type, null),
      attributedTo: assertion.attributedTo,
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
