import { listIntroducedThings, type Referent, type RetractRecord } from '@rapporteur/contracts';
import { checkEvidence } from './amendment-checks.ts';
import type { RestoredFact } from './amendments.ts';
import { updateConflicts } from './conflicts.ts';
import { type Decision, type NewEvent, recordEvents, recordNothing, reject } from './decision.ts';
import { getDefinition, getFields } from './identity.ts';
import { listFactsOfMerger } from './mergers.ts';
import { createRejection, type Rejection } from './rejection.ts';
import { findRetractionTargets, type RetractionTarget } from './retraction-targets.ts';
import {
  type CurrentFact,
  factKeys,
  findCurrentFacts,
  findOldestFact,
  isKnown,
} from './fact-index.ts';
import { applyEvent, type CollectionState } from './state.ts';
import { checkRestored, takeBack } from './take-back.ts';

// A source may still be about a retracted meeting, a meeting may still prepare one, and a document
// is evidence even if no fact of it is current.
const LOOSE_FIELDS: ReadonlySet<string> = new Set(['about', 'prepares', 'evidence']);

/** Returns a rejection for each retracted id that a current fact still refers to. */
function checkReferencesAfter(
  after: CollectionState,
  retracted: readonly CurrentFact[],
): readonly Rejection[] {
  return retracted.flatMap(({ id, event }) =>
    listIntroducedThings(getDefinition(event), event.data).flatMap(({ referent, id: name }) => {
      if (referent === 'incident' || isKnown(after, referent, name)) return [];

      const referring = findReferringFact(after, referent, name);
      if (referring === undefined) return [];
      const whole = referent === 'meeting' ? 'meeting' : 'document';
      return [
        createRejection('DOMAIN_STILL_REFERRED_TO', {
          message:
            `The fact \`${referring.id}\` (${referring.event.type}) still refers to ` +
            `the ${referent} \`${name}\` that \`${id}\` introduced.`,
          remedy: `Retract that fact first, or retract the whole ${whole}.`,
          event: referring.id,
        }),
      ];
    }),
  );
}

function findReferringFact(
  state: CollectionState,
  referent: Referent,
  name: string,
): CurrentFact | undefined {
  const byField = findCurrentFacts(state, factKeys.refersTo(referent, name)).find(({ event }) =>
    Object.entries(getFields(event)).some(
      ([field, value]) => !LOOSE_FIELDS.has(field) && JSON.stringify(value)?.includes(`"${name}"`),
    ),
  );
  if (byField !== undefined) return byField;

  if (referent === 'body') return findOldestFact(state, factKeys.refersTo('actor', name));
  return referent === 'document' ? findOldestFact(state, factKeys.cites(name)) : undefined;
}

/** Retracts the targets of one command, one after another. */
class Retractor {
  readonly events: NewEvent[] = [];
  readonly rejections: Rejection[] = [];
  readonly restored: RestoredFact[] = [];
  readonly #command: RetractRecord;
  readonly #commandId: string;
  state: CollectionState;

  constructor(state: CollectionState, command: RetractRecord, commandId: string) {
    this.state = state;
    this.#command = command;
    this.#commandId = commandId;
  }

  add(target: RetractionTarget): void {
    if (target.kind === 'fact') {
      this.#record(target.fact.id, target.fact.stream, null);
      return;
    }

    const result = takeBack(this.state, target.id, target.amendment);
    if ('rejections' in result) {
      this.rejections.push(...result.rejections);
      return;
    }
    if (result.restores !== null) this.restored.push(result.restores);
    this.#record(target.id, target.amendment.stream, result.restores);
  }

  #record(target: string, stream: string, restores: RestoredFact | null): void {
    const { reason, evidence } = this.#command;
    const data = { target, reason, evidence, restores };
    const event: NewEvent = { type: 'RecordRetracted', data, stream };
    this.events.push(event);
    const id = `${this.#commandId}.${this.events.length}`;
    this.state = applyEvent(this.state, { id, stream }, event);
  }
}

/** Returns the facts whose contradictions a retraction may change. */
function listChangedFacts(
  before: CollectionState,
  after: CollectionState,
  targets: readonly RetractionTarget[],
): readonly string[] {
  return targets.flatMap((target) => {
    if (target.kind === 'fact') return [target.fact.id, ...listFactsOfMerger(after, target.fact)];
    const { amendment } = target;
    if (amendment.kind === 'resolution')
      return before.conflicts.all.get(amendment.conflict)?.data.events ?? [];

    const id = amendment.kind === 'correction' ? amendment.fact : null;
    const fact = after.facts.get(id ?? (amendment.kind === 'retraction' ? amendment.target : ''));
    return fact === undefined ? [] : [fact.id, ...listFactsOfMerger(after, fact)];
  });
}

/**
 * Decides to retract one fact, merger or link, or all those of a meeting, document or command; or
 * to take back a correction, retraction or resolution. Everything stays visible.
 */
export function decideRetractRecord(
  state: CollectionState,
  command: RetractRecord,
  commandId: string,
): Decision {
  const found = findRetractionTargets(state, command);
  if ('rejection' in found) return reject(found.rejection);

  const { targets } = found;
  if (targets.length === 0)
    return recordNothing(command.target === undefined ? [] : [command.target]);

  const retractor = new Retractor(state, command, commandId);
  for (const target of targets) retractor.add(target);

  const { events, state: after } = retractor;
  const retracted = targets.flatMap((target) => (target.kind === 'fact' ? [target.fact] : []));
  const rejections = [
    ...retractor.rejections,
    ...checkEvidence(state, command.evidence),
    ...checkReferencesAfter(after, retracted),
    ...checkRestored(state, after, retractor.restored),
  ];
  if (rejections.length > 0) return reject(...rejections);

  const conflicts = updateConflicts({
    state: after,
    changed: listChangedFacts(state, after, targets),
    formatId: (index) => `${commandId}.${events.length + index + 1}`,
  });
  return recordEvents([...events, ...conflicts]);
}
