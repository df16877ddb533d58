import { getEntryValue, getScalarText, isNull } from '@rapporteur/drafting';
import { isSeq, type Node } from 'yaml';
import {
  descend,
  listNodes,
  type MappingContext,
  readEntries,
  readRowNumber,
  report,
} from './mapping-nodes.ts';
import type { MappingExpectation } from './mapping.ts';

/** Parses `expect`: rows, and the facts that they must make. */
export function parseExpectations(
  node: Node | null,
  context: MappingContext,
): readonly MappingExpectation[] {
  if (isNull(node)) return [];
  if (!isSeq(node)) {
    report(context, node, {
      message: 'must be a list.',
      remedy: 'Write `- { row: 5, facts: [{ type: …, … }] }`.',
    });
    return [];
  }
  return node.items.flatMap((item, index) => {
    const itemContext = descend(context, String(index + 1));
    const entries = readEntries(item as Node, ['row', 'facts'], itemContext);
    const rowNode = getEntryValue(entries, 'row');
    const row = readRowNumber(rowNode, descend(itemContext, 'row'));
    if (row === undefined) {
      if (isNull(rowNode))
        report(itemContext, item as Node, {
          code: 'DRAFTING_FIELD_MISSING',
          message: 'must name a row.',
          remedy: 'Write `row: 5`.',
        });
      return [];
    }
    const facts = listNodes(getEntryValue(entries, 'facts')).map(
      (fact) => toValue(fact) as Readonly<Record<string, unknown>>,
    );
    return [{ row, facts, position: context.document.getPosition(item as Node) }];
  });
}

function toValue(node: Node): unknown {
  return getScalarText(node) ?? (node.toJSON() as unknown);
}

/**
 * Returns the path and the values of the first difference: a field that the fact has otherwise. An
 * expected text is equal to the id, code or date of a full value.
 */
export function findDifference(expected: unknown, given: unknown, path = ''): string | undefined {
  if (Array.isArray(expected)) {
    const items = Array.isArray(given) ? given : [];
    if (items.length !== expected.length)
      return `${path} has ${items.length} values, not ${expected.length}`;
    return findFirst(expected.map((one, n) => findDifference(one, items[n], `${path}.${n}`)));
  }
  if (typeof expected === 'object' && expected !== null) {
    const fields = (typeof given === 'object' && given !== null ? given : {}) as Readonly<
      Record<string, unknown>
    >;
    return findFirst(
      Object.entries(expected).map(([key, value]) =>
        findDifference(value, fields[key], path === '' ? key : `${path}.${key}`),
      ),
    );
  }
  const short = getShortValue(given);
  const wanted = getShortValue(expected);
  return wanted === short
    ? undefined
    : `${path} is ${short ?? 'not stated'}, not ${wanted ?? 'stated'}`;
}

const findFirst = (differences: readonly (string | undefined)[]): string | undefined =>
  differences.find((difference) => difference !== undefined);

/** Returns the id, code, date or number that stands for a full value. */
function getShortValue(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value !== 'object') return JSON.stringify(value).replace(/^"|"$/g, '');
  const fields = value as Readonly<Record<string, unknown>>;
  const short = ['edtf', 'id', 'code', 'value', 'min'].find((key) => Object.hasOwn(fields, key));
  return short === undefined ? JSON.stringify(value) : getShortValue(fields[short]);
}
