import {
  Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type YAMLMap,
} from 'yaml';
import type { ItemFields } from './review-item.ts';

/** A place in the YAML: the keys from the root, such as `facts`, 2. */
type YamlPath = readonly (string | number)[];

/** A fact of the YAML that is no group. */
export interface DraftLeaf {
  readonly path: YamlPath;
  readonly node: YAMLMap;
  readonly fields: ItemFields;
  readonly line: number;
  readonly column: number;
}

/** The deepest groups of facts, as in a submission. */
const DEPTH_MAX = 6;

/** The YAML of a draft, and its facts in their order. */
export class DraftDocument {
  readonly document: Document;
  readonly leaves: readonly DraftLeaf[];
  /** The first error of the YAML; undefined if it is well-formed. */
  readonly error: string | undefined;

  constructor(yaml: string) {
    const lines = new LineCounter();
    const parsed = parse(yaml, lines);
    this.error = typeof parsed === 'string' ? parsed : parsed.errors[0]?.message;
    this.document = typeof parsed === 'string' ? new Document({}) : parsed;
    this.leaves = this.error === undefined ? this.#list(['facts'], lines) : [];
  }

  #list(path: YamlPath, lines: LineCounter): readonly DraftLeaf[] {
    const list = this.document.getIn(path, true);
    if (!isSeq(list) || path.length > DEPTH_MAX * 2) return [];
    return list.items.flatMap((node, index) => {
      if (!isMap(node)) return [];
      const itemPath = [...path, index];
      if (node.has('facts')) return this.#list([...itemPath, 'facts'], lines);
      const { line, col } = lines.linePos(node.range?.[0] ?? 0);
      const fields = node.toJS(this.document) as ItemFields;
      return [{ path: itemPath, node, fields, line, column: col }];
    });
  }
}

function parse(yaml: string, lineCounter: LineCounter): Document.Parsed | string {
  try {
    return parseDocument(yaml, {
      lineCounter,
      prettyErrors: false,
      merge: false,
      resolveKnownTags: false,
      logLevel: 'error',
    }) as Document.Parsed;
  } catch (error) {
    // Brackets that are nested too deeply exhaust the stack of the parser.
    return (error as Error).message;
  }
}

/** Returns the comments of a fact: after its type, and before its first field. */
export function readFactComments({ node }: DraftLeaf): readonly string[] {
  const [first] = node.items;
  const key = first?.key;
  const value = first?.value;
  return [
    node.commentBefore,
    isNode(key) ? key.commentBefore : undefined,
    isScalar(value) ? value.comment : undefined,
  ].flatMap((comment) => (typeof comment === 'string' ? [comment.trim()] : []));
}
