export { QueryServiceModule } from './query-service.module.ts';
