import { CATALOGUE, type DomainEvent } from '@rapporteur/contracts';
import { describeEvent, describeRetraction } from '@rapporteur/drafting';
import { formatThingKey } from '../query/aliases.ts';
import type { QueryDatabase } from '../query/database.ts';
import { isEvent } from '../query/event-conditions.ts';
import type { QueryScope } from '../query/scope.ts';
import { readFactNames } from './fact-names.ts';
import { readVersions } from './fact-versions.ts';

/** A correction or retraction to describe in a sentence. */
interface DescribedChange {
  readonly collection: string;
  readonly event: string;
  readonly target: string;
  readonly change: 'corrected' | 'retracted';
  readonly field: string | null;
  readonly oldValue: unknown;
  readonly newValue: unknown;
  readonly reason: string;
}

/** Returns each change in one sentence, with the fact that it is about, in their order. */
export async function describeChanges(
  database: QueryDatabase,
  scope: QueryScope,
  changes: readonly DescribedChange[],
): Promise<readonly string[]> {
  if (changes.length === 0) return [];
  const targets = [...new Set(changes.map(({ target }) => target))];
  const rows = await readVersions(database, scope, (query, f) => isEvent(query, f, targets));
  const names = await readFactNames(database, scope, rows);
  const versions = Map.groupBy(rows, ({ collection, eventId: id }) =>
    formatThingKey({ collection, id }),
  );
  return changes.map((change) => {
    const { collection, event, target: id, reason } = change;
    const own = versions.get(formatThingKey({ collection, id })) ?? [];
    const fact = own.find(({ recordedBy }) => recordedBy === event) ?? own.at(-1);
    if (change.change === 'corrected') {
      const type = fact === undefined ? undefined : CATALOGUE.getDefinition(fact.type).wireType;
      const data = { ...change, correctedType: type ?? '', corrected: fact?.data ?? {} };
      return names.describe({ collection, type: 'RecordCorrected', data });
    }
    if (fact !== undefined) return describeRetraction(names.describe(fact), reason);
    return describeEvent({ type: 'RecordRetracted', data: change } as unknown as DomainEvent);
  });
}
