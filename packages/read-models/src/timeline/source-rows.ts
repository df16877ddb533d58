import type { EventData } from '@rapporteur/contracts';
import type { ProjectedRow } from '@rapporteur/projection-runtime';
import { dateColumns } from '../world-date.ts';

function sourceRows(
  document: string,
  entry: string,
  data: object,
  values: ProjectedRow['values'],
): readonly ProjectedRow[] {
  return [{ table: 'sources', values: { document, entry, data, ...values } }];
}

export function registrationRows(
  data: EventData<'SourceDocumentRegistered'>,
): readonly ProjectedRow[] {
  const { document, sha256, extent, about } = data;
  return sourceRows(document, 'registered', data, { sha256, extent, about_meeting: about });
}

export function descriptionRows(data: EventData<'DocumentDescribed'>): readonly ProjectedRow[] {
  return sourceRows(data.document, 'described', data, dateColumns('occurred', data.occurredOn));
}

export function adoptionRows(data: EventData<'DocumentAdopted'>): readonly ProjectedRow[] {
  return sourceRows(data.document, 'adopted', data, dateColumns('occurred', data.adoptedOn));
}

export function annexRows(data: EventData<'DocumentAnnexed'>): readonly ProjectedRow[] {
  const { annex, parent, extent, span } = data;
  const place = { span_start: span?.start ?? null, span_end: span?.end ?? null };
  return sourceRows(annex, 'annexed', data, { parent, extent, ...place });
}

/** The newer text becomes the current one. */
export function supersessionRows(data: EventData<'DocumentSuperseded'>): readonly ProjectedRow[] {
  return sourceRows(data.document, 'superseded', data, { sha256: data.next });
}
