/** The injection tokens of the query service. */
export const CLOCK = Symbol('Clock');
export const LOG_ENDS = Symbol('LogEnds');
export const POSITION_WAIT = Symbol('PositionWait');
export const READ_MODEL_STATUSES = Symbol('ReadModelStatuses');
export const READ_POSITION_RESOLVER = Symbol('ReadPositionResolver');
export const DRAFTING_THREAD = Symbol('DraftingThread');
