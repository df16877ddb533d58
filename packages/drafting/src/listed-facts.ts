import { type EventDefinition, getShapeName } from '@rapporteur/contracts';
import { isSeq, type Node } from 'yaml';
import { z } from 'zod';
import type { FactEntries } from './fact-entries.ts';
import type { MappingEntry } from './submission-document.ts';
import type { NameRequest, SubmittedFact } from './submission.ts';

/** The field of an actor that a fact gives in the plural, such as `states` of DelegationAttended. */
export interface ListedField {
  /** The field of the type, such as `state`. */
  readonly name: string;
  readonly entry: MappingEntry;
}

/**
 * Returns the field that a fact gives as a list, although its type has one actor there. Only the
 * actors by which facts of the type differ may be listed: each of them is a fact.
 */
export function findListedField(
  own: readonly MappingEntry[],
  { schema, identity }: EventDefinition,
): ListedField | undefined {
  for (const entry of own) {
    const name = /^(.+)s$/.exec(entry.key)?.[1] ?? '';
    const field: unknown = schema.shape[name];
    const isActor =
      identity.includes(name) && field instanceof z.ZodType && getShapeName(field) === 'ActorRef';
    if (isActor && !Object.hasOwn(schema.shape, entry.key)) return { name, entry };
  }
  return undefined;
}

/** Returns one fact for each actor of the list. */
export function listItems(
  { node, own = [], ...rest }: FactEntries,
  { name, entry }: ListedField,
): readonly FactEntries[] {
  const items = isSeq(entry.value)
    ? entry.value.items.map((item) => item as Node | null)
    : [entry.value];
  return items.map((item) => ({
    ...rest,
    node: item ?? node,
    own: own.map((each) =>
      each === entry ? { key: name, keyNode: entry.keyNode, value: item } : each,
    ),
  }));
}

/** Returns the facts of a list with the passages of their actors' names in place of the sentence. */
export function toNamePassages(
  facts: readonly SubmittedFact[],
  { name }: ListedField,
): readonly SubmittedFact[] {
  const getName = ({ fields }: SubmittedFact): string | undefined => {
    const actor = fields[name] as { readonly nameAsWritten?: unknown } | null;
    return typeof actor?.nameAsWritten === 'string' ? actor.nameAsWritten : undefined;
  };
  const longerNames = facts.flatMap((fact) => getName(fact) ?? []);

  return facts.map((fact) => {
    const actorName = getName(fact);
    const [first] = fact.passages;
    if (actorName === undefined || first === undefined) return fact;
    const { field } = first;
    const { line, column } = fact.position;
    const request: NameRequest = {
      kind: 'name',
      field,
      line,
      column,
      name: actorName,
      longerNames,
      within: fact.passages,
    };
    return { ...fact, passages: [request] };
  });
}
