import { DateView, PositionView, toDateView } from '@rapporteur/read-models';

/** A position in a response. */
export const PositionData = PositionView.extend({ date: DateView }).meta({ id: 'Position' });

export function toPositionData(row: PositionView) {
  return { ...row, date: toDateView(row.date) };
}
