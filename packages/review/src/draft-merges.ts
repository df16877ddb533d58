import { type Document, isMap, isSeq } from 'yaml';
import type { ItemFields, MergeItem } from './review-item.ts';

/** Returns the proposals of a draft that the record has a thing already. */
export function readMerges(document: Document): readonly MergeItem[] {
  const list = document.get('merges', true);
  if (!isSeq(list)) return [];
  return list.items.flatMap((node, index) => {
    if (!isMap(node)) return [];
    const fields = node.toJS(document) as ItemFields;
    const { kind, id, known, take } = fields;
    const comment = node.commentBefore ?? (index === 0 ? list.commentBefore : null);
    const name = `${formatText(kind)} \`${formatText(id)}\``;
    return [
      {
        kind: 'merge' as const,
        key: keyOf(fields),
        fields,
        sentence:
          comment?.trim().replaceAll(/\s*\n\s*/g, ' ') ??
          `The record may have the ${name} as \`${formatText(known)}\`.`,
        isTaken: take === true,
        isFixed: id === known,
      },
    ];
  });
}

/**
 * Writes the decisions into the proposals. `numbers` gives the numbers of facts in the result by
 * their numbers in the draft, both from 1: values of a fact that is left out are left out as well.
 */
export function decideMerges(
  document: Document,
  {
    takes,
    numbers,
  }: {
    readonly takes: ReadonlyMap<string, boolean>;
    readonly numbers: ReadonlyMap<number, number>;
  },
): void {
  const list = document.get('merges', true);
  if (!isSeq(list)) return;
  for (const node of list.items) {
    if (!isMap(node)) continue;
    const take = takes.get(keyOf(node.toJS(document) as ItemFields));
    if (take !== undefined && node.get('take') !== take) {
      node.set('take', take);
    }
    const values: unknown = node.get('values', true);
    if (!isSeq(values)) continue;
    values.items = values.items.filter((value) => {
      const number = isMap(value) ? numbers.get(Number(value.get('fact'))) : undefined;
      if (isMap(value) && number !== undefined) value.set('fact', number);
      return number !== undefined;
    });
    if (values.items.length === 0) node.delete('values');
  }
}

function keyOf({ kind, id, known }: ItemFields): string {
  return `merge ${formatText(kind)} ${formatText(id)} ${formatText(known)}`;
}

function formatText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}
