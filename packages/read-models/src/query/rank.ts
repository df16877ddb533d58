import { getDateBounds, type DateValue, type DecodedEvent } from '@rapporteur/contracts';

const SPEAKERS: Readonly<Record<string, number>> = { attributed: 1, narrated: 2, metadata: 3 };
const BASES = ['stated', 'context', 'relative', 'derived'];
const PRECISIONS = ['day', 'span', 'month', 'season', 'year', 'decade'];

/** Returns the rank of a date that an event states; smaller is better. */
export function rankOfAssertion({ data }: DecodedEvent, date: DateValue | null): number {
  const assertion = 'assertion' in data ? data.assertion : null;
  const speaker = SPEAKERS[assertion?.modality ?? ''] ?? 0;
  const basis = date === null ? 0 : BASES.indexOf(date.basis);
  const precision = date === null ? 9 : PRECISIONS.indexOf(getDateBounds(date).precision);
  return speaker * 100 + Math.max(basis, 0) * 10 + (precision === -1 ? 8 : precision);
}
