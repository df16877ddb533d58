import type { EventData, DecodedEvent } from '@rapporteur/contracts';
import type { Projection, ProjectedRow } from '@rapporteur/projection-runtime';
import { readFactContext } from '../fact-context.ts';
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

function participationRows(event: DecodedEvent): readonly ProjectedRow[] {
  const { occurredOn: on, ...occasion } = readFactContext(event);
  const columns = { event_type: event.type, ...occasion, ...dateColumns('occurred', on) };
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

function meetingRow(data: EventData<'MeetingHeld'> | EventData<'MeetingAnnounced'>): ProjectedRow {
  const held = 'occurredOn' in data;
  return {
    table: 'meetings',
    values: {
      meeting: data.meeting,
      body: data.body,
      stage: held ? 'held' : 'announced',
      session: data.session,
      ordinal: data.ordinal?.value ?? null,
      ...dateColumns('occurred', held ? data.occurredOn : data.scheduledOn),
    },
  };
}

function readIncidents(event: DecodedEvent): readonly string[] {
  if (event.type === 'PositionStated') return [...new Set(event.data.incidents)];
  const { incident } = readFactContext(event);
  return incident === null ? [] : [incident];
}

function incidentFactRows(event: DecodedEvent): readonly ProjectedRow[] {
  const { occurredOn: on, meeting, about } = readFactContext(event);
  const columns = { event_type: event.type, meeting, about, ...dateColumns('occurred', on) };
  return readIncidents(event).map((incident) => ({
    table: 'incident_facts',
    values: { ...columns, incident },
  }));
}

/** Returns the rows of an event about participants and mentioned actors. Pure and total. */
export function projectParticipation(event: DecodedEvent): readonly ProjectedRow[] {
  const meeting =
    event.type === 'MeetingHeld' || event.type === 'MeetingAnnounced'
      ? [meetingRow(event.data)]
      : [];
  return [...meeting, ...participationRows(event), ...incidentFactRows(event)];
}

/** The read model of participation. */
export const PARTICIPATION: Projection = {
  name: 'participation',
  version: 1,
  entities: [ParticipationMeetingRow, ParticipationRow, IncidentFactRow],
  migrations: [CreateParticipation1764000000001],
  project: projectParticipation,
};
