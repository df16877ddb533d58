import { type CorrectRecord, type DomainEvent, type Evidence } from '@rapporteur/contracts';
import { isDeepStrictEqual } from 'node:util';
import { findConflicts } from './conflicts.ts';
import { type Decision, type NewEvent, recordNothing, recordEvents, reject } from './decision.ts';
import { getDefinition } from './identity.ts';
import { findRejections, ruleContext } from './record-facts.ts';
import { type Rejection, createRejection } from './rejection.ts';
import { applyEvent, type CollectionState, isKnown, type CurrentFact } from './state.ts';

type FactLookup = { readonly fact: CurrentFact } | { readonly refusal: Rejection };

/** The fact that a command means, if it stands. */
export function findFact(state: CollectionState, id: string): FactLookup {
  const fact = state.facts.get(id);
  if (fact === undefined) {
    const message = `the record has no fact ${id}`;
    return {
      refusal: createRejection(
        'DOMAIN_EVENT_UNKNOWN',
        message,
        'give the id of the event that recorded the fact',
        {
          field: 'target',
        },
      ),
    };
  }
  if (fact.retracted !== undefined) {
    const message = `${id} was retracted`;
    return {
      refusal: createRejection('DOMAIN_RECORD_RETRACTED', message, 'record the fact anew', {
        field: 'target',
        event: fact.retracted.by,
      }),
    };
  }
  return { fact };
}

/** The document that evidence names must be known; its other parts speak for themselves. */
export function checkEvidence(state: CollectionState, evidence: Evidence): readonly Rejection[] {
  const documents = [
    ...evidence.passages.map(({ document }) => document),
    ...(evidence.document === null ? [] : [evidence.document]),
  ].filter((document) => !isKnown(state, 'document', document));
  return documents.map((document) =>
    createRejection(
      'DOMAIN_SOURCE_UNKNOWN',
      `the record knows no document ${document}`,
      'register the evidence as a source, or describe it in a note',
      {
        field: 'evidence',
      },
    ),
  );
}

function valueAt(data: unknown, path: readonly string[]): { readonly value: unknown } | undefined {
  let value = data;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name))
      return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return { value };
}

function withValue(data: unknown, [name, ...rest]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value;
  if (Array.isArray(data))
    return data.map((entry: unknown, n) =>
      String(n) === name ? withValue(entry, rest, value) : entry,
    );
  const fields = data as Record<string, unknown>;
  return { ...fields, [name]: withValue(fields[name], rest, value) };
}

type CorrectionCheck =
  | { readonly corrected: DomainEvent; readonly newValue: unknown; readonly oldValue: unknown }
  | { readonly refusal: Rejection };

function checkValues(fact: CurrentFact, command: CorrectRecord): CorrectionCheck {
  const path = command.field.split('.');
  const current = valueAt(fact.event.data, path);
  const { type } = fact.event;
  if (current === undefined) {
    const fields = Object.keys(fact.event.data).join(', ');
    return {
      refusal: createRejection(
        'DOMAIN_FIELD_UNKNOWN',
        `${type} has no field ${command.field}`,
        `give one of ${fields}`,
        {
          field: 'field',
        },
      ),
    };
  }
  const { schema } = getDefinition(fact.event);
  // What the recorder leaves out of a value is not stated, as when it was recorded.
  const old = schema.safeParse(withValue(fact.event.data, path, command.oldValue));
  if (!old.success || !isDeepStrictEqual(old.data, fact.event.data)) {
    const message = `${command.field} now is ${JSON.stringify(current.value)}`;
    const remedy = 'look at the value that stands, and correct that';
    return {
      refusal: createRejection('DOMAIN_VALUE_NO_LONGER_STANDS', message, remedy, {
        field: 'oldValue',
        event: fact.id,
      }),
    };
  }
  const next = schema.safeParse(withValue(fact.event.data, path, command.newValue));
  if (!next.success) {
    const [issue] = next.error.issues;
    const message = `${issue?.path.join('.')}: ${issue?.message}`;
    return {
      refusal: createRejection(
        'DOMAIN_VALUE_INVALID',
        message,
        `give a value that ${type} takes in ${command.field}`,
        {
          field: 'newValue',
        },
      ),
    };
  }
  const corrected = { type, data: next.data } as unknown as DomainEvent;
  return { corrected, oldValue: current.value, newValue: valueAt(next.data, path)?.value ?? null };
}

function movesFact(fact: CurrentFact, corrected: DomainEvent): readonly Rejection[] {
  const stream = getDefinition(corrected).stream?.(corrected.data);
  const introduced = getDefinition(corrected).introduces.every(({ field }) =>
    isDeepStrictEqual(valueAt(fact.event.data, [field]), valueAt(corrected.data, [field])),
  );
  if (stream === fact.stream && introduced) return [];
  const message = `${fact.id} would become a fact about something else`;
  return [
    createRejection(
      'DOMAIN_CORRECTION_MOVES_FACT',
      message,
      'retract it and record the right one',
      {
        field: 'field',
        event: fact.id,
      },
    ),
  ];
}

/** Corrects a value that stands, on evidence; the old one stays visible in the event. */
export function decideCorrectRecord(
  state: CollectionState,
  command: CorrectRecord,
  commandId: string,
): Decision {
  const found = findFact(state, command.target);
  if ('refusal' in found) return reject(found.refusal);
  const checked = checkValues(found.fact, command);
  if ('refusal' in checked) return reject(checked.refusal);
  const { corrected, oldValue, newValue } = checked;
  if (isDeepStrictEqual(corrected.data, found.fact.event.data))
    return recordNothing([command.target]);
  const refusals = [
    ...movesFact(found.fact, corrected),
    ...checkEvidence(state, command.evidence),
    ...findRejections(corrected, 'newValue', ruleContext(state)),
  ];
  if (refusals.length > 0) return reject(...refusals);
  const { target, field, reason, evidence } = command;
  const correctedType = getDefinition(corrected).wireType;
  const data = {
    target,
    field,
    oldValue,
    newValue,
    correctedType,
    corrected: corrected.data,
    reason,
    evidence,
  };
  const stream = found.fact.stream;
  const correction = { type: 'RecordCorrected', data, stream } as unknown as NewEvent;
  const after = applyEvent(state, `${commandId}.1`, stream, correction);
  const conflicts = findConflicts(after, target, corrected).map((data): NewEvent => ({
    type: 'ConflictFlagged',
    data,
    stream,
  }));
  return recordEvents([correction, ...conflicts]);
}
