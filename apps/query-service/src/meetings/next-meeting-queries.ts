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
import { actorColumns, computedColumn, dateColumns, fieldColumns } from '../csv.ts';
import { combineDates, DATE_PARAMETERS, listParameter } from '../parameters.ts';
import { DatabaseQueryHandler } from '../query-handler.ts';
import { BODY_PARAMETERS, resolveBodies, resolveMeetings } from '../resolve-ids.ts';
import { ActorsView, toActorsView, toRowData } from '../row-data.ts';

const HeldMeeting = z
  .discriminatedUnion('recorded', [
    z.object({ recorded: z.literal(false) }),
    z.object({ recorded: z.literal(true), meeting: z.string(), occurredOn: DateView }),
  ])
  .meta({
    id: 'HeldMeeting',
    description: 'The meeting that was held as agreed. It may have been held without a record.',
  });

/** An agreed next meeting in a response. */
export const NextMeeting = z
  .object({
    ...NextMeetingView.shape,
    scheduledOn: DateView,
    parties: ActorsView,
    held: HeldMeeting,
  })
  .omit({ heldAs: true, heldOn: true })
  .meta({ id: 'NextMeeting', description: 'An agreed next meeting.' });

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
    ...fieldColumns('body', 'after'),
    computedColumn<NextMeetingView>('ordinal', ({ ordinal }) => ordinal?.value, 'number'),
    computedColumn<NextMeetingView>('ordinal_basis', ({ ordinal }) => ordinal?.basis),
    computedColumn<NextMeetingView>('ordinal_rule', ({ ordinal }) => ordinal?.rule),
    ...dateColumns('scheduledOn'),
    computedColumn<NextMeetingView>('place', ({ place }) => place?.name),
    computedColumn<NextMeetingView>('country', ({ place }) => place?.country?.code),
    ...fieldColumns('venue'),
    computedColumn<NextMeetingView>('parties_stated', ({ parties }) => parties !== null, 'boolean'),
    ...actorColumns('parties'),
    ...fieldColumns('heldAs'),
    ...dateColumns('heldOn'),
    ...fieldColumns('event'),
  ],
  answer: readonlyArray(NextMeeting),
}) {}

@QueryHandler(ListNextMeetingsQuery)
class ListNextMeetingsHandler
  extends DatabaseQueryHandler
  implements IQueryHandler<ListNextMeetingsQuery>
{
  async execute({ scope, page, parameters }: ListNextMeetingsQuery) {
    const { database } = this;
    const filter = {
      bodies: await resolveBodies({ database, scope }, parameters),
      after: await resolveMeetings({ database, scope }, parameters.after),
    };
    const pageOfDays = { ...page, days: combineDates(parameters) };
    const { rows, next } = await listNextMeetings(database, scope, filter, pageOfDays);
    return { data: rows.map(toNextMeetingData), rows, next };
  }
}

/** Returns the public form of a next meeting. It may have been held without a record of it. */
export function toNextMeetingData({
  parties,
  heldAs,
  heldOn,
  ...row
}: NextMeetingView): z.output<typeof NextMeeting> {
  const occurredOn = toDateView(heldOn);
  return {
    ...toRowData(row, { dates: ['scheduledOn'] }),
    parties: toActorsView(parties),
    held: heldAs === null ? { recorded: false } : { recorded: true, meeting: heldAs, occurredOn },
  };
}

export const NEXT_MEETING_QUERIES = [ListNextMeetingsQuery];
export const NEXT_MEETING_HANDLERS = [ListNextMeetingsHandler];
