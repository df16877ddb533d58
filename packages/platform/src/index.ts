export { ApiDocs } from './api-docs.ts';
export {
  type ApiPart,
  describeParameter,
  type JsonObject,
  jsonResponse,
  ndjsonResponse,
  textResponse,
  OTHER_PROBLEMS,
  problemResponse,
  SharedSchemas,
} from './api-part.ts';
export { getExitCode, formatError } from './startup-error.ts';
export { StoredText, computeSha256, type TextExcerpt } from './stored-text.ts';
export {
  BODY_BYTES_MAX,
  createHttpApp,
  DOCUMENT_TYPES,
  JSON_TYPE,
  NDJSON_TYPE,
  requireContentType,
  TEXT_TYPE,
} from './http-app.ts';
export { continueWithoutOutput } from './lost-output.ts';
export { createLogger, type Logger, createSilentLogger } from './logger.ts';
export { type ScrapeCallback, Metrics, type Recorders } from './metrics.ts';
export { METRICS, type MetricSpec } from './metric-list.ts';
export {
  assertLogUsable,
  openEventLog,
  type OpenEventLogOptions,
  openLogForInspection,
} from './open-event-log.ts';
export { PlatformModule, type PlatformOptions } from './platform-module.ts';
export {
  Problem,
  PROBLEM_CONTENT_TYPE,
  PROBLEM_TYPE_BASE,
  type ProblemDetails,
  ProblemSchema,
} from './problem.ts';
export { ProblemFilter, toProblem } from './problem-filter.ts';
export { Readiness, type ReadinessCheck } from './readiness.ts';
export { type ReadyMessage, runApp } from './run-app.ts';
export { type CloseResource, type RunningService, serve } from './serve.ts';
export {
  readSettings,
  redactSettings,
  type Setting,
  SETTINGS,
  type Settings,
  SettingsError,
  settingsHelp,
} from './settings.ts';
export { type AppDefinition, assertTextFolder } from './start-app.ts';
export { JSON_DEPTH_MAX, parseStrictJson } from './strict-json.ts';
export {
  FolderTextStore,
  type PutTextResult,
  TEXT_BYTES_MAX,
  type TextEntry,
  type TextStore,
} from './text-store.ts';
export * from './tokens.ts';
export { startStopDeadline } from './stop-deadline.ts';
