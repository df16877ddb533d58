import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { CATALOGUE, type Envelope, findReferences } from '@rapporteur/contracts';
import { type EventLog, formatLogPosition } from '@rapporteur/event-log';
import { DATA_SOURCE, EVENT_LOG } from '@rapporteur/platform';
import {
  findIndexedEvents,
  findStreamNeighbours,
  listEventEffects,
  listEventsOfCommand,
  type QueryScope,
  readEventRows,
  type EventTableRow,
  readonlyArray,
  TIMELINE,
} from '@rapporteur/read-models';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { defineQuery } from '../collection-query.ts';
import { fieldColumns } from '../csv.ts';
import {
  EventRef,
  findPlacedEvents,
  placeEvent,
  type PlacedEvent,
  toEventRefs,
} from './event-refs.ts';
import { createUnknownEventProblem, readEnvelope } from './record-events.ts';

const RelatedEvent = z
  .object({
    ...EventRef.shape,
    relation: z.string().meta({
      description:
        'Of a cause: the field that names it, such as `target`. Of an effect: corrected, ' +
        'retracted, conflict-flagged, conflict-resolved or conflict-ended.',
    }),
  })
  .meta({ id: 'RelatedEvent', description: 'An event that another one names.' });

const EventRowView = z
  .object({
    readModel: z.string(),
    table: z.string(),
    recordedFrom: z.string().meta({ description: 'The position from which it is valid.' }),
    recordedTo: z.string().nullable().meta({
      description: 'The position of the event that ended it; null: it is valid.',
    }),
    recordedBy: z.string().nullable().meta({
      description: 'The correction that recorded its values; null: the event itself.',
    }),
    closedBy: z.string().nullable(),
    values: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'EventRow', description: 'A row that a read model made of an event.' });

const EventContext = z
  .object({
    ...EventRef.shape,
    previousInLog: EventRef.nullable(),
    nextInLog: EventRef.nullable(),
    previousInStream: EventRef.nullable(),
    nextInStream: EventRef.nullable(),
    command: readonlyArray(EventRef).meta({ description: 'The events of its command.' }),
    causes: readonlyArray(RelatedEvent).meta({ description: 'The events that it names.' }),
    effects: readonlyArray(RelatedEvent).meta({ description: 'The events that name it.' }),
    rows: readonlyArray(EventRowView).meta({
      description:
        'The rows that the read models made of it. Of a correction: the rows that it recorded or ' +
        'ended.',
    }),
  })
  .meta({ id: 'EventContext', description: 'The events around an event, and its rows.' });

export class FindEventContextQuery extends defineQuery({
  path: 'events/{event}/context',
  tag: 'record',
  summary:
    'The events around one event: those of its command, its causes and effects, the previous and ' +
    'the next, and the rows of the read models.',
  projections: [TIMELINE],
  paged: false,
  parameters: {},
  columns: fieldColumns('readModel', 'table', 'recordedFrom', 'recordedTo', 'values:json'),
  answer: EventContext,
}) {}

@QueryHandler(FindEventContextQuery)
class FindEventContextHandler implements IQueryHandler<FindEventContextQuery> {
  readonly #database: DataSource;
  readonly #log: EventLog;

  constructor(@Inject(DATA_SOURCE) database: DataSource, @Inject(EVENT_LOG) log: EventLog) {
    this.#database = database;
    this.#log = log;
  }

  async execute({ scope, path }: FindEventContextQuery) {
    const [indexed] = await findIndexedEvents(this.#database, scope, [path.event]);
    if (indexed === undefined) throw createUnknownEventProblem(scope, path.event);
    const own = placeEvent(scope, indexed);
    const { partition, pseq } = own;
    const envelope = await readEnvelope(this.#log, partition, pseq);
    const causes = envelope === null ? [] : listNamedEvents(envelope);
    const effects = await listEventEffects(this.#database, scope, own.event);
    const [ref] = await this.#toRefs(scope, [own]);
    if (ref === undefined) throw createUnknownEventProblem(scope, path.event);
    const rows = await this.#listRows(scope, own, causes);
    const data = {
      ...ref,
      ...(await this.#findNeighbours(scope, own)),
      command: await this.#toRefs(
        scope,
        (await listEventsOfCommand(this.#database, scope, indexed.command)).map((event) =>
          placeEvent(scope, event),
        ),
      ),
      causes: await this.#toRelated(scope, causes),
      effects: await this.#toRelated(scope, effects),
      rows,
    };
    return { data, rows };
  }

  #toRefs(scope: QueryScope, events: readonly PlacedEvent[]): Promise<readonly EventRef[]> {
    return toEventRefs(this.#database, scope, events);
  }

  async #toRelated(scope: QueryScope, related: readonly { event: string; relation: string }[]) {
    const ids = related.map(({ event }) => event);
    const refs = await this.#toRefs(scope, await findPlacedEvents(this.#database, scope, ids));
    const byId = new Map(refs.map((ref) => [ref.event, ref]));
    return related.flatMap(({ event, relation }) => {
      const ref = byId.get(event);
      return ref === undefined ? [] : [{ ...ref, relation }];
    });
  }

  async #findNeighbours(scope: QueryScope, { partition, pseq, collection, stream }: PlacedEvent) {
    const { position = pseq } =
      scope.collections.find((each) => each.collection === collection) ?? {};
    const inLog = async (place: number): Promise<EventRef | null> => {
      if (place < 0 || place > position) return null;
      const envelope = await readEnvelope(this.#log, partition, place);
      if (envelope === null) return null;
      return (await this.#toRefs(scope, [placeEnvelope(partition, envelope)]))[0] ?? null;
    };
    const place = { partition, pseq, collection: collection ?? '', stream, position };
    const { previous, next } = await findStreamNeighbours(this.#database, place);
    const inStream = async (event: string | undefined): Promise<EventRef | null> => {
      const ids = event === undefined ? [] : [event];
      const found = await findPlacedEvents(this.#database, scope, ids);
      return (await this.#toRefs(scope, found))[0] ?? null;
    };
    return {
      previousInLog: await inLog(pseq - 1),
      nextInLog: await inLog(pseq + 1),
      previousInStream: await inStream(previous?.eventId),
      nextInStream: await inStream(next?.eventId),
    };
  }

  async #listRows(
    scope: QueryScope,
    { event, partition, pseq }: PlacedEvent,
    causes: readonly { readonly event: string }[],
  ) {
    const { manager } = this.#database;
    const named = await findPlacedEvents(
      this.#database,
      scope,
      causes.map((cause) => cause.event),
    );
    const own = await readEventRows(manager, { partition, pseq });
    const changed = await Promise.all(named.map((target) => readEventRows(manager, target)));
    const isBy = (row: EventTableRow): boolean =>
      row.recordedBy === event || row.closedBy === event;
    const position = (value: number) => formatLogPosition({ partition, pseq: value });
    return [...own, ...changed.flat().filter(isBy)].map((row) => ({
      ...row,
      recordedFrom: position(row.recordedFrom),
      recordedTo: row.recordedTo === null ? null : position(row.recordedTo),
    }));
  }
}

/** Returns the events that the data of an event name, with the field. */
function listNamedEvents(envelope: Envelope) {
  const { type, data } = CATALOGUE.decode(envelope);
  const { schema } = CATALOGUE.getDefinition(type);
  return findReferences(schema, data).flatMap((reference) =>
    reference.to === 'event'
      ? [{ event: reference.id, relation: reference.path.split('.')[0] ?? '' }]
      : [],
  );
}

function placeEnvelope(partition: number, envelope: Envelope): PlacedEvent {
  const { id, source, subject, time, streamversion, pseq } = envelope;
  const [, collection = null] = /^\/collections\/(.+)$/.exec(source) ?? [];
  return {
    collection,
    event: id,
    partition,
    pseq,
    type: CATALOGUE.decode(envelope).type,
    stream: subject,
    streamVersion: streamversion,
    recordedAt: time,
  };
}

export const EVENT_CONTEXT_QUERIES = [FindEventContextQuery];
export const EVENT_CONTEXT_HANDLERS = [FindEventContextHandler];
