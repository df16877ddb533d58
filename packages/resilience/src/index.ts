export { type BackoffOptions, ExponentialBackoff } from './backoff.ts';
export { createFolder } from './create-folder.ts';
export { ExplainedFailure, explainFailure, type FailureSubject } from './explained-failure.ts';
export { FAILURE_CAUSES, type FailureArea, type FailureKind } from './failure-causes.ts';
export { maskAddress, maskSecrets, maskSecretsInJson } from './mask-secrets.ts';
export { isNetworkError } from './network-error.ts';
export { createPostgresSession, findPostgresUrlError } from './postgres-session.ts';
export { retry, type RetryOptions } from './retry.ts';
export { isTransientPostgresError } from './transient-postgres-error.ts';
