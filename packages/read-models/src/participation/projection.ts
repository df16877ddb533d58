import type { DecodedEvent } from '@rapporteur/contracts';
import { createRow, type ProjectedRow, type Projection } from '@rapporteur/projection-runtime';
import { ParticipationDayRow } from '../days/day-entity.ts';
import { dayRows } from '../days/day-rows.ts';
import { readFactContext } from '../fact-context.ts';
import { dateColumns } from '../world-date.ts';
import { IncidentFactRow, ParticipationRow } from './entities.ts';
import type { Involvement } from './involvement.ts';
import { listInvolvements } from './event-involvements.ts';
import { CreateParticipation1764000000001 } from './migrations/1764000000001-create-participation.ts';
import { ROLES } from './roles.ts';

function involvementColumns({ kind, office, ...involvement }: Involvement) {
  return {
    ...involvement,
    takesPart: ROLES[involvement.role].takesPart,
    actorKind: kind,
    actorOffice: office,
  } satisfies Partial<ParticipationRow>;
}

function sourceColumns({ data }: DecodedEvent): Pick<ParticipationRow, 'statedIn' | 'source'> {
  const assertion = 'assertion' in data ? data.assertion : null;
  return {
    statedIn: assertion?.statedIn ?? null,
    source: assertion?.passages[0]?.document ?? null,
  };
}

function participationRows(event: DecodedEvent): readonly ProjectedRow[] {
  const { occurredOn: on, ...occasion } = readFactContext(event);
  const columns = {
    eventType: event.type,
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
    return [createRow(ParticipationRow, { ...columns, ...involvementColumns(involvement) })];
  });
}

function readIncidents(event: DecodedEvent): readonly string[] {
  if (event.type === 'PositionStated') return [...new Set(event.data.incidents)];
  const { incident } = readFactContext(event);
  return incident === null ? [] : [incident];
}

function incidentFactRows(event: DecodedEvent): readonly ProjectedRow[] {
  const { occurredOn: on, meeting, about } = readFactContext(event);
  const columns = {
    eventType: event.type,
    meeting,
    about,
    ...sourceColumns(event),
    ...dateColumns('occurred', on),
  };
  return readIncidents(event).map((incident) =>
    createRow(IncidentFactRow, { ...columns, incident }),
  );
}

/** Returns the rows of an event about participants and mentioned actors. Pure and total. */
export function projectParticipation(event: DecodedEvent): readonly ProjectedRow[] {
  return [
    ...dayRows(event, ParticipationDayRow),
    ...participationRows(event),
    ...incidentFactRows(event),
  ];
}

/** The read model of participation. */
export const PARTICIPATION: Projection = {
  name: 'participation',
  version: 5,
  entities: [ParticipationDayRow, ParticipationRow, IncidentFactRow],
  migrations: [CreateParticipation1764000000001],
  project: projectParticipation,
};
