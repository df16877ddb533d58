export { PostgresLog, type PostgresLogOptions } from './postgres-log.ts';
