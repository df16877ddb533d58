import type { DateValue, DecodedEvent } from '@rapporteur/contracts';
import { createRow, type ProjectedRow } from '@rapporteur/projection-runtime';
import { rankOfAssertion } from '../query/rank.ts';
import { dateColumns } from '../world-date.ts';
import type { DatedThingKind, DayRow } from './day-entity.ts';

interface ThingDay {
  readonly kind: DatedThingKind;
  readonly thing: string;
  readonly body?: string | null;
  readonly occurredOn: DateValue | null;
}

/** Returns the days that an event states of meetings, incidents and documents, for a read model. */
export function dayRows(event: DecodedEvent, entity: new () => DayRow): readonly ProjectedRow[] {
  return listDays(event).map(({ kind, thing, body = null, occurredOn }) =>
    createRow(entity, {
      kind,
      thing,
      body,
      document:
        'assertion' in event.data ? (event.data.assertion.passages[0]?.document ?? null) : null,
      rank: rankOfAssertion(event, occurredOn),
      ...dateColumns('occurred', occurredOn),
    }),
  );
}

function listDays({ type, data }: DecodedEvent): readonly ThingDay[] {
  switch (type) {
    // Also a meeting without a day dates its facts: it says which body met.
    case 'MeetingHeld':
      return [
        { kind: 'meeting', thing: data.meeting, body: data.body, occurredOn: data.occurredOn },
      ];
    case 'IncidentRecorded':
      return dated({ kind: 'incident', thing: data.incident, occurredOn: data.occurredOn });
    case 'IncidentCondemned':
      return 'incident' in data.target
        ? dated({
            kind: 'incident',
            thing: data.target.incident,
            occurredOn: data.target.occurredOn,
          })
        : [];
    case 'DocumentDescribed':
      return dated({ kind: 'document', thing: data.document, occurredOn: data.occurredOn });
    case 'DocumentAdopted':
      return dated({ kind: 'document', thing: data.document, occurredOn: data.adoptedOn });
    default:
      return [];
  }
}

function dated(day: ThingDay): readonly ThingDay[] {
  return day.occurredOn === null ? [] : [day];
}
