import {
  type CorrectRecord,
  toFieldErrors,
  type DomainEvent,
  listIntroducedThings,
  suggestName,
} from '@rapporteur/contracts';
import { isDeepStrictEqual } from 'node:util';
import { checkEvidence, findTargetFact } from './amendment-checks.ts';
import { replaceValue } from './amendments.ts';
import { updateConflicts } from './conflicts.ts';
import { type Decision, type NewEvent, recordEvents, recordNothing, reject } from './decision.ts';
import { getDefinition } from './identity.ts';
import { createRuleContext, findRejections } from './record-facts.ts';
import { createRejection, type Rejection } from './rejection.ts';
import type { CurrentFact } from './fact-index.ts';
import { applyEvent, type CollectionState } from './state.ts';

/** Returns the value of a field, which may be null; undefined if the fact has no such field. */
function findValueAt(
  data: unknown,
  path: readonly string[],
): { readonly value: unknown } | undefined {
  let value = data;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name))
      return undefined;
    value = Reflect.get(value, name);
  }
  return { value };
}

type FactCorrection =
  | { readonly corrected: DomainEvent; readonly newValue: unknown; readonly oldValue: unknown }
  | { readonly rejection: Rejection };

/** Returns the fact with its new value, or a rejection if the field or one of the values is wrong. */
function correctFact(fact: CurrentFact, command: CorrectRecord): FactCorrection {
  const path = command.field.split('.');
  const { type, data } = fact.event;
  const current = findValueAt(data, path);
  if (current === undefined) {
    return {
      rejection: createRejection('DOMAIN_FIELD_UNKNOWN', {
        message: `The fact ${type} has no field \`${command.field}\`.`,
        remedy: suggestName(command.field, Object.keys(data)),
        field: 'field',
      }),
    };
  }

  // The schema fills in the fields that the values leave out, as it did for the recorded fact.
  const { schema } = getDefinition(fact.event);
  const old = schema.safeParse(replaceValue(data, path, command.oldValue));
  if (!old.success || !isDeepStrictEqual(old.data, data)) {
    return {
      rejection: createRejection('DOMAIN_VALUE_NO_LONGER_STANDS', {
        message: `The current value of \`${command.field}\` is ${JSON.stringify(current.value)}.`,
        remedy: 'Give the current value as oldValue.',
        field: 'oldValue',
        event: fact.id,
      }),
    };
  }

  const correctedData = replaceValue(data, path, command.newValue);
  const next = schema.safeParse(correctedData);
  if (!next.success) {
    const [error] = toFieldErrors(next.error.issues, correctedData, schema);
    return {
      rejection: createRejection('DOMAIN_VALUE_INVALID', {
        message: `The field \`${error?.field}\` ${error?.message}.`,
        remedy: error?.remedy ?? 'Correct the value.',
        field: 'newValue',
      }),
    };
  }

  const corrected = { type, data: next.data } as DomainEvent;
  const newValue = findValueAt(next.data, path)?.value ?? null;
  return { corrected, oldValue: current.value, newValue };
}

// A correction must not make a fact about another subject: its stream and its introduced ids stay.
function checkSubject(fact: CurrentFact, corrected: DomainEvent): readonly Rejection[] {
  const definition = getDefinition(corrected);
  const introduced = listIntroducedThings(definition, corrected.data);
  const keepsIds = listIntroducedThings(definition, fact.event.data).every((thing) =>
    introduced.some((other) => isDeepStrictEqual(thing, other)),
  );
  if (definition.stream?.(corrected.data) === fact.stream && keepsIds) return [];

  return [
    createRejection('DOMAIN_CORRECTION_MOVES_FACT', {
      message: `The correction would make \`${fact.id}\` a fact about another subject.`,
      remedy: 'Retract the fact and record the right one.',
      field: 'field',
      event: fact.id,
    }),
  ];
}

/** Decides to correct a current value, on evidence. The event keeps the old value visible. */
export function decideCorrectRecord(
  state: CollectionState,
  command: CorrectRecord,
  commandId: string,
): Decision {
  const found = findTargetFact(state, command.target);
  if ('rejection' in found) return reject(found.rejection);

  const { fact } = found;
  if (fact.event.type === 'RecordsMerged' || fact.event.type === 'RecordsLinked') {
    return reject(
      createRejection('DOMAIN_NOT_A_FACT', {
        message: `The event \`${fact.id}\` (${fact.event.type}) is not a fact that can be corrected.`,
        remedy: 'Retract it and record the right one.',
        field: 'target',
        event: fact.id,
      }),
    );
  }

  const correctedFact = correctFact(fact, command);
  if ('rejection' in correctedFact) return reject(correctedFact.rejection);

  const { corrected, oldValue, newValue } = correctedFact;
  if (isDeepStrictEqual(corrected.data, fact.event.data)) return recordNothing([command.target]);

  const rejections = [
    ...checkSubject(fact, corrected),
    ...checkEvidence(state, command.evidence),
    ...findRejections(corrected, 'newValue', createRuleContext(state)),
  ];
  if (rejections.length > 0) return reject(...rejections);

  const { target, field, reason, evidence } = command;
  const { stream } = fact;
  const correction = {
    type: 'RecordCorrected',
    data: {
      target,
      field,
      oldValue,
      newValue,
      correctedType: getDefinition(corrected).wireType,
      corrected: corrected.data,
      reason,
      evidence,
    },
    stream,
  } as NewEvent;
  const after = applyEvent(state, { id: `${commandId}.1`, stream }, correction);
  const conflicts = updateConflicts({
    state: after,
    changed: [target],
    formatId: (index) => `${commandId}.${index + 2}`,
  });
  return recordEvents([correction, ...conflicts]);
}
