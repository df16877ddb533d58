import { type DecisionView, STRENGTHS, toDateView } from '@rapporteur/read-models';
import { toActorsView, toRowData } from '../row-data.ts';

/** Returns the public form of a decision, with its status on a day. */
export function toDecisionData(row: DecisionView, day: string): Readonly<Record<string, unknown>> {
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
    ...toRowData(rest, { dates: ['date', 'adoptedOn', 'period'] }),
    rung: row.strength === null ? null : STRENGTHS.indexOf(row.strength) + 1,
    due: { kind: dueKind, ...toDateView(dueOn) },
    agent: agentField === null ? null : { field: agentField, ...toActorsView(agents) },
    status: status === null ? { stated: false, day } : statedStatus,
  };
}
