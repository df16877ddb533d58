export { type BackoffOptions, ExponentialBackoff } from './backoff.ts';
export { maskAddress, maskSecrets, maskSecretsInJson } from './mask-secrets.ts';
export { isNetworkError } from './network-error.ts';
export { createPostgresSession } from './postgres-session.ts';
export { retry, type RetryOptions } from './retry.ts';
export { isTransientPostgresError } from './transient-postgres-error.ts';
