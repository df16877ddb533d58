import {
  type Document,
  isMap,
  isSeq,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { DraftDocument, type DraftLeaf } from './draft-document.ts';
import { decideMerges } from './draft-merges.ts';
import { hashFields } from './fact-identity.ts';
import type { ItemFields, FactItem } from './review-item.ts';

/** A fact of the result, with its present fields. */
export interface ComposedFact {
  readonly item: FactItem;
  readonly fields: ItemFields;
  readonly note?: string | undefined;
}

/** The YAML of a submission, and the keys of its facts in their order. */
export interface ComposedSubmission {
  readonly yaml: string;
  readonly keys: readonly string[];
}

const WIDTH = 100;

/**
 * Returns the draft with these facts only. A fact that was not edited keeps its form and its
 * comments; the comments about sentences without a fact are left out.
 *
 * `all` are the facts of the draft in their order, `kept` those of the result.
 */
export function composeSubmission(
  yaml: string,
  all: readonly FactItem[],
  {
    kept,
    header,
    takes = new Map(),
    file,
  }: {
    readonly kept: readonly ComposedFact[];
    readonly header: string;
    /** The proposals that are taken or left, by key; the others stay as they are. */
    readonly takes?: ReadonlyMap<string, boolean>;
    /** The file of the text, if its path is another one from the result. */
    readonly file?: string | undefined;
  },
): ComposedSubmission {
  const draft = new DraftDocument(yaml);
  const { document, leaves } = draft;
  const byKey = new Map(kept.map((fact) => [fact.item.key, fact]));
  const keyOf = new Map<unknown, string>();
  const drafted = all.filter(({ isMade }) => !isMade);

  // Backwards, so that the paths of the facts before stay.
  for (const [index, leaf] of [...leaves.entries()].toReversed()) {
    const fact = byKey.get(drafted[index]?.key ?? '');
    if (fact === undefined) {
      removeLeaf(draft, leaf);
      continue;
    }
    keyOf.set(replaceLeaf(draft, leaf, fact), fact.item.key);
  }
  for (const fact of kept)
    if (fact.item.isMade) keyOf.set(insertFact(draft, fact, { kept, keyOf }), fact.item.key);

  const list = getFacts(document);
  const order = listKeys(list, keyOf);
  const numbers = new Map(
    drafted.flatMap(({ key }, index) => {
      const number = order.indexOf(key) + 1;
      return number === 0 ? [] : [[index + 1, number] as const];
    }),
  );
  decideMerges(document, { takes, numbers });
  if (file !== undefined) document.setIn(['source', 'file'], file);
  document.commentBefore = header;
  document.comment = null;
  list.comment = null;
  return { yaml: `${document.toString({ lineWidth: WIDTH }).trimEnd()}\n`, keys: order };
}

/** Returns the list of facts, which a draft without any may lack. */
function getFacts(document: Document): YAMLSeq {
  const list = document.get('facts', true);
  if (isSeq(list)) return list;
  const empty = document.createNode([]);
  document.set('facts', empty);
  return empty;
}

/** Removes a fact, and the groups that are empty without it. */
function removeLeaf({ document }: DraftDocument, { path }: DraftLeaf): void {
  let at = path;
  document.deleteIn(at);
  while (at.length > 2) {
    at = at.slice(0, -1);
    const list = document.getIn(at, true);
    if (!isSeq(list) || list.items.length > 0) return;
    at = at.slice(0, -1);
    document.deleteIn(at);
  }
}

function replaceLeaf(
  draft: DraftDocument,
  leaf: DraftLeaf,
  { item, fields, note }: ComposedFact,
): YAMLMap {
  if (hashFields(fields) === hashFields(leaf.fields)) return leaf.node;
  const node = createFact(draft, fields, note ?? formatRule(item));
  draft.document.setIn(leaf.path, node);
  return node;
}

/** Adds a fact after the last one of the top level whose words begin before its own. */
function insertFact(
  draft: DraftDocument,
  { item, fields, note }: ComposedFact,
  {
    kept,
    keyOf,
  }: {
    readonly kept: readonly ComposedFact[];
    readonly keyOf: ReadonlyMap<unknown, string>;
  },
): YAMLMap {
  const list = getFacts(draft.document);
  const node = createFact(draft, fields, note ?? 'reviewer');
  const starts = new Map(kept.map((fact) => [fact.item.key, fact.item.ranges[0]?.start ?? 0]));
  const start = item.ranges[0]?.start ?? 0;
  const before = list.items.findLastIndex(
    (one) => (starts.get(keyOf.get(one) ?? '') ?? 0) <= start,
  );
  list.items.splice(before + 1, 0, node);
  return node;
}

function createFact({ document }: DraftDocument, fields: ItemFields, note: string): YAMLMap {
  const node = document.createNode(fields, { aliasDuplicateObjects: false }) as unknown as YAMLMap;
  const first = node.items[0] as Pair<Scalar, Scalar> | undefined;
  if (first?.value) first.value.comment = ` ${note}`;
  return node;
}

/** Returns the comment of an edited fact, in the form of those of a draft. */
function formatRule({ rule, confidence, page, notes }: FactItem): string {
  if (rule === null) return 'edited';
  const place = page === null ? '' : `, page ${page}`;
  const others = notes.filter((note) => note !== 'edited');
  return [`${rule}, ${(confidence ?? 0).toFixed(2)}${place}`, ...others, 'edited'].join('; ');
}

function listKeys(list: unknown, keyOf: ReadonlyMap<unknown, string>): readonly string[] {
  if (!isSeq(list)) return [];
  return list.items.flatMap((node) => {
    const key = keyOf.get(node);
    if (key !== undefined) return [key];
    return isMap(node) ? listKeys(node.get('facts', true), keyOf) : [];
  });
}
