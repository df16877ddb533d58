import type { DecodedEvent } from '@rapporteur/contracts';
import type { Projection, ProjectedRow } from '@rapporteur/projection-runtime';
import { ParticipationDayRow } from '../days/day-entity.ts';
import { dayRows } from '../days/day-rows.ts';
import { readFactContext } from '../fact-context.ts';
import { rankOfAssertion } from '../query/rank.ts';
import { dateColumns } from '../world-date.ts';
import { IncidentFactRow, ParticipationMeetingRow, ParticipationRow } from './entities.ts';
import type { Involvement } from './involvement.ts';
import { listInvolvements } from './event-involvements.ts';
import { CreateParticipation1764000000001 } from './migrations/1764000000001-create-participation.ts';
import { ROLES } from './roles.ts';

function involvementColumns(involvement: Involvement): Readonly<Record<string, unknown>> {
  return {
    role: involvement.role,
    takes_part: ROLES[involvement.role].takesPart,
    actor: involvement.actor,
    actor_kind: involvement.kind,
    name_as_written: involvement.nameAsWritten,
    actor_of: involvement.actorOf,
    actor_office: involvement.office,
    basis: involvement.basis,
    capacity: involvement.capacity,
    represents: involvement.represents,
    said_by: involvement.saidBy,
  };
}

function sourceColumns({ data }: DecodedEvent): Readonly<Record<string, unknown>> {
  const assertion = 'assertion' in data ? data.assertion : null;
  return {
    stated_in: assertion?.statedIn ?? null,
    source: assertion?.passages[0]?.document ?? null,
  };
}

function participationRows(event: DecodedEvent): readonly ProjectedRow[] {
  const { occurredOn: on, ...occasion } = readFactContext(event);
  const columns = {
    event_type: event.type,
    ...occasion,
    ...sourceColumns(event),
    ...dateColumns('occurred', on),
  };
  const seen = new Set<string>();
  return listInvolvements(event).flatMap((involvement) => {
    // Two places in one state are one involvement of that state.
    const key = `${involvement.role} ${involvement.actor}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [
      { table: 'participations', values: { ...columns, ...involvementColumns(involvement) } },
    ];
  });
}

function meetingRows(event: DecodedEvent): readonly ProjectedRow[] {
  if (event.type !== 'MeetingHeld') return [];
  const { meeting, body, session, ordinal, occurredOn } = event.data;
  const rank = rankOfAssertion(event, occurredOn);
  const values = { meeting, body, session, ordinal: ordinal?.value ?? null, rank };
  return [{ table: 'meetings', values }];
}

function readIncidents(event: DecodedEvent): readonly string[] {
  if (event.type === 'PositionStated') return [...new Set(event.data.incidents)];
  const { incident } = readFactContext(event);
  return incident === null ? [] : [incident];
}

function incidentFactRows(event: DecodedEvent): readonly ProjectedRow[] {
  const { occurredOn: on, meeting, about } = readFactContext(event);
  const columns = {
    event_type: event.type,
    meeting,
    about,
    ...sourceColumns(event),
    ...dateColumns('occurred', on),
  };
  return readIncidents(event).map((incident) => ({
    table: 'incident_facts',
    values: { ...columns, incident },
  }));
}

/** Returns the rows of an event about participants and mentioned actors. Pure and total. */
export function projectParticipation(event: DecodedEvent): readonly ProjectedRow[] {
  return [
    ...meetingRows(event),
    ...dayRows(event),
    ...participationRows(event),
    ...incidentFactRows(event),
  ];
}

/** The read model of participation. */
export const PARTICIPATION: Projection = {
  name: 'participation',
  version: 2,
  entities: [ParticipationDayRow, ParticipationMeetingRow, ParticipationRow, IncidentFactRow],
  migrations: [CreateParticipation1764000000001],
  project: projectParticipation,
};
