import { type DomainEvent, type EventData, getValueAt } from '@rapporteur/contracts';
import type { PersistentMap } from './persistent-map.ts';

/** The event that retracted a fact or took an amendment back, among the retractions in order. */
export interface RetractionMark {
  readonly by: string;
  /** Its ordinal among the retractions of the collection. */
  readonly count: number;
}

/** The effect of an event about the record, as far as it can be taken back. */
type AmendmentEffect =
  | {
      readonly kind: 'correction';
      readonly fact: string;
      readonly field: string;
      readonly oldValue: unknown;
      readonly newValue: unknown;
    }
  | { readonly kind: 'retraction'; readonly target: string }
  | { readonly kind: 'resolution'; readonly conflict: string }
  | { readonly kind: 'other'; readonly type: DomainEvent['type'] };

/** An event about the record itself. */
export type Amendment = AmendmentEffect & {
  readonly stream: string;
  readonly retracted?: RetractionMark;
};

/** The values of a fact before its first correction, and its corrections in order. */
export interface CorrectedFact {
  readonly original: unknown;
  readonly corrections: readonly string[];
}

/** Returns the amendment of an event. */
export function toAmendment({ type, data }: DomainEvent, stream: string): Amendment {
  if (type === 'RecordCorrected') {
    const { target, field, oldValue, newValue } = data;
    return { kind: 'correction', fact: target, field, oldValue, newValue, stream };
  }
  if (type === 'RecordRetracted') return { kind: 'retraction', target: data.target, stream };
  if (type === 'ConflictResolved') return { kind: 'resolution', conflict: data.conflict, stream };
  return { kind: 'other', type, stream };
}

/** Returns the history of a fact after one more correction. */
export function addCorrection(
  corrected: CorrectedFact | undefined,
  id: string,
  current: unknown,
): CorrectedFact {
  if (corrected === undefined) return { original: current, corrections: [id] };
  return { ...corrected, corrections: [...corrected.corrections, id] };
}

/** Returns data with another value at a path. */
export function replaceValue(data: unknown, path: readonly string[], value: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (Array.isArray(data)) {
    return data.map((entry: unknown, index) =>
      String(index) === name ? replaceValue(entry, rest, value) : entry,
    );
  }
  const fields = data as Record<string, unknown>;
  return { ...fields, [name]: replaceValue(fields[name], rest, value) };
}

/** Returns the corrections of a fact that are in effect, without one of them. */
export function listCorrections(
  history: CorrectedFact | undefined,
  amendments: PersistentMap<string, Amendment>,
  omitted: string | null,
): readonly (Extract<Amendment, { readonly kind: 'correction' }> & { readonly id: string })[] {
  return (history?.corrections ?? []).flatMap((id) => {
    const amendment = amendments.get(id);
    const isInEffect = amendment?.retracted === undefined && id !== omitted;
    return amendment?.kind === 'correction' && isInEffect ? [{ ...amendment, id }] : [];
  });
}

/**
 * Returns the data of a fact with other corrections than it has; later ones keep their values.
 * Undefined if one of them changes a part of a value that the fact does not have.
 */
export function applyCorrections(
  original: unknown,
  corrections: readonly { readonly field: string; readonly newValue: unknown }[],
): unknown {
  let data = original;
  for (const { field, newValue } of corrections) {
    const path = field.split('.');
    if (getValueAt(data, path) === undefined) return undefined;
    data = replaceValue(data, path, newValue);
  }
  return data;
}

/** The data that a retraction restores. */
export type RestoredFact = NonNullable<EventData<'RecordRetracted'>['restores']>;
