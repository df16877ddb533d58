import {
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type Metrics, METRICS_TOKEN, toProblem } from '@rapporteur/platform';
import { type Observable, tap } from 'rxjs';
import { RoutedQuery } from './routed-query.ts';

/** Measures the duration of each query, and counts it by its HTTP status. */
@Injectable()
export class QueryMetricsInterceptor implements NestInterceptor {
  readonly #reflector: Reflector;
  readonly #metrics: Metrics;

  constructor(@Inject(Reflector) reflector: Reflector, @Inject(METRICS_TOKEN) metrics: Metrics) {
    this.#reflector = reflector;
    this.#metrics = metrics;
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { path: question } = this.#reflector.get(RoutedQuery, context.getHandler());
    const { answered, seconds } = this.#metrics.getRecorders('queries');
    const startedAt = performance.now();

    const record = (status: number): void => {
      answered.inc({ question, status });
      seconds.observe({ question }, (performance.now() - startedAt) / 1000);
    };
    return next
      .handle()
      .pipe(tap({ next: () => record(200), error: (error) => record(toProblem(error).status) }));
  }
}
