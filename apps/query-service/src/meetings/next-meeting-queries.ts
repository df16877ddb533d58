import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import {
  DateView,
  DECISIONS,
  listNextMeetings,
  NextMeetingView,
  readonlyArray,
  TIMELINE,
  toDateView,
} from '@rapporteur/read-models';
import { z } from 'zod';
import { defineQuery } from '../collection-query.ts';
import {
  actorColumns,
  agreementColumns,
  computedColumn,
  dateColumns,
  fieldColumns,
  thingColumns,
} from '../csv.ts';
import { combineDates, DATE_PARAMETERS, listParameter } from '../parameters.ts';
import { DatabaseQueryHandler } from '../query-handler.ts';
import { BODY_PARAMETERS, resolveBodyIds, resolveThingIds } from '../resolve-ids.ts';
import { ActorsView, toActorsView } from '../row-data.ts';
import { withStatements } from '../statements.ts';

/** An agreed next meeting in a response. */
export const NextMeeting = NextMeetingView.omit({ heldAs: true, heldOn: true })
  .extend({
    scheduledOn: DateView,
    parties: ActorsView,
    held: z.union([
      z.object({ recorded: z.literal(false) }),
      z.object({ recorded: z.literal(true), meeting: z.string(), occurredOn: DateView }),
    ]),
  })
  .meta({ id: 'NextMeeting' });

export class ListNextMeetingsQuery extends defineQuery({
  path: 'next-meetings',
  tag: 'meetings',
  summary: 'Agreed next meetings: when and where, and the meeting that was held as agreed.',
  projections: [DECISIONS, TIMELINE],
  paged: true,
  parameters: {
    ...DATE_PARAMETERS,
    ...BODY_PARAMETERS,
    after: listParameter('Filter by the meeting that agreed it'),
  },
  columns: [
    ...thingColumns('body', 'body'),
    ...thingColumns('meeting', 'after'),
    computedColumn<NextMeetingView>('ordinal', ({ ordinal }) => ordinal?.value, 'number'),
    computedColumn<NextMeetingView>('ordinal_basis', ({ ordinal }) => ordinal?.basis),
    computedColumn<NextMeetingView>('ordinal_rule', ({ ordinal }) => ordinal?.rule),
    ...fieldColumns('series'),
    ...dateColumns('scheduledOn'),
    ...agreementColumns('ordinal', 'scheduledOn', 'place'),
    computedColumn<NextMeetingView>('place', ({ place }) => place?.name),
    computedColumn<NextMeetingView>('country', ({ place }) => place?.country?.code),
    ...fieldColumns('venue'),
    ...actorColumns('host'),
    computedColumn<NextMeetingView>('parties_stated', ({ parties }) => parties !== null, 'boolean'),
    ...actorColumns('parties'),
    ...thingColumns('meeting', 'heldAs'),
    ...dateColumns('heldOn'),
    ...fieldColumns('event', 'events:list', 'collection'),
  ],
  answer: readonlyArray(NextMeeting),
}) {}

@QueryHandler(ListNextMeetingsQuery)
class ListNextMeetingsHandler
  extends DatabaseQueryHandler
  implements IQueryHandler<ListNextMeetingsQuery>
{
  async execute({ scope, page, parameters, statements }: ListNextMeetingsQuery) {
    const { database } = this;
    const filter = {
      bodies: await resolveBodyIds({ database, scope }, parameters),
      after: await resolveThingIds({ database, scope }, 'meeting', parameters.after),
    };
    const pageOfDays = { ...page, days: combineDates(parameters) };
    const { rows, ...rest } = await listNextMeetings(database, scope, filter, pageOfDays);
    return { data: rows.map((row) => toNextMeetingData(row, statements)), rows, ...rest };
  }
}

/** Returns the public form of a next meeting. It may have been held without a record of it. */
export function toNextMeetingData(
  { parties, heldAs, heldOn, ...row }: NextMeetingView,
  statements = false,
) {
  return {
    ...withStatements(row, statements),
    scheduledOn: toDateView(row.scheduledOn),
    parties: toActorsView(parties),
    held:
      heldAs === null
        ? { recorded: false as const }
        : { recorded: true as const, meeting: heldAs, occurredOn: toDateView(heldOn) },
  };
}

export const NEXT_MEETING_QUERIES = [ListNextMeetingsQuery];
export const NEXT_MEETING_HANDLERS = [ListNextMeetingsHandler];
