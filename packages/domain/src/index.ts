export { isOpenConflict } from './conflict-state.ts';
export { decide, getAddressedStream } from './decide.ts';
export type { Decision, NewEvent } from './decision.ts';
export { PersistentMap } from './persistent-map.ts';
export { findRecordedActor, type RecordedActor } from './recorded-actors.ts';
export type { Rejection, RejectionCode } from './rejection.ts';
export { findSimilarIds, type SimilarId } from './similar-ids.ts';
export type { CurrentFact } from './fact-index.ts';
export { type CollectionState, evolve, findLastRetraction } from './state.ts';
