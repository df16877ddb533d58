import type { DateValue, DecodedEvent } from '@rapporteur/contracts';
import { createRow, type ProjectedRow } from '@rapporteur/projection-runtime';
import { rankOfAssertion } from '../query/rank.ts';
import { dateColumns } from '../world-date.ts';
import type { DatedThingKind, DayRow } from './day-entity.ts';

interface ThingDay {
  readonly kind: DatedThingKind;
  readonly thing: string;
  readonly body?: string | null;
  readonly session?: string | null;
  readonly ordinal?: number | null;
  readonly occurredOn: DateValue | null;
}

/** Returns the days that an event states of things that date other facts, for a read model. */
export function dayRows(event: DecodedEvent, entity: new () => DayRow): readonly ProjectedRow[] {
  return listDays(event).map(
    ({ kind, thing, body = null, session = null, ordinal = null, occurredOn }) =>
      createRow(entity, {
        kind,
        thing,
        body,
        session,
        ordinal,
        document:
          'assertion' in event.data ? (event.data.assertion.passages[0]?.document ?? null) : null,
        rank: rankOfAssertion(event, occurredOn),
        ...dateColumns('occurred', occurredOn),
      }),
  );
}

function listDays({ type, data }: DecodedEvent): readonly ThingDay[] {
  // Also a meeting without a day dates its facts: it says which body met.
  if (type === 'MeetingHeld') {
    const { meeting: thing, body, session, occurredOn } = data;
    const ordinal = data.ordinal?.value ?? null;
    return [{ kind: 'meeting', thing, body, session, ordinal, occurredOn }];
  }
  if (type === 'IncidentRecorded')
    return dated({ kind: 'incident', thing: data.incident, occurredOn: data.occurredOn });
  if (type === 'IncidentCondemned' && 'incident' in data.target) {
    const { incident: thing, occurredOn } = data.target;
    return dated({ kind: 'incident', thing, occurredOn });
  }
  if (type === 'DocumentDescribed')
    return dated({ kind: 'document', thing: data.document, occurredOn: data.occurredOn });
  if (type === 'DocumentAdopted')
    return dated({ kind: 'document', thing: data.document, occurredOn: data.adoptedOn });
  if (type === 'DecisionAdopted')
    return dated({ kind: 'decision', thing: data.decision, occurredOn: data.adoptedOn });
  if (type === 'VoteTaken' && data.part === null)
    return dated({ kind: 'decision', thing: data.decision, occurredOn: data.occurredOn });
  return [];
}

function dated(day: ThingDay): readonly ThingDay[] {
  return day.occurredOn === null ? [] : [day];
}
