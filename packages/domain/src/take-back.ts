import type { DomainEvent, RetractRecord } from '@rapporteur/contracts';
import { checkNamedId } from './amendment-checks.ts';
import {
  type Amendment,
  applyCorrections,
  listCorrections,
  type RestoredFact,
} from './amendments.ts';
import { getDefinition } from './identity.ts';
import { checkMergeTarget } from './merge-records.ts';
import { createRuleContext, findExistingFact, findRejections } from './record-facts.ts';
import { createRejection, type Rejection } from './rejection.ts';
import type { CollectionState } from './state.ts';

/** The effect of taking an amendment back, or the reasons why it cannot be. */
export type TakeBack =
  | { readonly restores: RestoredFact | null }
  | { readonly rejections: readonly Rejection[] };

/** Returns whether an amendment changes the record so that it can be taken back. */
function canBeTakenBack(state: CollectionState, { kind, ...rest }: Amendment): boolean {
  if (kind === 'correction' || kind === 'resolution') return true;
  // A retraction of an amendment is not taken back: the amendment is recorded again.
  return kind === 'retraction' && 'target' in rest && state.facts.has(rest.target);
}

/** Returns the effect of taking back an amendment that is in effect. */
export function takeBack(state: CollectionState, id: string, amendment: Amendment): TakeBack {
  switch (amendment.kind) {
    case 'correction':
      return takeBackCorrection(state, id, amendment);
    case 'retraction':
      return takeBackRetraction(state, id, amendment.target);
    case 'resolution':
      // A resolved conflict never ends, so it opens again. The conflicts are brought up to date then.
      return { restores: null };
    case 'other':
      return { rejections: [rejectOther(id, amendment.type)] };
  }
}

function takeBackCorrection(
  state: CollectionState,
  id: string,
  { fact: factId, field }: Extract<Amendment, { readonly kind: 'correction' }>,
): TakeBack {
  const fact = state.facts.get(factId);
  const history = state.corrected.get(factId);
  if (fact === undefined || history === undefined)
    throw new Error(`The correction ${id} must be of a fact of the record.`);

  if (fact.retracted !== undefined) {
    return reject('DOMAIN_RECORD_RETRACTED', {
      message: `The fact \`${factId}\`, which it corrects, was retracted.`,
      remedy: 'Take back that retraction first.',
      event: fact.retracted.by,
    });
  }

  const { schema, wireType } = getDefinition(fact.event);
  const corrections = listCorrections(history, state.amendments, id);
  const parsed = schema.safeParse(applyCorrections(history.original, corrections));
  if (!parsed.success) {
    return reject('DOMAIN_VALUE_INVALID', {
      message: `A later correction of \`${factId}\` depends on the value of \`${field}\`.`,
      remedy: 'Take back the later correction first.',
      event: factId,
    });
  }
  const recordedBy = corrections.at(-1)?.id ?? factId;
  return { restores: { event: factId, recordedBy, type: wireType, data: toData(parsed.data) } };
}

function takeBackRetraction(state: CollectionState, id: string, target: string): TakeBack {
  const fact = state.facts.get(target);
  if (fact === undefined) return { rejections: [rejectOther(id, 'RecordRetracted')] };
  const { wireType } = getDefinition(fact.event);
  const corrections = listCorrections(state.corrected.get(target), state.amendments, null);
  const recordedBy = corrections.at(-1)?.id ?? target;
  const data = toData(fact.event.data);
  return { restores: { event: target, recordedBy, type: wireType, data } };
}

// Data of an event are JSON.
function toData(data: unknown): RestoredFact['data'] {
  return data as RestoredFact['data'];
}

function reject(
  code: Rejection['code'],
  texts: { readonly message: string; readonly remedy: string; readonly event: string },
): TakeBack {
  return { rejections: [createRejection(code, { ...texts, field: 'target' })] };
}

function rejectOther(id: string, type: DomainEvent['type']): Rejection {
  const remedy =
    type === 'RecordRetracted'
      ? 'Record the amendment again that it took back.'
      : 'Name a fact, merger, link, correction, retraction or resolution.';
  return createRejection('DOMAIN_NOT_A_FACT', {
    message: `The event \`${id}\` (${type}) cannot be retracted.`,
    remedy,
    field: 'target',
    event: id,
  });
}

/**
 * Returns the rejections of facts that are valid again. `before` is the state without them,
 * `after` the state with all of them: they may refer to each other.
 */
export function checkRestored(
  before: CollectionState,
  after: CollectionState,
  restored: readonly RestoredFact[],
): readonly Rejection[] {
  return restored.flatMap(({ event: id, data }) => {
    const fact = before.facts.get(id);
    if (fact === undefined) return [];
    const event = { type: fact.event.type, data } as unknown as DomainEvent;
    const byRules = findRejections(event, '', createRuleContext(after)).map((rejection) => ({
      ...rejection,
      field: 'target',
      event: rejection.event ?? id,
    }));
    return fact.retracted === undefined
      ? byRules
      : [...byRules, ...checkRecordedAgain(before, id, event), ...checkMerger(before, event)];
  });
}

/** A retracted fact may have been recorded again. Documents register the same bodies anyway. */
function checkRecordedAgain(
  state: CollectionState,
  id: string,
  event: DomainEvent,
): readonly Rejection[] {
  const existing = findExistingFact(state, event);
  if (existing === undefined || event.type === 'BodyRegistered') return [];
  return [
    createRejection('DOMAIN_RECORDED_AGAIN', {
      message: `The fact \`${id}\` was recorded again as \`${existing.id}\`.`,
      remedy: 'Leave its retraction as it is, or retract the newer one first.',
      field: 'target',
      event: existing.id,
    }),
  ];
}

function checkMerger(state: CollectionState, event: DomainEvent): readonly Rejection[] {
  if (event.type !== 'RecordsMerged') return [];
  const { kind, merged, into } = event.data;
  const code = 'DOMAIN_MERGE_UNKNOWN';
  return [
    ...checkNamedId(state, { kind, id: merged, field: 'target', code }),
    ...checkNamedId(state, { kind, id: into, field: 'target', code }),
    ...checkMergeTarget(state, { kind, into }).map((each) => ({ ...each, field: 'target' })),
  ];
}

/** Returns the ids of everything that a command recorded and that is in effect. */
export function listEffects(
  state: CollectionState,
  commandId: NonNullable<RetractRecord['command']>,
): { readonly isKnown: boolean; readonly ids: readonly string[] } {
  const ids: string[] = [];
  let n = 1;
  for (; ; n += 1) {
    const id = `${commandId}.${n}`;
    const fact = state.facts.get(id);
    const amendment = state.amendments.get(id);
    if (fact === undefined && amendment === undefined) break;
    const isInEffect = (fact ?? amendment)?.retracted === undefined;
    const isRetractable =
      fact !== undefined || (amendment !== undefined && canBeTakenBack(state, amendment));
    if (isInEffect && isRetractable) ids.push(id);
  }
  return { isKnown: n > 1, ids };
}
