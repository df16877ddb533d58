export { getAddressedStream, decide } from './decide.ts';
export type { Decision, NewEvent } from './decision.ts';
export { type SimilarId, findSimilarIds } from './similar-ids.ts';
export { PersistentMap } from './persistent-map.ts';
export type { Rejection, RejectionCode } from './rejection.ts';
export {
  applyEvent,
  type CollectionState,
  evolve,
  findLastRetraction,
  createCollectionState,
  type CurrentFact,
} from './state.ts';
