import { type Envelope, serializeEvent } from '@rapporteur/contracts';
import type { Bytes, Head } from '../port.ts';

/** What a test may say of a sample event; the rest is filled in so that it continues `after`. */
export type SampleEventFields = Partial<Envelope> & { readonly after?: Head };

/** A valid event envelope that continues `after` (default: term 1, pseq 0 taken by its WriterOpened). */
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

/** The bytes of {@link sampleEnvelope}. */
export function sampleEvent(given: SampleEventFields = {}): Bytes {
  return serializeEvent(sampleEnvelope(given));
}

/** The bytes of `count` events of one command that continue `after`. */
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
