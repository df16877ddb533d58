import { SearchExpression } from '../search/search-expression.ts';
/** The content of a slot, as a regular expression without groups that capture. */
export type SlotForms = Readonly<Record<string, string>>;

/** A pattern of a language file, ready to search. */
export interface CompiledPattern {
  readonly expression: SearchExpression;
  /** The slots in order. */
  readonly slots: readonly PatternSlot[];
  /** The kinds of slots without which it cannot match. */
  readonly neededKinds: readonly string[];
}

/** A slot: the name of its group, the field that it fills, and its kind. */
interface PatternSlot {
  readonly group: string;
  readonly field: string;
  readonly kind: string;
  /** Whether the pattern names the field: `{dueOn:date}`. */
  readonly isNamed: boolean;
}

/** The marks that end a sequence. */
const ENDS = new Set(['|', ']', ')']);
const TOKEN =
  /\{(?:(?<field>\w+):)?(?<kind>\w+)\}|(?<mark>[[\]()|])|(?<space>\s+)|(?<word>[^\s[\](){}|]+)/g;

/**
 * Returns the regular expression of a pattern: words, `{slot}` or `{field:slot}`, `[optional|words]`
 * and `(one|of|these)`. The first letter of a word may be a capital. A space is any white space, and
 * the one beside an optional part is left out with it. Throws an Error with the pattern if a slot is
 * unknown or a bracket is missing.
 */
export function compilePattern(pattern: string, forms: SlotForms): CompiledPattern {
  const parser = new PatternParser(pattern, forms);
  const source = parser.parse();
  return {
    expression: new SearchExpression(source, 'd'),
    slots: parser.slots,
    neededKinds: parser.neededKinds,
  };
}

class PatternParser {
  readonly slots: PatternSlot[] = [];
  readonly neededKinds: string[] = [];
  readonly #pattern: string;
  readonly #forms: SlotForms;
  readonly #tokens: readonly Readonly<Record<string, string | undefined>>[];
  #at = 0;

  constructor(pattern: string, forms: SlotForms) {
    this.#pattern = pattern;
    this.#forms = forms;
    this.#tokens = [...pattern.matchAll(TOKEN)].map(({ groups = {} }) => groups);
  }

  parse(): string {
    const source = this.#parseAlternatives(0);
    if (this.#at < this.#tokens.length)
      throw new Error(`The pattern \`${this.#pattern}\` closes a bracket that is not open.`);
    return source;
  }

  #parseAlternatives(depth: number): string {
    const alternatives = [this.#parseSequence(depth)];
    while (this.#tokens[this.#at]?.['mark'] === '|') {
      this.#at += 1;
      alternatives.push(this.#parseSequence(depth));
    }
    return alternatives.join('|');
  }

  #parseSequence(depth: number): string {
    let source = '';
    let isStart = true;
    let hasSpace = false;
    for (let token = this.#tokens[this.#at]; token !== undefined; token = this.#tokens[this.#at]) {
      const { mark, space } = token;
      if (mark !== undefined && ENDS.has(mark)) break;
      this.#at += 1;
      if (space !== undefined) {
        // A space at the beginning of an optional part belongs to it: `exercise[ {name}]`.
        hasSpace = !isStart || depth > 0;
        continue;
      }
      const gap = hasSpace ? '\\s+' : '';
      if (mark === '[') {
        const optional = `(?:${this.#parseGroup(']', depth)})`;
        const isApart = isStart && this.#tokens[this.#at]?.['space'] !== undefined;
        source += isApart ? `(?:${optional}\\s+)?` : `(?:${gap}${optional})?`;
        hasSpace = false;
        if (!isApart) isStart = isStart && source === '';
        continue;
      }
      source += gap + this.#write(token, depth);
      isStart = false;
      hasSpace = false;
    }
    // A space at the end of a part belongs to it, too: `[on {date}, ]the`.
    return hasSpace && depth > 0 ? `${source}\\s+` : source;
  }

  #parseGroup(end: string, depth: number): string {
    const source = this.#parseAlternatives(depth + 1);
    if (this.#tokens[this.#at]?.['mark'] !== end)
      throw new Error(`The pattern \`${this.#pattern}\` lacks a \`${end}\`.`);
    this.#at += 1;
    return source;
  }

  #write(token: Readonly<Record<string, string | undefined>>, depth: number): string {
    const { mark, field, kind, word = '' } = token;
    if (mark === '(') return `(?:${this.#parseGroup(')', depth)})`;
    if (kind === undefined) return writeWord(word);
    const form = this.#forms[kind];
    if (form === undefined)
      throw new Error(`The pattern \`${this.#pattern}\` has the unknown slot {${kind}}.`);
    if (depth === 0) this.neededKinds.push(kind);
    const name = field ?? kind;
    const group = `${name}_${this.slots.length}`;
    this.slots.push({ group, field: name, kind, isNamed: field !== undefined });
    return `(?<${group}>${form})`;
  }
}

function writeWord(word: string): string {
  const first = [...word][0] ?? '';
  const small = first.toLowerCase();
  const capital = first.toUpperCase();
  const isCased = small !== capital && capital.length === 1;
  return (
    (isCased ? `[${small}${capital}]` : escapeForm(first)) + escapeForm(word.slice(first.length))
  );
}

/** Returns a text as a regular expression that matches it. */
export function escapeForm(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
