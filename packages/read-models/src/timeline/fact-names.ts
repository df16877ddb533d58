// Invariants (tests: fact-names.int.spec.ts)
// 1. A sentence names a thing of its own collection. Test: "are those of the fact's collection".
import { CATALOGUE, type DomainEvent, findReferences } from '@rapporteur/contracts';
import { describeEvent, type NamedKind } from '@rapporteur/drafting';
import type { QueryDatabase } from '../query/database.ts';
import type { QueryScope } from '../query/scope.ts';
import { type NamedThing, readThingNames, type ThingNames } from './thing-names.ts';

/** A fact to describe in a sentence. */
export interface DescribedFact {
  readonly collection: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The names of the things that some facts mention, for their sentences. */
export class FactNames {
  readonly #names: ThingNames;

  constructor(names: ThingNames) {
    this.#names = names;
  }

  /** Returns the content of a fact in one sentence. */
  describe({ collection, type, data }: DescribedFact): string {
    const event: unknown = { type, data };
    return describeEvent(event as DomainEvent, this.#names.getNames(collection));
  }
}

/** Reads the names of the things that facts mention. */
export async function readFactNames(
  database: QueryDatabase,
  scope: QueryScope,
  facts: readonly DescribedFact[],
): Promise<FactNames> {
  return new FactNames(await readThingNames(database, scope, facts.flatMap(listMentionedThings)));
}

/** Returns the meetings, bodies, documents and other things that a fact mentions. */
function listMentionedThings({ collection, type, data }: DescribedFact): readonly NamedThing[] {
  const { schema } = CATALOGUE.getDefinition(type);
  const toThing = (kind: NamedKind, id: string): NamedThing => ({ kind, collection, id });
  return findReferences(schema, data).flatMap((reference) => {
    switch (reference.to) {
      case 'meeting':
      case 'body':
      case 'document':
      case 'decision':
      case 'incident':
        return [toThing(reference.to, reference.id)];
      case 'actor': {
        const { kind, id, of } = reference.actor;
        const own = kind === 'office' ? kind : kind === 'person' ? 'actor' : 'body';
        return [toThing(own, id), ...(of === null ? [] : [toThing('body', of)])];
      }
      case 'collection':
      case 'event':
      case 'passage':
        return [];
    }
  });
}
