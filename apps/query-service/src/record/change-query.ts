import { isDeepStrictEqual } from 'node:util';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { DATA_SOURCE } from '@rapporteur/platform';
import {
  type CollectionScope,
  type FactChange,
  type FactInWords,
  listCollectionIds,
  listFactChanges,
  type QueryScope,
  readFactsInWords,
  readonlyArray,
  TIMELINE,
} from '@rapporteur/read-models';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { defineQuery } from '../collection-query.ts';
import { fieldColumns } from '../csv.ts';
import { formatEventPosition } from '../fact-data.ts';
import { valueParameter } from '../parameters.ts';
import type { ReadPositionResolver } from '../read-position.ts';
import { READ_POSITION_RESOLVER } from '../tokens.ts';

const ChangedField = z.object({
  field: z.string(),
  before: z.unknown(),
  after: z.unknown(),
});

const FactDifference = z
  .object({
    collection: z.string(),
    event: z.string(),
    position: z.string(),
    type: z.string(),
    change: z.enum(['added', 'changed', 'retracted']),
    sentence: z.string().nullable().meta({ description: 'The fact at the later moment.' }),
    before: z.string().nullable().meta({ description: 'The fact at the earlier moment.' }),
    fields: readonlyArray(ChangedField).meta({ description: 'The fields that differ.' }),
  })
  .meta({ id: 'FactDifference', description: 'A fact that differs between two moments.' });
type FactDifference = z.output<typeof FactDifference>;

export class ListRecordChangesQuery extends defineQuery({
  path: 'changes',
  tag: 'record',
  summary:
    'The difference of two moments of the record: the facts that were added, changed or ' +
    'retracted after `since` and up to `asOfRecorded`.',
  projections: [TIMELINE],
  paged: true,
  parameters: {
    since: valueParameter(
      'The earlier moment: a position (0:42), a time or a day; default: before the first event',
    ),
  },
  columns: [
    ...fieldColumns('change', 'position', 'type', 'before', 'sentence', 'fields:json'),
    ...fieldColumns('event', 'collection'),
  ],
  answer: readonlyArray(FactDifference),
}) {}

@QueryHandler(ListRecordChangesQuery)
class ListRecordChangesHandler implements IQueryHandler<ListRecordChangesQuery> {
  readonly #database: DataSource;
  readonly #positions: ReadPositionResolver;

  constructor(
    @Inject(DATA_SOURCE) database: DataSource,
    @Inject(READ_POSITION_RESOLVER) positions: ReadPositionResolver,
  ) {
    this.#database = database;
    this.#positions = positions;
  }

  async execute({ scope, page, parameters }: ListRecordChangesQuery) {
    const earlier = await this.#resolveEarlier(scope, parameters.since);
    const { rows, next } = await listFactChanges(this.#database, scope, earlier, page);
    const events = rows.map(({ event }) => event);
    const then = { ...scope, collections: earlier };
    const after = await readFactsInWords(this.#database, scope, events);
    const before = await readFactsInWords(this.#database, then, events);
    const data = rows
      .map((row) =>
        toDifference(scope, row, { before: before.get(row.event), after: after.get(row.event) }),
      )
      // A correction that was taken back leaves the value as it was.
      .filter(({ change, fields }) => change !== 'changed' || fields.length > 0);
    return { data, next };
  }

  async #resolveEarlier(
    scope: QueryScope,
    since: string | undefined,
  ): Promise<readonly CollectionScope[]> {
    if (since === undefined) return scope.collections.map((each) => ({ ...each, position: -1 }));
    return this.#positions.resolve({ collections: listCollectionIds(scope), asOfRecorded: since }, [
      TIMELINE,
    ]);
  }
}

interface TwoValues {
  readonly before: FactInWords | undefined;
  readonly after: FactInWords | undefined;
}

function toDifference(
  scope: QueryScope,
  { collection, event, pseq, change }: FactChange,
  { before, after }: TwoValues,
): FactDifference {
  return {
    collection,
    event,
    position: formatEventPosition(scope, { collection, pseq }),
    type: after?.type ?? before?.type ?? '',
    change,
    sentence: after?.sentence ?? null,
    before: before?.sentence ?? null,
    fields: change === 'changed' ? listChangedFields(before?.data ?? {}, after?.data ?? {}) : [],
  };
}

function listChangedFields(before: FactInWords['data'], after: FactInWords['data']) {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .filter((field) => !isDeepStrictEqual(before[field], after[field]))
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }));
}

export const CHANGE_QUERIES = [ListRecordChangesQuery];
export const CHANGE_HANDLERS = [ListRecordChangesHandler];
