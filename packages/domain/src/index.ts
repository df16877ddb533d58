export { getAddressedStream, decide } from './decide.ts';
export type { Decision, NewEvent } from './decision.ts';
export { type SimilarId, findSimilarIds } from './near-misses.ts';
export { PersistentMap } from './persistent-map.ts';
export type { Rejection, RejectionCode } from './refusal.ts';
export {
  applyEvent,
  type CollectionState,
  evolve,
  findLastRetraction,
  createCollectionState,
  type CurrentFact,
} from './state.ts';
