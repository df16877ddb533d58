import { isDeepStrictEqual } from 'node:util';
import {
  formatThing,
  isContradiction,
  listStatements,
  type Statement,
} from '@rapporteur/statements';
import type { DraftValue } from '../draft.ts';
import type { DraftMerge, MergeDifference } from './draft-merge.ts';
import { type ReadFact, readMember, toEvent } from './draft-reading.ts';
import type { KnownFact } from './draft-record.ts';

/** A fact of a draft, with the id of the record for the known thing. */
interface IndexedFact extends ReadFact {
  readonly index: number;
}

type ThingComparison = Pick<DraftMerge, 'facts' | 'differences' | 'relation'>;

/**
 * Compares facts of a draft with those that the record has of the known thing with this id, by the rules that
 * flag conflicts. A fact confirms if the record has each of its values, and adds otherwise.
 */
export function compareFacts(
  id: string,
  facts: readonly IndexedFact[],
  recorded: readonly KnownFact[],
): ThingComparison {
  const known = Map.groupBy(recorded.flatMap(listRecordedStatements), ({ statement }) =>
    toKey(statement),
  );
  const differences: MergeDifference[] = [];
  const compared = facts.flatMap((fact): DraftMerge['facts'] => {
    const all = listStatements({ id: 'draft', event: toEvent(fact) });
    // The decision of a meeting is a thing of its own: the id of a delegation has that of its
    // meeting.
    const own = all.filter(({ thing }) => thing.id.split('/').includes(id));
    if (all.length > own.length && own.length === 0) return [];
    const found = own.flatMap((statement) => findDifference(statement, fact, known) ?? []);
    differences.push(...found);
    const isKnown =
      own.length === 0
        ? recorded.some((other) => hasSameFields(fact, other))
        : own.every((statement) => isConfirmed(statement, known));
    const relation = found.length > 0 ? 'conflict' : isKnown ? 'confirmation' : 'addition';
    return [{ fact: fact.index, relation }];
  });
  const relation =
    (['conflict', 'addition'] as const).find((one) =>
      compared.some((fact) => fact.relation === one),
    ) ?? 'confirmation';
  return { relation, facts: compared, differences };
}

/** Returns whether a fact of a type without properties has the same fields in another source. */
function hasSameFields(fact: ReadFact, other: ReadFact): boolean {
  const omitAssertion = ({ assertion: _assertion, ...fields }: ReadFact['data']) => fields;
  return (
    fact.type === other.type &&
    isDeepStrictEqual(omitAssertion(fact.data), omitAssertion(other.data))
  );
}

interface RecordedStatement {
  readonly statement: Statement;
  readonly documents: readonly string[];
}

function listRecordedStatements(fact: KnownFact): readonly RecordedStatement[] {
  const statements = listStatements({ id: fact.event, event: toEvent(fact) });
  return statements.map((statement) => ({ statement, documents: fact.documents }));
}

function toKey({ thing, property }: Statement): string {
  return `${formatThing(thing)} ${property}`;
}

/** Words may vary, but another verb or strength is no confirmation. */
function isConfirmed(
  statement: Statement,
  known: ReadonlyMap<string, readonly RecordedStatement[]>,
): boolean {
  const others = known.get(toKey(statement)) ?? [];
  if (!GRADED.has(statement.property)) return others.length > 0;
  const value = toVerb(statement.value);
  return others.some((other) => toVerb(other.statement.value) === value);
}

const GRADED = new Set(['verb', 'strength']);

function toVerb(value: unknown): string {
  return readMember(value, 'verb') ?? JSON.stringify(value);
}

function findDifference(
  statement: Statement,
  { index }: IndexedFact,
  known: ReadonlyMap<string, readonly RecordedStatement[]>,
): MergeDifference | undefined {
  const others = (known.get(toKey(statement)) ?? []).filter((other) =>
    isContradiction(statement, other.statement),
  );
  const [first] = others;
  if (first === undefined) return undefined;
  return {
    fact: index,
    field: statement.property,
    draft: shortenValue(statement.value),
    record: shortenValue(first.statement.value),
    sources: [...new Set(others.flatMap(({ documents }) => documents))],
  };
}

/**
 * Returns a value as a person writes it: a date as EDTF, an actor by its name, a place by its own.
 */
function shortenValue(value: unknown): DraftValue {
  if (Array.isArray(value)) return value.map(shortenValue);
  if (typeof value !== 'object' || value === null) return value as DraftValue;
  const fields = value as Readonly<Record<string, DraftValue | undefined>>;
  const { edtf, nameAsWritten, name, country, code, value: number } = fields;
  if (edtf !== undefined) return edtf;
  if (number !== undefined) return number;
  if (typeof name === 'string') {
    const of = readMember(country, 'code');
    return of === undefined ? name : `${name}, ${of}`;
  }
  if (name === null && country !== undefined) return shortenValue(country);
  if (code !== undefined) return code;
  if (nameAsWritten !== undefined) return nameAsWritten;
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, one]) =>
      one === null ? [] : [[key, shortenValue(one)]],
    ),
  );
}
