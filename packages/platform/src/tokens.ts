/** The injection tokens. Constructor injection always uses an explicit token. */
export const SETTINGS_TOKEN = Symbol('Settings');
export const EVENT_LOG = Symbol('EventLog');
/** The TypeORM DataSource of the read models. */
export const DATA_SOURCE = Symbol('DataSource');
export const TEXT_STORE = Symbol('TextStore');
export const COMMAND_RUNTIME = Symbol('CommandRuntime');
export const LOGGER = Symbol('Logger');
/**
 * An AbortSignal that aborts when the application begins to stop, before it waits for open
 * requests.
 */
export const STOPPING = Symbol('Stopping');
export const API_DOCS = Symbol('ApiDocs');
export const READINESS = Symbol('Readiness');
export const METRICS_TOKEN = Symbol('Metrics');
