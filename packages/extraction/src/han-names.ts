import type { NamedBody } from './body-names.ts';
import type { UnitSpan } from './prepared-text.ts';

const HAN = /\p{Script=Han}/u;

interface NameNode {
  readonly next: Map<string, NameNode>;
  body: NamedBody | undefined;
}

/** The Chinese names of bodies. A text is searched for all of them at once, whatever their number. */
export class HanNames {
  readonly #root: NameNode = { next: new Map(), body: undefined };

  /** Adds a name with a Chinese character; other names are ignored. */
  add(name: string, body: NamedBody): void {
    if (!HAN.test(name)) return;
    let node = this.#root;
    for (let at = 0; at < name.length; at += 1) {
      const letter = name.charAt(at);
      let next = node.next.get(letter);
      if (next === undefined) {
        next = { next: new Map(), body: undefined };
        node.next.set(letter, next);
      }
      node = next;
    }
    node.body ??= body;
  }

  /** Returns the first place of each name in a text. */
  find(text: string): readonly (UnitSpan & { readonly body: NamedBody; readonly name: string })[] {
    const found = new Map<string, UnitSpan & { readonly body: NamedBody; readonly name: string }>();
    for (let start = 0; start < text.length; start += 1) {
      let node = this.#root.next.get(text.charAt(start));
      for (let end = start + 1; node !== undefined; end += 1) {
        const { body, next } = node;
        const name = body === undefined ? '' : text.slice(start, end);
        if (body !== undefined && !found.has(name)) found.set(name, { body, name, start, end });
        node = next.get(text.charAt(end));
      }
    }
    return [...found.values()];
  }
}
