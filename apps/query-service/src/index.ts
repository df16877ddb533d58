export type { QueryResponse } from './query.ts';
export { QueryServiceModule } from './query-service.module.ts';
