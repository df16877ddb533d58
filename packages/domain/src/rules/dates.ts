import { getDateBounds, DateValue } from '@rapporteur/contracts';
import { getFields } from '../identity.ts';
import { createRejection } from '../rejection.ts';
import type { FactRule } from './rule.ts';

/** What began cannot have ended before. */
export const checkDateOrder: FactRule = (event) => {
  const fields = getFields(event);
  // Few facts have both, and finding out by the schema costs more than all other rules.
  if (!fields['startedOn'] || !fields['endedOn']) return [];
  const started = DateValue.safeParse(fields['startedOn']);
  const ended = DateValue.safeParse(fields['endedOn']);
  if (!started.success || !ended.success) return [];
  const { earliest } = getDateBounds(started.data);
  const { latest } = getDateBounds(ended.data);
  if (earliest === null || latest === null || earliest <= latest) return [];
  return [
    createRejection(
      'DOMAIN_DATES_REVERSED',
      `it is said to end ${ended.data.edtf}, before it began ${started.data.edtf}`,
      'check both dates against the passage',
      {
        field: 'endedOn',
      },
    ),
  ];
};
