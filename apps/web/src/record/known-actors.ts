import { type KnownActor, toActorKind } from '@rapporteur/drafting';
import type { Schemas } from '../api/query-answers.ts';

/** Returns an actor of the record. A body may have a kind that no actor has, such as a joint session. */
export function toKnownActor({ kind, ...actor }: Schemas['KnownActor']): KnownActor {
  return {
    ...actor,
    kind: kind === 'joint-session' || kind === 'meeting-series' ? toActorKind(kind) : kind,
  };
}
