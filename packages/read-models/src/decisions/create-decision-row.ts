import type { Assertion, EventType } from '@rapporteur/contracts';
import { createRow, type EntityValues, type ProjectedRow } from '@rapporteur/projection-runtime';
import {
  classifyStrength,
  getSpeaker,
  SPEAKERS,
  type Strength,
  STRENGTHS,
} from '@rapporteur/statements';
import { DecisionRow } from './decision-entities.ts';
import { sourceColumns } from './row.ts';

export type DecisionColumns = Partial<EntityValues<DecisionRow>>;

interface DecisionValues extends DecisionColumns {
  readonly verb: string | null;
}

/** The strengths and those that no verb gives. */
const STRENGTH_RANKS = STRENGTHS.length + 1;

/** A row of the table of decisions. */
export function createDecisionRow(
  type: EventType,
  { assertion }: { readonly assertion: Assertion },
  values: DecisionValues,
): ProjectedRow {
  const strength = classifyStrength(type, values.verb);
  return createRow(DecisionRow, {
    eventType: type,
    strength,
    rank: rankDecision(assertion, strength),
    commitment: false,
    details: {},
    ...sourceColumns(assertion),
    ...values,
  });
}

// The best speaker's strongest verb leads, as in the order of statements.
function rankDecision(assertion: Assertion, strength: Strength | null): number {
  const level = strength === null ? STRENGTHS.length : STRENGTHS.indexOf(strength);
  return SPEAKERS.indexOf(getSpeaker(assertion)) * STRENGTH_RANKS + level;
}
