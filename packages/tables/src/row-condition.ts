import { suggestName } from '@rapporteur/contracts';
import { getEntries, getScalarText, isNull } from '@rapporteur/drafting';
import type { Node } from 'yaml';
import { descend, listNodes, type MappingContext, readTexts, report } from './mapping-nodes.ts';
import type { RowCondition } from './mapping.ts';
import { type TemplateScope, toText } from './template.ts';

/**
 * Parses `when`: a column that must be known, a list of them, or a mapping from columns to `known`,
 * `unknown`, a value, a list of values, or `{ not: … }`.
 */
export function parseConditions(
  node: Node | null,
  names: readonly string[],
  context: MappingContext,
): readonly RowCondition[] {
  if (isNull(node)) return [];
  const entries = getEntries(node);
  if (entries === undefined) {
    return readTexts(node, context).flatMap((column) =>
      checkColumn(column, node, { names, context }) ? [{ column, test: { kind: 'known' } }] : [],
    );
  }
  return entries.flatMap(({ key, keyNode, value }) =>
    checkColumn(key, keyNode, { names, context })
      ? [{ column: key, test: parseTest(value, descend(context, key)) }]
      : [],
  );
}

function checkColumn(
  column: string,
  node: Node | null,
  { names, context }: { readonly names: readonly string[]; readonly context: MappingContext },
): boolean {
  if (names.includes(column)) return true;
  report(context, node, {
    message: `Unknown column \`${column}\`.`,
    remedy: names.length === 0 ? 'Describe it in `columns`.' : suggestName(column, names),
  });
  return false;
}

function parseTest(node: Node | null, context: MappingContext): RowCondition['test'] {
  const text = getScalarText(node);
  if (text === 'known' || text === 'unknown') return { kind: text };
  const [entry, second] = getEntries(node) ?? [];
  if (entry?.key === 'not' && second === undefined)
    return { kind: 'not-in', values: new Set(readTexts(entry.value, context)) };
  if (listNodes(node).length === 0 || entry !== undefined)
    report(context, node, {
      message: 'must be known, unknown, a value, a list of values, or { not: … }.',
      remedy: 'Write for example `when: { status: [member, observer] }`.',
    });
  return { kind: 'in', values: new Set(readTexts(node, context)) };
}

/** Returns whether a row meets all conditions. A value is compared as its text, its id or its words. */
export function meetsConditions(
  conditions: readonly RowCondition[],
  scope: TemplateScope,
): boolean {
  return conditions.every(({ column, test }) => {
    const values = scope.getValues(column);
    switch (test.kind) {
      case 'known':
        return values.length > 0;
      case 'unknown':
        return values.length === 0;
      case 'in':
        return values.some(
          ({ value, text }) => test.values.has(toText(value)) || test.values.has(text),
        );
      case 'not-in':
        // A value that is not known is not known to differ.
        return (
          values.length > 0 &&
          !values.some(({ value, text }) => test.values.has(toText(value)) || test.values.has(text))
        );
    }
  });
}
