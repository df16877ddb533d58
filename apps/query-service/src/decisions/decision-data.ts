import {
  ConsiderationView,
  DATE_VIEW,
  DateView,
  DecisionStatus,
  DecisionView,
  statedValue,
  STRENGTHS,
  toDateView,
} from '@rapporteur/read-models';
import { z } from 'zod';
import { withStatements } from '../statements.ts';
import { ACTORS_VIEW, toActorsView, toRowData } from '../row-data.ts';

const DueDate = statedValue({
  name: 'DueDate',
  description: 'The day at which it is due or scheduled.',
  stated: DATE_VIEW,
  known: { kind: DecisionView.shape.dueKind },
});

const Agent = statedValue({
  name: 'DecisionAgent',
  description: 'The agents of a decision, in the order of the source.',
  stated: ACTORS_VIEW,
  known: { field: DecisionView.shape.agentField.unwrap() },
});

const Status = statedValue({
  name: 'DecisionStatus',
  description: 'The status of a decision on a day, and the reason for it.',
  stated: {
    status: DecisionStatus,
    rule: DecisionView.shape.statusRule,
    event: DecisionView.shape.statusEvent,
    heldAsOf: DateView,
    period: DateView,
  },
  known: { day: z.string() },
});

const DecisionFields = z.object({
  ...DecisionView.shape,
  date: DateView,
  adoptedOn: DateView,
  period: DateView,
  rung: z
    .int()
    .nullable()
    .meta({ description: 'Its strength as a number, from 1, the strongest.' }),
  due: DueDate,
  agent: Agent.nullable().meta({ description: 'Null: facts of this type have no agent.' }),
  status: Status,
});

/** A decision, agreement or plan, with its status on a day. */
export const DecisionData = DecisionFields.omit({
  agentField: true,
  agents: true,
  dueKind: true,
  dueOn: true,
  statusRule: true,
  statusEvent: true,
  statusHeldAsOf: true,
  statusPeriod: true,
}).meta({
  id: 'Decision',
  description: 'A decision, agreement or plan, with its status on a day.',
});
type DecisionData = z.output<typeof DecisionData>;

/** A matter that a meeting considered. */
export const Consideration = ConsiderationView.meta({
  id: 'Consideration',
  description: 'A matter that a meeting considered; considering is not deciding.',
});

/** Returns the public form of a decision, with its status on a day. */
export function toDecisionData(row: DecisionView, day: string, statements = false): DecisionData {
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
    rule: statusRule,
    day,
    event: statusEvent,
    heldAsOf: toDateView(statusHeldAsOf),
    period: toDateView(statusPeriod),
  };
  return {
    ...toRowData(withStatements(rest, statements), { dates: ['date', 'adoptedOn', 'period'] }),
    rung: row.strength === null ? null : STRENGTHS.indexOf(row.strength) + 1,
    due: { kind: dueKind, ...toDateView(dueOn) },
    agent: agentField === null ? null : { field: agentField, ...toActorsView(agents) },
    status: status === null ? { stated: false, day } : { stated: true, status, ...statedStatus },
  };
}
