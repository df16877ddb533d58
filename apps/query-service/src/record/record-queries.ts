import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { Evidence, RecordedEvent } from '@rapporteur/contracts';
import { type EventLog, formatLogPosition } from '@rapporteur/event-log';
import { DATA_SOURCE, EVENT_LOG, TEXT_STORE, type TextStore } from '@rapporteur/platform';
import {
  ConflictView,
  CorrectionView,
  EventView,
  findEvent,
  listConflicts,
  listCorrections,
  readonlyArray,
  TIMELINE,
} from '@rapporteur/read-models';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { defineQuery } from '../collection-query.ts';
import { computedColumn, fieldColumns } from '../csv.ts';
import { PassageWithQuote, quotePassages } from '../fact-sources.ts';
import { factDataFields, toFactData } from '../fact-data.ts';
import { booleanParameter, listParameter, sinceParameter } from '../parameters.ts';
import { DatabaseQueryHandler } from '../query-handler.ts';
import { createUnknownEventProblem, readEnvelope } from './record-events.ts';

const Correction = z
  .object({
    ...factDataFields(CorrectionView),
    evidence: z.object({ ...Evidence.shape, passages: readonlyArray(PassageWithQuote) }),
  })
  .meta({ id: 'Correction', description: 'A correction or retraction, with the changed value.' });

export class ListCorrectionsQuery extends defineQuery({
  path: 'corrections',
  tag: 'record',
  summary:
    'Corrections and retractions in the order of recording: old and new value, actor, reason ' +
    'and evidence.',
  projections: [TIMELINE],
  paged: true,
  parameters: {
    since: sinceParameter('Leave out what was recorded earlier: a day, or a time with its zone'),
    target: listParameter('Filter by the corrected fact'),
  },
  columns: [
    ...fieldColumns('event', 'recordedAt:time', 'actor', 'change', 'target', 'targetType'),
    ...fieldColumns('field', 'oldValue:json', 'newValue:json', 'reason', 'sentence'),
    computedColumn<CorrectionView>(
      'evidence',
      ({ evidence }) => evidence.note ?? evidence.address ?? evidence.document,
    ),
    ...fieldColumns('collection'),
  ],
  answer: readonlyArray(Correction),
}) {}

@QueryHandler(ListCorrectionsQuery)
class ListCorrectionsHandler implements IQueryHandler<ListCorrectionsQuery> {
  readonly #database: DataSource;
  readonly #texts: TextStore;

  constructor(@Inject(DATA_SOURCE) database: DataSource, @Inject(TEXT_STORE) texts: TextStore) {
    this.#database = database;
    this.#texts = texts;
  }

  async execute({ scope, page, parameters }: ListCorrectionsQuery) {
    const filter = { since: parameters.since, targets: parameters.target };
    const { rows, next } = await listCorrections(this.#database, scope, filter, page);
    const data = rows.map(async (row) => {
      const passages = await quotePassages(this.#texts, row.evidence.passages);
      return { ...toFactData(scope, row), evidence: { ...row.evidence, passages } };
    });
    return { data: await Promise.all(data), rows, next };
  }
}

const Conflict = z.object(factDataFields(ConflictView)).meta({
  id: 'Conflict',
  description: 'Facts that contradict each other, with the resolution, if any.',
});

export class ListConflictsQuery extends defineQuery({
  path: 'conflicts',
  tag: 'record',
  summary: 'Facts that contradict each other, with every value. The record does not judge them.',
  projections: [TIMELINE],
  paged: true,
  parameters: {
    resolved: booleanParameter('true: resolved conflicts; false: open ones'),
    event: listParameter('Filter by fact'),
  },
  columns: [
    ...fieldColumns('conflict', 'flaggedAt:time', 'field'),
    computedColumn<ConflictView>(
      'told',
      ({ sentences }) => sentences.map(({ sentence }) => sentence),
      'list',
    ),
    ...fieldColumns('events:list', 'values:json'),
    ...fieldColumns('standing:list', 'resolved:boolean', 'resolution', 'resolvedBy'),
    ...fieldColumns('resolvedAt:time', 'collection'),
  ],
  answer: readonlyArray(Conflict),
}) {}

@QueryHandler(ListConflictsQuery)
class ListConflictsHandler
  extends DatabaseQueryHandler
  implements IQueryHandler<ListConflictsQuery>
{
  async execute({ scope, page, parameters }: ListConflictsQuery) {
    const filter = { resolved: parameters.resolved, events: parameters.event };
    const { rows, next } = await listConflicts(this.database, scope, filter, page);
    return { data: rows.map((row) => toFactData(scope, row)), rows, next };
  }
}

const EventPage = z
  .object({
    ...EventView.shape,
    position: z.string(),
    passages: readonlyArray(PassageWithQuote),
    envelope: RecordedEvent.nullable().meta({ description: 'The event, as the log stores it.' }),
  })
  .meta({ id: 'EventPage', description: 'An event with its values, corrections and conflicts.' });

export class FindEventQuery extends defineQuery({
  path: 'events/{event}',
  tag: 'record',
  summary:
    'One event of the log: its passages, its values over time, its corrections and conflicts.',
  projections: [TIMELINE],
  paged: false,
  parameters: {},
  columns: [
    ...fieldColumns('event', 'type', 'standing', 'sentence', 'stream', 'streamVersion:number'),
    ...fieldColumns('recordedAt:time', 'command', 'actor', 'collection'),
  ],
  answer: EventPage,
}) {}

@QueryHandler(FindEventQuery)
class FindEventHandler implements IQueryHandler<FindEventQuery> {
  readonly #database: DataSource;
  readonly #log: EventLog;
  readonly #texts: TextStore;

  constructor(
    @Inject(DATA_SOURCE) database: DataSource,
    @Inject(EVENT_LOG) log: EventLog,
    @Inject(TEXT_STORE) texts: TextStore,
  ) {
    this.#database = database;
    this.#log = log;
    this.#texts = texts;
  }

  async execute({ scope, path }: FindEventQuery) {
    const event = await findEvent(this.#database, scope, path.event);
    if (event === null) throw createUnknownEventProblem(scope, path.event);
    const { partition = 0 } =
      scope.collections.find(({ collection }) => collection === event.collection) ?? {};
    const data = {
      ...event,
      position: formatLogPosition({ partition, pseq: event.pseq }),
      passages: await quotePassages(this.#texts, event.passages),
      envelope: await readEnvelope(this.#log, partition, event.pseq),
    };
    return { data, rows: [event] };
  }
}

export const RECORD_QUERIES = [ListCorrectionsQuery, ListConflictsQuery, FindEventQuery];
export const RECORD_HANDLERS = [ListCorrectionsHandler, ListConflictsHandler, FindEventHandler];
