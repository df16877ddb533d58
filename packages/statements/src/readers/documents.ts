import type { EventData } from '@rapporteur/contracts';
import { readVerb } from './decisions.ts';
import { createReading, type Reading, toList, toPart } from './reading.ts';

export function readSourceDocument(
  data: EventData<'SourceDocumentRegistered'>,
): readonly Reading[] {
  const { title, docType, issuer, site, identifiers } = data;
  return [
    createReading('document', [toPart('document', data.document)], {
      title,
      docType,
      issuer: toList(issuer),
      site,
      identifiers,
    }),
  ];
}

export function readDocumentDescribed(data: EventData<'DocumentDescribed'>): readonly Reading[] {
  const { aspect, occurredOn, place, person } = data;
  const id = [toPart('document', data.document)];
  const authors = toList(person);
  switch (aspect) {
    case 'published':
      return [
        createReading('document', id, { publishedOn: occurredOn, publishedPlace: place, authors }),
      ];
    case 'datelined':
      return [
        createReading('document', id, { datelinedOn: occurredOn, datelinedPlace: place, authors }),
      ];
    case 'authored':
      return [createReading('document', id, { authors })];
  }
}

export function readDocumentAdopted(data: EventData<'DocumentAdopted'>): readonly Reading[] {
  const { title, docType, by, parties, meeting, adoptedOn, establishes } = data;
  return [
    createReading('document', [toPart('document', data.document)], {
      title,
      docType,
      verb: readVerb('DocumentAdopted', data),
      by: toList(by),
      parties,
      meeting,
      adoptedOn,
      establishes,
    }),
  ];
}

export function readDocumentAnnexed(data: EventData<'DocumentAnnexed'>): readonly Reading[] {
  const { extent, titleAsWritten } = data;
  const id = [toPart('document', data.parent), toPart('document', data.annex)];
  return [createReading('annex', id, { extent, titleAsWritten })];
}
