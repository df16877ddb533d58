import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { EventLog } from '@rapporteur/event-log';
import { DATA_SOURCE, EVENT_LOG, TEXT_STORE, type TextStore } from '@rapporteur/platform';
import type { At, Page } from '@rapporteur/read-models';
import type { DataSource } from 'typeorm';
import { fingerprint, type PageStart, printCursor, readCursor } from './cursor.ts';
import { openedAt } from './known.ts';
import { Moments } from './moment.ts';
import { COMMON, LIMIT_MAX, readParameters } from './parameters.ts';
import { parkedAt } from './parked.ts';
import { printPosition } from './position.ts';
import {
  type Answer,
  type AnswerInPages,
  Ask,
  type Asked,
  type ParkedShown,
  type Question,
  type Request,
  type Told,
} from './question.ts';
import { sourcesOf } from './sources.ts';
import { CLOCK, MOMENTS } from './tokens.ts';
import { undivided } from './undivided.ts';

interface Parameters {
  readonly asOf?: string | undefined;
  readonly asOfRecorded?: string | undefined;
  readonly position?: string | undefined;
  readonly sources?: boolean | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** Answers every question: finds the position, asks the read models at it, and says who says so. */
@QueryHandler(Ask)
export class AskHandler implements IQueryHandler<Ask> {
  readonly #database: DataSource;
  readonly #log: EventLog;
  readonly #texts: TextStore;
  readonly #moments: Moments;
  readonly #clock: () => Date;

  constructor(
    @Inject(DATA_SOURCE) database: DataSource,
    @Inject(EVENT_LOG) log: EventLog,
    @Inject(TEXT_STORE) texts: TextStore,
    @Inject(MOMENTS) moments: Moments,
    @Inject(CLOCK) clock: () => Date,
  ) {
    this.#database = database;
    this.#log = log;
    this.#texts = texts;
    this.#moments = moments;
    this.#clock = clock;
  }

  async execute({ question, request }: Ask): Promise<AnswerInPages> {
    return undivided(this.#database.manager, question.projections, () =>
      this.#execute(question, request),
    );
  }

  async #execute(question: Question, request: Request): Promise<AnswerInPages> {
    const parameters: Parameters = readParameters(
      { ...COMMON, ...question.parameters },
      request.query,
    );
    const { collection, path } = request;
    const of = fingerprint({
      question: question.path,
      collection,
      path,
      parameters: { ...parameters },
    });
    const start = parameters.cursor === undefined ? null : readCursor(of, parameters.cursor);
    const at = await this.#at(question, request, parameters, start);
    const parked = await parkedAt(this.#database, question.projections, at);
    const ask = (page: Page) => this.#ask(question, { at, page, parameters, path: request.path });
    const told = await ask({ limit: parameters.limit ?? LIMIT_MAX, after: start?.after ?? null });
    const answer = await this.#answer({ told, parked }, at, parameters, of);
    // Whoever asks for a page gets that page as a table; whoever asks for none gets the whole.
    const onePage = start !== null || 'limit' in (request.query as object);
    return { answer, onePage, rows: () => rowsFrom(told, onePage ? null : ask) };
  }

  async #at(
    question: Question,
    request: Request,
    parameters: Parameters,
    start: PageStart | null,
  ): Promise<At> {
    const { collection, waitSeconds, signal } = request;
    const { position, asOf = null } = parameters;
    const asOfRecorded = start === null ? parameters.asOfRecorded : String(start.position);
    const wanted = { collection, position, asOfRecorded, waitSeconds, signal };
    const moment = await this.#moments.find(wanted, question.projections);
    return openedAt(this.#database, { ...moment, collection, asOf });
  }

  async #ask(
    question: Question,
    asked: Pick<Asked<Parameters>, 'at' | 'page' | 'parameters' | 'path'>,
  ): Promise<Told> {
    const day = asked.at.asOf ?? this.#clock().toISOString().slice(0, 10);
    const own = { database: this.#database, log: this.#log, texts: this.#texts };
    return question.answer({ ...own, day, ...asked } as unknown as Asked<never>);
  }

  async #answer(
    { told, parked }: { readonly told: Told; readonly parked: readonly ParkedShown[] },
    at: At,
    parameters: Parameters,
    of: string,
  ): Promise<Answer> {
    const { partition, position, collection, asOf } = at;
    const next =
      told.next === undefined || told.next === null
        ? null
        : printCursor(of, { position, after: told.next });
    const sources =
      parameters.sources === false
        ? {}
        : { sources: await sourcesOf(this.#database, this.#texts, at, told.data) };
    return {
      schemaVersion: 1,
      collection,
      position: printPosition(partition, position),
      asOf,
      asOfRecorded: parameters.asOfRecorded ?? null,
      incomplete: parked.length > 0,
      ...(parked.length > 0 ? { parked } : {}),
      data: told.data,
      next,
      ...sources,
    };
  }
}

async function* rowsFrom(
  first: Told,
  ask: ((page: Page) => Promise<Told>) | null,
): AsyncGenerator<readonly object[]> {
  const rowsOf = ({ rows, data }: Told) =>
    rows ?? (Array.isArray(data) ? (data as readonly object[]) : []);
  yield rowsOf(first);
  if (ask === null) return;
  for (let after = first.next ?? null; after !== null;) {
    const told = await ask({ limit: LIMIT_MAX, after });
    yield rowsOf(told);
    after = told.next ?? null;
  }
}
