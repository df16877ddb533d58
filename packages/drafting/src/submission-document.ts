import {
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from 'yaml';
import type { TextPosition, ProblemCode, SubmissionProblem } from './problem.ts';

/** The longest submission; a record of a document is a hundred times shorter. */
const SUBMISSION_LENGTH_MAX = 4_000_000;
/** The most problems that are told at once: a broken file has one for each of its lines. */
const PROBLEMS_MAX = 100;

/** One entry of a mapping, with the node of its key for pointing at. */
export interface MappingEntry {
  readonly key: string;
  readonly keyNode: Node;
  readonly value: Node | null;
}

/** A submission as it is being read: its nodes, where they stand, and what is wrong so far. */
export class SubmissionDocument {
  readonly root: Node | null;
  readonly #lines = new LineCounter();
  readonly #problems = new Map<string, SubmissionProblem>();

  constructor(yamlText: string) {
    if (yamlText.length > SUBMISSION_LENGTH_MAX) {
      this.root = null;
      this.addProblem(
        'DRAFTING_YAML_INVALID',
        null,
        '',
        `is longer than ${SUBMISSION_LENGTH_MAX} characters`,
        'split it',
      );
      return;
    }
    this.root = this.#read(yamlText);
  }

  get problems(): readonly SubmissionProblem[] {
    return [...this.#problems.values()].toSorted((a, b) => a.line - b.line || a.column - b.column);
  }

  getPosition(node: Node | null): TextPosition {
    return this.#at(node?.range?.[0] ?? 0);
  }

  /** Notes a problem. A default that many facts inherit is complained of once. */
  addProblem(
    code: ProblemCode,
    where: Node | TextPosition | null,
    field: string,
    message: string,
    remedy: string | null,
  ): void {
    const { line, column } = where !== null && 'line' in where ? where : this.getPosition(where);
    const key = `${line}:${column}:${code}:${remedy}`;
    if (!this.#problems.has(key) && this.#problems.size < PROBLEMS_MAX)
      this.#problems.set(key, { code, field, line, column, message, remedy });
  }

  #at(offset: number): TextPosition {
    const { line, col } = this.#lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  }

  #read(yamlText: string): Node | null {
    try {
      const document = parseDocument(yamlText, {
        lineCounter: this.#lines,
        prettyErrors: false,
        merge: false,
        resolveKnownTags: false,
        logLevel: 'error',
      });
      for (const { code, message, pos } of document.errors) {
        this.addProblem(
          'DRAFTING_YAML_INVALID',
          this.#at(pos[0]),
          '',
          inOurWords(code, message),
          remedyFor(code),
        );
      }
      if (this.#problems.size === 0)
        visit(document, { Node: (_, node) => this.#refuseCleverness(node) });
      return document.contents;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.addProblem(
        'DRAFTING_YAML_INVALID',
        null,
        '',
        'is nested too deeply',
        'a submission has a few levels',
      );
      return null;
    }
  }

  // Anchors, aliases and tags make a text that people cannot check by reading.
  #refuseCleverness(node: Node): void {
    const clever = isAlias(node) || 'anchor' in node ? 'anchors and aliases (& and *)' : 'tags (!)';
    if (
      !isAlias(node) &&
      !('anchor' in node && node.anchor !== undefined) &&
      node.tag === undefined
    )
      return;
    const remedy =
      'write the value out, name an actor under `actors`, or quote the text if it begins with that sign';
    this.addProblem(
      'DRAFTING_YAML_INVALID',
      node,
      '',
      `${clever} are not part of a submission`,
      remedy,
    );
  }
}

function inOurWords(code: string, message: string): string {
  if (code === 'DUPLICATE_KEY') return 'this key stands twice in one mapping';
  // The parser descends once a level: a text of nothing but brackets exhausts its stack.
  return /stack/i.test(message) ? 'is nested too deeply' : message;
}

function remedyFor(code: string): string | null {
  if (code === 'DUPLICATE_KEY') return 'keep one of them';
  if (code === 'MULTIPLE_DOCS') return 'one file holds one submission: remove the line `---`';
  if (code === 'BLOCK_AS_IMPLICIT_KEY' || code === 'MULTILINE_IMPLICIT_KEY') {
    return 'put words that hold a colon in quotation marks';
  }
  return null;
}

/** The entries of a mapping in their order; undefined for anything else. */
export function getEntries(node: Node | null): readonly MappingEntry[] | undefined {
  if (!isMap(node)) return undefined;
  return node.items.flatMap((pair) => {
    if (!isPair(pair) || !isNode(pair.key)) return [];
    return [
      {
        key: getScalarText(pair.key) ?? '',
        keyNode: pair.key,
        value: isNode(pair.value) ? pair.value : null,
      },
    ];
  });
}

/** A scalar as it is written: `2025` and `2025-09` are texts here; undefined for null, mappings and lists. */
export function getScalarText(node: Node | null): string | undefined {
  if (!isScalar(node) || node.value === null || node.value === undefined) return undefined;
  return typeof node.value === 'string' ? node.value : node.source;
}

export function isNull(node: Node | null): boolean {
  return node === null || (isScalar(node) && (node.value === null || node.value === undefined));
}
