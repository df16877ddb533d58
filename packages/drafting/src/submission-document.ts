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
import { createNode } from './value-node.ts';
import { isNumberKept } from '@rapporteur/contracts';
import type { SubmissionProblem, TextPosition } from './problem.ts';

/** The longest file; the record of a document is a hundred times shorter. */
const SUBMISSION_LENGTH_MAX = 4_000_000;
/** The most problems in one result; a broken file has one for each of its lines. */
const PROBLEMS_MAX = 100;

/** An entry of a mapping. The node of the key gives the position of problems. */
export interface MappingEntry {
  readonly key: string;
  readonly keyNode: Node;
  readonly value: Node | null;
}

/** A problem to report, at a node or a position of the YAML. */
export interface ProblemReport extends Omit<SubmissionProblem, 'line' | 'column'> {
  readonly place: Node | TextPosition | null;
}

/**
 * The YAML document of a submission or another command, with the positions of its nodes and its
 * problems so far. A document may be made of a value, whose nodes are numbered in place of positions.
 */
export class SubmissionDocument {
  readonly root: Node | null;
  readonly #lines = new LineCounter();
  readonly #problems = new Map<string, SubmissionProblem>();
  /** The parts with a problem of their own, or of a default that they inherit. */
  readonly invalidParts = new Set<string>();

  constructor(yaml: string | { readonly value: unknown }) {
    if (typeof yaml !== 'string') {
      this.root = createNode(yaml.value);
      return;
    }
    if (yaml.length <= SUBMISSION_LENGTH_MAX) {
      this.root = this.#parse(yaml);
      return;
    }

    this.root = null;
    const message = `The file must have at most ${SUBMISSION_LENGTH_MAX} characters.`;
    this.#addYamlProblem(null, message, 'Split it.');
  }

  /** The problems in order of their positions. */
  get problems(): readonly SubmissionProblem[] {
    return [...this.#problems.values()].toSorted((a, b) => a.line - b.line || a.column - b.column);
  }

  getPosition(node: Node | null): TextPosition {
    return this.#toPosition(node?.range?.[0] ?? 0);
  }

  /** Adds a problem. The problem of a default that many facts inherit is added once. */
  addProblem({ place, ...problem }: ProblemReport): void {
    const { line, column } = place !== null && 'line' in place ? place : this.getPosition(place);
    this.invalidParts.add(problem.part);
    const key = `${line}:${column}:${problem.code}:${problem.remedy}`;
    if (!this.#problems.has(key) && this.#problems.size < PROBLEMS_MAX)
      this.#problems.set(key, { ...problem, line, column });
  }

  #addYamlProblem(place: ProblemReport['place'], message: string, remedy: string | null): void {
    const code = 'DRAFTING_YAML_INVALID';
    this.addProblem({ code, place, part: '', field: '', message, remedy });
  }

  #toPosition(offset: number): TextPosition {
    const { line, col } = this.#lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  }

  #parse(yaml: string): Node | null {
    try {
      const document = parseDocument(yaml, {
        lineCounter: this.#lines,
        prettyErrors: false,
        merge: false,
        resolveKnownTags: false,
        logLevel: 'error',
      });
      for (const { code, message, pos } of document.errors)
        this.#addYamlProblem(
          this.#toPosition(pos[0]),
          formatYamlError(code, message),
          findYamlRemedy(code),
        );
      if (this.#problems.size === 0) visit(document, { Node: (_, node) => this.#checkNode(node) });
      return document.contents;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#addYamlProblem(null, TOO_DEEP, 'A file needs only a few levels.');
      return null;
    }
  }

  #checkNode(node: Node): void {
    this.#checkNumber(node);
    this.#checkFeatures(node);
  }

  #checkNumber(node: Node): void {
    if (!isScalar(node) || typeof node.value !== 'number') return;
    const written = node.source ?? '';
    if (isNumberKept(written)) return;
    this.#addYamlProblem(
      node,
      `Programs cannot keep the number ${written} exactly.`,
      'Write fewer digits, or put a text in quotation marks.',
    );
  }

  // With anchors, aliases and tags, people could not check a submission by reading it.
  #checkFeatures(node: Node): void {
    const hasAnchor = isAlias(node) || ('anchor' in node && node.anchor !== undefined);
    if (!hasAnchor && node.tag === undefined) return;

    const feature = hasAnchor ? 'anchors and aliases (& and *)' : 'tags (!)';
    this.#addYamlProblem(
      node,
      `The file must not use ${feature}.`,
      'Write the value out, name an actor in `actors`, or quote a text that begins with that sign.',
    );
  }
}

const TOO_DEEP = 'The YAML is nested too deeply.';

function formatYamlError(code: string, message: string): string {
  if (code === 'DUPLICATE_KEY') return 'A mapping must not contain the same key twice.';
  // The parser recurses once per level, so a text of brackets exhausts its stack.
  if (/stack/i.test(message)) return TOO_DEEP;
  return `The YAML is invalid: ${message.replace(/\.$/, '')}.`;
}

function findYamlRemedy(code: string): string | null {
  switch (code) {
    case 'DUPLICATE_KEY':
      return 'Keep one of them.';
    case 'MULTIPLE_DOCS':
      return 'Remove the line `---`: one file contains one submission or command.';
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
      return 'Put words that contain a colon in quotation marks.';
    default:
      return null;
  }
}

/** Returns the entries of a mapping in their order, or undefined for any other node. */
export function getEntries(node: Node | null): readonly MappingEntry[] | undefined {
  if (!isMap(node)) return undefined;

  return node.items.flatMap((pair) => {
    if (!isPair(pair) || !isNode(pair.key)) return [];
    const value = isNode(pair.value) ? pair.value : null;
    return [{ key: getScalarText(pair.key) ?? '', keyNode: pair.key, value }];
  });
}

/** Returns the value of an entry, or null if it is missing. */
export function getEntryValue(entries: readonly MappingEntry[], key: string): Node | null {
  return entries.find((entry) => entry.key === key)?.value ?? null;
}

/** Returns a scalar as written, so `2025` is a text; undefined for null, mappings and lists. */
export function getScalarText(node: Node | null): string | undefined {
  if (!isScalar(node) || node.value === null || node.value === undefined) return undefined;
  return typeof node.value === 'string' ? node.value : node.source;
}

export function isNull(node: Node | null): boolean {
  return node === null || (isScalar(node) && (node.value === null || node.value === undefined));
}
