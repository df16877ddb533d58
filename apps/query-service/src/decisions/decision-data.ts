import { type DecisionView, STRENGTHS, toDateView } from '@rapporteur/read-models';
import { viewActors, viewRow } from '../row-view.ts';

/** Returns the public form of a decision, with its status on a day. */
export function viewDecision(row: DecisionView, day: string): Readonly<Record<string, unknown>> {
  const {
    agentField,
    agents,
    dueKind,
    dueOn,
    status,
    statusRule,
    statusEvent,
    statusHeldAsOf,
    statusPeriod,
    ...rest
  } = row;
  const statedStatus = {
    stated: true,
    status,
    rule: statusRule,
    day,
    event: statusEvent,
    heldAsOf: toDateView(statusHeldAsOf),
    period: toDateView(statusPeriod),
  };
  return {
    ...viewRow(rest, { dates: ['date', 'adoptedOn', 'period'] }),
    rung: row.strength === null ? null : STRENGTHS.indexOf(row.strength) + 1,
    due: { kind: dueKind, ...toDateView(dueOn) },
    agent: agentField === null ? null : { field: agentField, ...viewActors(agents) },
    status: status === null ? { stated: false, day } : statedStatus,
  };
}
