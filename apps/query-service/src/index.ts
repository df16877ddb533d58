export type { Answer } from './question.ts';
export { QueryServiceModule } from './query-service.module.ts';
