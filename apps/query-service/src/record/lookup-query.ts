import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type EventLog, parseLogPosition } from '@rapporteur/event-log';
import { DATA_SOURCE, EVENT_LOG } from '@rapporteur/platform';
import {
  listDocumentsOfHash,
  listEventsOfCommand,
  type QueryScope,
  readonlyArray,
  TIMELINE,
} from '@rapporteur/read-models';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { defineQuery } from '../collection-query.ts';
import { fieldColumns } from '../csv.ts';
import { textParameter } from '../parameters.ts';
import { findPlacedEvents, placeEvent, type PlacedEvent, toEventRefs } from './event-refs.ts';
import { readEnvelope } from './record-events.ts';

const SHA256 = /^[0-9a-f]{64}$/;

const LookupResult = z
  .object({
    kind: z.enum(['event', 'document']),
    by: z.enum(['event', 'position', 'command', 'text', 'original']).meta({
      description: 'The meaning of the requested words: the id of an event or command, …',
    }),
    collection: z.string(),
    id: z.string(),
    position: z.string().nullable(),
    type: z.string().nullable(),
    sentence: z.string().nullable(),
  })
  .meta({ id: 'LookupResult', description: 'An event or document that an id or hash names.' });
type LookupResult = z.output<typeof LookupResult>;

export class LookUpQuery extends defineQuery({
  path: 'lookup',
  tag: 'record',
  summary:
    'The events and documents that an id, a position or a hash names: of an event, a command, a ' +
    'text, or the file of a text.',
  projections: [TIMELINE],
  paged: false,
  parameters: { id: textParameter('The id, the position (0:42) or the SHA-256') },
  columns: fieldColumns('kind', 'by', 'id', 'position', 'type', 'sentence', 'collection'),
  answer: readonlyArray(LookupResult),
}) {}

@QueryHandler(LookUpQuery)
class LookUpHandler implements IQueryHandler<LookUpQuery> {
  readonly #database: DataSource;
  readonly #log: EventLog;

  constructor(@Inject(DATA_SOURCE) database: DataSource, @Inject(EVENT_LOG) log: EventLog) {
    this.#database = database;
    this.#log = log;
  }

  async execute({ scope, parameters: { id = '' } }: LookUpQuery) {
    const found = [
      ...(await this.#findAtPosition(scope, id)),
      ...(await this.#toFound(scope, 'event', await findPlacedEvents(this.#database, scope, [id]))),
      ...(await this.#findCommand(scope, id)),
      ...(await this.#findDocuments(scope, id)),
    ];
    return { data: found };
  }

  async #findAtPosition(scope: QueryScope, text: string): Promise<readonly LookupResult[]> {
    const position = parseLogPosition(text);
    if (position === undefined) return [];
    const partition = position.partition ?? (this.#log.partitions === 1 ? 0 : undefined);
    const isKnown = scope.collections.some(
      (each) => each.partition === partition && position.pseq <= each.position,
    );
    if (partition === undefined || !isKnown) return [];
    const envelope = await readEnvelope(this.#log, partition, position.pseq);
    const ids = envelope === null ? [] : [envelope.id];
    return this.#toFound(scope, 'position', await findPlacedEvents(this.#database, scope, ids));
  }

  async #findCommand(scope: QueryScope, id: string): Promise<readonly LookupResult[]> {
    if (id === '') return [];
    const events = await listEventsOfCommand(this.#database, scope, id);
    return this.#toFound(
      scope,
      'command',
      events.map((event) => placeEvent(scope, event)),
    );
  }

  async #findDocuments(scope: QueryScope, sha256: string): Promise<readonly LookupResult[]> {
    if (!SHA256.test(sha256)) return [];
    const documents = await listDocumentsOfHash(this.#database, scope, sha256);
    return documents.map(({ collection, document, of }) => ({
      kind: 'document',
      by: of,
      collection,
      id: document,
      position: null,
      type: null,
      sentence: null,
    }));
  }

  async #toFound(
    scope: QueryScope,
    by: LookupResult['by'],
    events: readonly PlacedEvent[],
  ): Promise<readonly LookupResult[]> {
    const refs = await toEventRefs(this.#database, scope, events);
    return refs.flatMap(({ collection, event: id, position, type, sentence }) =>
      collection === null ? [] : [{ kind: 'event', by, collection, id, position, type, sentence }],
    );
  }
}

export const LOOKUP_QUERIES = [LookUpQuery];
export const LOOKUP_HANDLERS = [LookUpHandler];
