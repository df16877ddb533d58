import { type Envelope, serializeEvent } from '@rapporteur/contracts';
import type { Bytes, Head } from '../port.ts';

/**
 * The fields of a sample event that a test sets; the others are chosen so that it continues
 * `after`.
 */
export type SampleEventFields = Partial<Envelope> & { readonly after?: Head };

/**
 * Returns a valid envelope that continues `after`; default: the WriterOpened at term 1 and pseq 0.
 */
export function sampleEnvelope({ after, ...given }: SampleEventFields = {}): Envelope {
  const pseq = given.pseq ?? (after?.pseq ?? 0) + 1;
  const commandid = given.commandid ?? `command-${pseq}`;
  return {
    specversion: '1.0',
    id: `${commandid}.1`,
    type: 'org.rapporteur.meeting-held.v1',
    source: '/collections/sco',
    subject: `meeting-sample-${pseq}`,
    time: after?.time || '2026-01-01T00:00:00.000Z',
    streamversion: 1,
    term: after?.term || 1,
    actor: 'recorder-1',
    data: { title: `Event ${pseq}` },
    ...given,
    pseq,
    commandid,
  };
}

/** Returns the bytes of a {@link sampleEnvelope}. */
export function sampleEvent(given: SampleEventFields = {}): Bytes {
  return serializeEvent(sampleEnvelope(given));
}

/** Returns the bytes of `count` events of one command that continue `after`. */
export function sampleEvents(count: number, after: Head, given: Partial<Envelope> = {}): Bytes[] {
  const commandid = given.commandid ?? `command-${after.pseq + 1}`;
  return Array.from({ length: count }, (_, index) =>
    sampleEvent({
      after,
      ...given,
      pseq: after.pseq + 1 + index,
      commandid,
      id: `${commandid}.${index + 1}`,
    }),
  );
}
