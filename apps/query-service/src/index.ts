export type { QueryResponse } from './question.ts';
export { QueryServiceModule } from './query-service.module.ts';
