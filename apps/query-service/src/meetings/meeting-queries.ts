import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import {
  listMeetings,
  listOrdinalGaps,
  MEETING_STAGES,
  MeetingView,
  OrdinalGap,
  readonlyArray,
  TIMELINE,
} from '@rapporteur/read-models';
import { z } from 'zod';
import { defineQuery } from '../collection-query.ts';
import { choiceParameter, combineDates, DATE_PARAMETERS } from '../parameters.ts';
import { DatabaseQueryHandler } from '../query-handler.ts';
import { BODY_PARAMETERS, resolveBodyIds } from '../resolve-ids.ts';
import { MEETING_COLUMNS } from './meeting-columns.ts';
import { FindMeetingHandler, FindMeetingQuery } from './meeting-page.ts';

const SESSIONS = ['ordinary', 'extraordinary', 'annual', 'special', 'informal'] as const;

const MeetingList = z
  .object({
    meetings: readonlyArray(MeetingView),
    notRecorded: readonlyArray(OrdinalGap.extend({ recorded: z.literal(false) })).meta({
      description: 'The ordinals of series that have no recorded meeting.',
    }),
  })
  .meta({ id: 'MeetingList', description: 'Meetings, and the ordinals without a meeting.' });

export class ListMeetingsQuery extends defineQuery({
  path: 'meetings',
  tag: 'meetings',
  summary: 'Meetings by the day they were or will be held, and the ordinals without a meeting.',
  projections: [TIMELINE],
  paged: true,
  parameters: {
    ...DATE_PARAMETERS,
    ...BODY_PARAMETERS,
    stage: choiceParameter(MEETING_STAGES, 'Filter by stage'),
    session: choiceParameter(SESSIONS, 'Filter by kind of session'),
  },
  columns: MEETING_COLUMNS,
  answer: MeetingList,
}) {}

@QueryHandler(ListMeetingsQuery)
class ListMeetingsHandler extends DatabaseQueryHandler implements IQueryHandler<ListMeetingsQuery> {
  async execute({ scope, page, statements, parameters: p }: ListMeetingsQuery) {
    const { database } = this;
    const bodies = await resolveBodyIds({ database, scope }, p);
    const filter = { bodies, stages: p.stage, sessions: p.session };
    const pageWithDays = { ...page, days: combineDates(p) };
    const result = await listMeetings(database, scope, filter, pageWithDays, { statements });
    const { rows, next, undated } = result;
    const gaps = await listOrdinalGaps(database, scope, { bodies });
    const notRecorded = gaps.map((gap) => ({ ...gap, recorded: false as const }));
    return { data: { meetings: rows, notRecorded }, rows, next, undated };
  }
}

export const MEETING_QUERIES = [ListMeetingsQuery, FindMeetingQuery];
export const MEETING_HANDLERS = [ListMeetingsHandler, FindMeetingHandler];
