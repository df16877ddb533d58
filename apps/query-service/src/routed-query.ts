import { Reflector } from '@nestjs/core';
import type { QueryDefinition } from './collection-query.ts';

/** The definition of the query that a route answers, for interceptors. */
export const RoutedQuery = Reflector.createDecorator<QueryDefinition>();
