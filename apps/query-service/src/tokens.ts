/** What is injected within the query service, by name. */
export const READ_POSITION_RESOLVER = Symbol('Moments');
export const CLOCK = Symbol('Clock');
export const LOG_ENDS = Symbol('LogEnds');
export const POSITION_WAIT = Symbol('PositionWait');
export const READ_MODEL_STATUSES = Symbol('ReadModelStatuses');
