export { retry, type RetryOptions } from './retry.ts';
export { isTransientPostgresError, POSTGRES_ERROR_CODE } from './transient-postgres-error.ts';
