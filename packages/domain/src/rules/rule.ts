import type { DomainEvent, Referent } from '@rapporteur/contracts';
import type { Rejection } from '../rejection.ts';
import type { CollectionState } from '../state.ts';

/** What a rule may look at besides the fact. */
export interface RuleContext {
  readonly state: CollectionState;
  /** Whether an id is known to the record, or comes into it with this very command. */
  isKnown(referent: Referent, id: string): boolean;
  /** A sentence that points out an id which nearly equals an unknown one, or says what to do. */
  formatFix(referent: Referent, id: string, otherwise: string): string;
}

/** Refuses a fact, with a field relative to the fact's data; an empty list lets it pass. */
export type FactRule = (event: DomainEvent, context: RuleContext) => readonly Rejection[];
