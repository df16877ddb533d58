import type { DomainEvent, Referent } from '@rapporteur/contracts';
import type { Rejection } from '../rejection.ts';
import type { CollectionState } from '../state.ts';

/** The input of a rule besides the fact. */
export interface RuleContext {
  readonly state: CollectionState;
  /** Returns whether the record knows an id, or this command introduces it. */
  isKnown(referent: Referent, id: string): boolean;
  /** Returns a remedy for an unknown id: a similar known id, and the given alternative. */
  formatFix(referent: Referent, id: string, alternative: string): string;
}

/** Returns the rejections of a fact, with fields relative to its data; an empty list accepts it. */
export type FactRule = (event: DomainEvent, context: RuleContext) => readonly Rejection[];
