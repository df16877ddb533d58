import type { EventData } from '@rapporteur/contracts';
import { createRow, type EntityValues, type ProjectedRow } from '@rapporteur/projection-runtime';
import { dateColumns } from '../world-date.ts';
import { SourceRow } from './source-entities.ts';

function sourceRows(
  document: string,
  entry: string,
  data: SourceRow['data'],
  values: Partial<EntityValues<SourceRow>>,
): readonly ProjectedRow[] {
  return [createRow(SourceRow, { document, entry, data, ...values })];
}

export function registrationRows(
  data: EventData<'SourceDocumentRegistered'>,
): readonly ProjectedRow[] {
  const { document, sha256, extent, about } = data;
  return sourceRows(document, 'registered', data, { sha256, extent, aboutMeeting: about });
}

export function descriptionRows(data: EventData<'DocumentDescribed'>): readonly ProjectedRow[] {
  return sourceRows(data.document, 'described', data, dateColumns('occurred', data.occurredOn));
}

export function adoptionRows(data: EventData<'DocumentAdopted'>): readonly ProjectedRow[] {
  return sourceRows(data.document, 'adopted', data, dateColumns('occurred', data.adoptedOn));
}

export function annexRows(data: EventData<'DocumentAnnexed'>): readonly ProjectedRow[] {
  const { annex, parent, extent, span } = data;
  const place = { spanStart: span?.start ?? null, spanEnd: span?.end ?? null };
  return sourceRows(annex, 'annexed', data, { parent, extent, ...place });
}

/** The newer text becomes the current one. */
export function supersessionRows(data: EventData<'DocumentSuperseded'>): readonly ProjectedRow[] {
  return sourceRows(data.document, 'superseded', data, { sha256: data.next });
}
