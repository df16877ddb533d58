import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import {
  ActorChairView,
  AwardView,
  CountView,
  countFacts,
  findLastChairDay,
  DECISIONS,
  listActorChairs,
  listAwards,
  listOffices,
  listPersons,
  OfficeView,
  PARTICIPATION,
  PersonView,
  readAllPages,
  readonlyArray,
  TIMELINE,
} from '@rapporteur/read-models';
import { z } from 'zod';
import { defineQuery } from '../collection-query.ts';
import { fieldColumns, numberColumns, thingColumns } from '../csv.ts';
import { combineDates, DATE_PARAMETERS, listParameter, textParameter } from '../parameters.ts';
import {
  ACTOR_FACT_COLUMNS,
  ACTOR_PARAMETERS,
  ACTOR_ROLES,
  readActorRoles,
} from '../participation/actor-participations.ts';
import { DatabaseQueryHandler } from '../query-handler.ts';
import {
  BODY_PARAMETERS,
  createUnknownThingProblem,
  findPageRow,
  resolveBodyIds,
  resolveThingIds,
} from '../resolve-ids.ts';
import { toRowData } from '../row-data.ts';
import { ShortenedLists, ShortenedNames } from '../shortened-lists.ts';

export class ListPersonsQuery extends defineQuery({
  path: 'persons',
  tag: 'persons',
  summary: 'The persons whom facts name, with their names, offices, states and bodies.',
  projections: [TIMELINE, PARTICIPATION],
  paged: true,
  parameters: {
    ...DATE_PARAMETERS,
    ...BODY_PARAMETERS,
    of: listParameter('Filter by the state or body that they belong to or represent'),
    meeting: listParameter('Filter by meeting'),
    document: listParameter('Filter by source, or by the document that the source relays'),
    q: textParameter('Search for all the words in a name or id'),
  },
  columns: [
    ...fieldColumns('person', 'name', 'names:list', 'titles:list'),
    ...thingColumns('actor', 'of:list'),
    ...numberColumns('facts'),
    ...fieldColumns('mergedIds:list', 'collection'),
  ],
  answer: readonlyArray(PersonView),
}) {}

@QueryHandler(ListPersonsQuery)
class ListPersonsHandler extends DatabaseQueryHandler implements IQueryHandler<ListPersonsQuery> {
  async execute({ scope, page, parameters: p }: ListPersonsQuery) {
    const { database } = this;
    const lookup = { database, scope };
    const facts = {
      bodies: await resolveBodyIds(lookup, p),
      meetings: await resolveThingIds(lookup, 'meeting', p.meeting),
      documents: await resolveThingIds(lookup, 'document', p.document),
    };
    const filter = { of: p.of, words: p.q, facts };
    const pageOfDays = { ...page, days: combineDates(p) };
    const { rows, ...rest } = await listPersons(database, scope, filter, pageOfDays);
    return { data: rows, ...rest };
  }
}

const Award = z
  .object({ ...AwardView.shape, count: CountView })
  .meta({ id: 'Award', description: 'Awards conferred at a meeting.' });

const PersonPage = z
  .object({
    ...PersonView.shape,
    factsAsserted: z.int().meta({
      description: 'The number of facts whose source has the person as its speaker.',
    }),
    offices: readonlyArray(OfficeView),
    chairs: readonlyArray(ActorChairView),
    awards: readonlyArray(Award).meta({
      description: 'The awards whose recipients, in words, contain a name of the person.',
    }),
    shortened: ShortenedNames,
    ...ACTOR_ROLES,
  })
  .meta({ id: 'PersonPage', description: 'A person, with everything recorded of the person.' });

export class FindPersonQuery extends defineQuery({
  path: 'persons/{person}',
  tag: 'persons',
  summary:
    'One person: names, offices, chairs and awards, and each fact that names the person, by role.',
  projections: [TIMELINE, PARTICIPATION, DECISIONS],
  paged: true,
  parameters: ACTOR_PARAMETERS,
  columns: [
    ...thingColumns('actor', 'actor', 'actorOf'),
    ...fieldColumns('office'),
    ...ACTOR_FACT_COLUMNS,
    ...fieldColumns('collection'),
  ],
  answer: PersonPage,
}) {}

@QueryHandler(FindPersonQuery)
class FindPersonHandler extends DatabaseQueryHandler implements IQueryHandler<FindPersonQuery> {
  async execute({ scope, page, path, parameters, statements }: FindPersonQuery) {
    const { database } = this;
    const lookup = { database, scope };
    const things = scope.aliases.things('actor', path.person);
    const found = await findPageRow(scope, (onDay, one) =>
      listPersons(database, onDay, { persons: things }, one),
    );
    if (found === undefined) throw await createUnknownThingProblem(lookup, 'person', path.person);

    const person = found.isOfDay ? found.row : { ...found.row, facts: 0 };
    const [{ data: roles, ...rest }, asserted, awards, offices, chairs] = await Promise.all([
      readActorRoles(lookup, things, { page, parameters }),
      countFacts(database, scope, { assertedBy: [path.person] }),
      listAwards(database, scope, { recipients: person.names }),
      readAllPages((part) =>
        listOffices(database, scope, { holders: things }, part, { statements }),
      ),
      listActorChairs(database, scope, things),
    ]);
    const shortened = new ShortenedLists();
    const data = {
      ...person,
      factsAsserted: asserted.reduce((sum, { facts }) => sum + facts, 0),
      offices: shortened.keepLast('offices', offices),
      chairs: shortened.keepLatest('chairs', chairs, findLastChairDay),
      shortened: shortened.names,
      awards: awards.map((award) => toRowData(award, { counts: ['count'] })),
      ...roles,
    };
    return { data, ...rest };
  }
}

export const PERSON_QUERIES = [ListPersonsQuery, FindPersonQuery];
export const PERSON_HANDLERS = [ListPersonsHandler, FindPersonHandler];
