import { Query } from '@nestjs/cqrs';
import type { EventLog } from '@rapporteur/event-log';
import type { TextStore } from '@rapporteur/platform';
import type { Projection } from '@rapporteur/projection-runtime';
import type { QueryScope, PageRequest, SortKey } from '@rapporteur/read-models';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import type { CsvColumn } from './csv.ts';
import type { COMMON_PARAMETERS, PAGE_PARAMETERS } from './parameters.ts';
import type { PositionWaitOptions } from './position-wait.ts';

/** What a question is asked with, beside its parameters. */
export interface QueryContext<P> {
  readonly database: DataSource;
  readonly log: EventLog;
  readonly texts: TextStore;
  readonly at: QueryScope;
  /** The day for which what follows from dates is worked out: `asOf`, or today. */
  readonly day: string;
  readonly page: PageRequest;
  readonly parameters: P;
  /** What stands in the address: `meeting` of `meetings/{meeting}`. */
  readonly path: Readonly<Record<string, string>>;
}

/** What is told: the data, the rows of a table of them, and where the next page begins. */
export interface QueryResult {
  readonly data: unknown;
  /** The data as a table, for CSV; the data themselves where they are a list. */
  readonly rows?: readonly object[];
  readonly next?: SortKey | null;
}

/** One question that can be asked of a collection: its address, its parameters, and how it is answered. */
export interface QueryDefinition<P = never> {
  /** Below `/v1/collections/{collection}/`: `decisions/{decision}`. */
  readonly path: string;
  readonly tag: string;
  readonly doc: string;
  /** The read models on which the answer rests. */
  readonly projections: readonly Projection[];
  readonly parameters: z.ZodRawShape;
  /** The columns of the answer as a table. */
  readonly columns: readonly CsvColumn[];
  execute(asked: QueryContext<P>): Promise<QueryResult>;
}

type QueryParameters<S extends z.ZodRawShape> = z.output<z.ZodObject<S>>;

/** Defines a question; the types of its parameters follow from their schemas. */
export function defineQuery<S extends z.ZodRawShape>(
  question: Omit<QueryDefinition, 'parameters' | 'execute'> & {
    readonly parameters: S;
    execute(
      asked: QueryContext<QueryParameters<S & typeof COMMON_PARAMETERS & typeof PAGE_PARAMETERS>>,
    ): Promise<QueryResult>;
  },
): QueryDefinition {
  return question;
}

/** What a request says, on its way over the bus. */
export interface QueryRequest extends PositionWaitOptions {
  readonly collection: string;
  readonly path: Readonly<Record<string, string>>;
  readonly query: unknown;
}

/** A command of the collection that a read model cannot show, none of its events. */
export interface ParkedCommandView {
  readonly projection: string;
  readonly command: string;
  /** Where its first event lies. */
  readonly position: string;
  readonly code: string;
  readonly reason: string;
}

/** The answer to a question, in the envelope of every answer. */
export interface QueryResponse {
  readonly schemaVersion: 1;
  readonly collection: string;
  /** The position on which the whole answer rests. */
  readonly position: string;
  readonly asOf: string | null;
  readonly asOfRecorded: string | null;
  /** True where a read model that was asked cannot show part of the collection. */
  readonly incomplete: boolean;
  /** What it cannot show; left out where it shows everything. */
  readonly parked?: readonly ParkedCommandView[];
  readonly data: unknown;
  /** Where the next page begins; null: this is the end. */
  readonly next: string | null;
  /** Who says so and on which words, by the id of the event; left out where it was not asked for. */
  readonly sources?: Readonly<Record<string, unknown>>;
}

/** A question that was asked. */
export class CollectionQuery extends Query<PagedQueryResponse> {
  readonly question: QueryDefinition;
  readonly request: QueryRequest;

  constructor(question: QueryDefinition, request: QueryRequest) {
    super();
    this.question = question;
    this.request = request;
  }
}

/** An answer, of which the further pages can be had: all of them rest on the position of the first. */
export interface PagedQueryResponse {
  readonly answer: QueryResponse;
  /** True where a page was asked for: then the table is that page. */
  readonly onePage: boolean;
  /** The answer as a table, page after page. */
  rows(): AsyncIterable<readonly object[]>;
}
