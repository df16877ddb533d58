import { DateValue, getDateBounds } from '@rapporteur/contracts';
import { getFields } from '../identity.ts';
import { createRejection } from '../rejection.ts';
import type { FactRule } from './rule.ts';

/** An end date must not be before the start date. */
export const checkDateOrder: FactRule = (event) => {
  const fields = getFields(event);
  // Few facts have both dates, and parsing a date costs more than all other rules.
  if (!fields['startedOn'] || !fields['endedOn']) return [];
  const started = DateValue.safeParse(fields['startedOn']);
  const ended = DateValue.safeParse(fields['endedOn']);
  if (!started.success || !ended.success) return [];

  const { earliest } = getDateBounds(started.data);
  const { latest } = getDateBounds(ended.data);
  if (earliest === null || latest === null || earliest <= latest) return [];

  return [
    createRejection('DOMAIN_DATES_REVERSED', {
      message: `The end ${ended.data.edtf} is before the start ${started.data.edtf}.`,
      remedy: 'Check both dates against the passage.',
      field: 'endedOn',
    }),
  ];
};
