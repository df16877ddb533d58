import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ChairView, findChair, TIMELINE } from '@rapporteur/read-models';
import { z } from 'zod';
import { defineQuery } from '../collection-query.ts';
import { actorColumns, dateViewColumns, fieldColumns } from '../csv.ts';
import { DatabaseQueryHandler } from '../query-handler.ts';
import { resolveThingIds } from '../resolve-ids.ts';

/** The chair of a body over time, and on one day. */
export const ChairAnswer = ChairView.extend({
  day: z.string().meta({ description: 'The day of the answer: `asOf`, or today.' }),
}).meta({ id: 'ChairAnswer', description: 'The chair of a body over time, and on one day.' });

export class FindChairQuery extends defineQuery({
  path: 'bodies/{body}/chair',
  tag: 'bodies',
  summary:
    'The chair of a body over time, and on the day `asOf` as far as the evidence goes: told, ' +
    'presumed, not known, or sources differ. An unrecorded chair is not guessed. A page has a part of its `line`.',
  projections: [TIMELINE],
  paged: true,
  parameters: {},
  columns: [
    ...actorColumns('holder'),
    ...actorColumns('person'),
    ...dateViewColumns('since', undefined, ['stated', 'earliest', 'latest']),
    ...dateViewColumns('until', undefined, ['stated', 'earliest', 'latest']),
    ...fieldColumns('term', 'stage', 'events:list'),
  ],
  answer: ChairAnswer,
}) {}

@QueryHandler(FindChairQuery)
class FindChairHandler extends DatabaseQueryHandler implements IQueryHandler<FindChairQuery> {
  async execute({ scope, day, page: { limit, after }, path }: FindChairQuery) {
    const { database } = this;
    const things = (await resolveThingIds({ database, scope }, 'body', [path.body])) ?? [];
    const chair = await findChair(database, scope, things, day);
    const start = Number(after?.[0] ?? 0);
    const line = chair.line.slice(start, start + limit);
    const end = start + line.length;
    const next = end < chair.line.length ? [String(end)] : null;
    return { data: { ...chair, line, day }, rows: line, next };
  }
}

export const CHAIR_QUERIES = [FindChairQuery];
export const CHAIR_HANDLERS = [FindChairHandler];
