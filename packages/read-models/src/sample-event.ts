import { CATALOGUE, type EventType, type Recorded } from '@rapporteur/contracts';

const examplePassage = {
  document: 'note-44',
  documentSha256: '0'.repeat(64),
  start: 0,
  end: 10,
  sha256: '1'.repeat(64),
  line: 1,
};

/** A recorded event for a suite: what is left out is not stated, as in a command. */
export function aRecorded(type: EventType, data: Readonly<Record<string, unknown>>, pseq = 1): Recorded {
  const definition = CATALOGUE.definitionOf(type);
  const isFact = 'assertion' in definition.schema.shape;
  const assertion = { passages: [examplePassage], modality: 'reported' };
  const parsed = definition.parse(isFact ? { assertion, ...data } : data);
  return CATALOGUE.decode({
    specversion: '1.0',
    id: `c${pseq}.1`,
    type: definition.wireType,
    source: '/collections/sco',
    subject: definition.stream?.(parsed) ?? 'collection-sco',
    time: '2026-01-01T00:00:00.000Z',
    streamversion: 1,
    pseq,
    term: 1,
    commandid: `c${pseq}`,
    data: parsed,
  });
}
