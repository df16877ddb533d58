import { suggestName } from '@rapporteur/contracts';
import { getEntries, getScalarText, isNull } from '@rapporteur/drafting';
import type { MappingEntry, TextPosition } from '@rapporteur/drafting';
import { isMap, isScalar, isSeq, type Node } from 'yaml';
import { descend, type MappingContext, report } from './mapping-nodes.ts';
import {
  type ObjectTemplate,
  parseReference,
  type PlaceholderReference,
  ROW_NAME,
  type Template,
  type TemplateNames,
} from './template.ts';

/** Parses the templates of one fact, and collects the positions of their fields. */
export class TemplateParser {
  readonly positions = new Map<string, TextPosition>();
  readonly #names: TemplateNames;

  constructor(names: TemplateNames) {
    this.#names = names;
  }

  /** Parses the fields of a mapping. `path` is their path without indices. */
  parseObject(
    entries: readonly MappingEntry[],
    context: MappingContext,
    path = '',
  ): ObjectTemplate {
    const each = entries.find(({ key }) => key === 'each');
    const fields = entries.filter((entry) => entry !== each);
    return {
      kind: 'object',
      each: each === undefined ? null : this.parseEach(each.value, descend(context, 'each')),
      entries: fields.map(({ key, keyNode, value }) => {
        const inner = path === '' ? key : `${path}.${key}`;
        this.positions.set(inner, context.document.getPosition(keyNode));
        return [key, this.#parse(value, descend(context, key), inner)] as const;
      }),
    };
  }

  /** Returns the column that `each` names. */
  parseEach(node: Node | null, context: MappingContext): string | null {
    const name = getScalarText(node);
    if (name !== undefined && this.#names.names.includes(name)) return name;
    report(context, node, {
      message: name === undefined ? 'must be the name of a column.' : `Unknown column \`${name}\`.`,
      remedy: suggestName(name ?? '', this.#names.names),
    });
    return null;
  }

  #parse(node: Node | null, context: MappingContext, path: string): Template {
    if (isNull(node) || node === null) return { kind: 'constant', value: null };
    if (isSeq(node)) {
      const items = node.items.map((item) => this.#parse(item as Node, context, path));
      return { kind: 'list', items };
    }
    const placeholder = getPlaceholder(node);
    if (placeholder !== undefined) return this.#parseValue(placeholder, node, context);
    const entries = getEntries(node);
    if (entries !== undefined) return this.parseObject(entries, context, path);
    return this.#parseText(node, context);
  }

  #parseText(node: Node, context: MappingContext): Template {
    const text = getScalarText(node) ?? '';
    const isText = isScalar(node) && typeof node.value === 'string';
    if (!isText || !text.includes('{'))
      return { kind: 'constant', value: isScalar(node) ? node.value : text };
    const whole = /^\{([^{}]*)\}$/.exec(text)?.[1];
    if (whole !== undefined) return this.#parseValue(whole, node, context);
    const parts = text.split(/(\{[^{}]*\})/).filter((part) => part !== '');
    return {
      kind: 'text',
      parts: parts.map((part) => {
        const inside = /^\{([^{}]*)\}$/.exec(part)?.[1];
        return inside === undefined ? part : (this.#parseReference(inside, node, context) ?? part);
      }),
    };
  }

  #parseValue(text: string, node: Node, context: MappingContext): Template {
    const reference = this.#parseReference(text, node, context);
    return reference === undefined
      ? { kind: 'constant', value: null }
      : { kind: 'value', reference };
  }

  #parseReference(
    text: string,
    node: Node,
    context: MappingContext,
  ): PlaceholderReference | undefined {
    const reference = parseReference(text);
    const { names } = this.#names;
    if (reference === undefined) {
      report(context, node, {
        message: `{${text}} is not a placeholder.`,
        remedy: 'Write {column}, {column.part} or {column|slug}; also |lower, |first and |last.',
      });
      return undefined;
    }
    const { name, path } = reference;
    if (name === ROW_NAME) return reference;
    if (!names.includes(name)) {
      report(context, node, {
        message: `Unknown column {${name}}.`,
        remedy:
          names.length === 0
            ? 'Describe it in `columns`.'
            : suggestName(name, [...names, ROW_NAME]),
      });
      return undefined;
    }
    const parts = this.#names.listParts(name);
    const unknown = path.find((part) => !parts.includes(part));
    if (unknown === undefined) return reference;
    report(context, node, {
      message: `{${name}} has no part \`${unknown}\`.`,
      remedy: suggestName(unknown, parts),
    });
    return undefined;
  }
}

/** Returns the placeholder that YAML parses as a mapping: `{date}` without quotation marks. */
function getPlaceholder(node: Node): string | undefined {
  if (!isMap(node) || node.flow !== true) return undefined;
  const [entry, second] = getEntries(node) ?? [];
  const isAlone = entry !== undefined && second === undefined && isNull(entry.value);
  return isAlone && entry.key !== 'each' ? entry.key : undefined;
}
