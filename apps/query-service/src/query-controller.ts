import { Inject } from '@nestjs/common';
import { QueryExecutor } from './query-executor.ts';

/** The base of the controllers of queries on a collection. */
export abstract class QueryController {
  protected readonly queries: QueryExecutor;

  constructor(@Inject(QueryExecutor) queries: QueryExecutor) {
    this.queries = queries;
  }
}
