/** The kinds of ids that can be merged. */
export type AliasKind = 'body' | 'meeting' | 'decision' | 'incident' | 'document' | 'actor';

/** A current merger: the merged id and the id that replaces it. */
export interface Alias {
  readonly kind: string;
  readonly merged: string;
  readonly into: string;
}

/**
 * The ids that name the same thing, at one position of the record. All of them stay valid; the
 * canonical one is shown.
 */
export class Aliases {
  readonly #into = new Map<string, Map<string, string>>();

  constructor(aliases: readonly Alias[] = []) {
    for (const { kind, merged, into } of aliases) {
      const ofKind = this.#into.get(kind) ?? new Map<string, string>();
      this.#into.set(kind, ofKind.set(merged, into));
    }
  }

  /** Returns the id that is shown instead of an id. */
  canonicalId(kind: AliasKind, id: string): string {
    const ofKind = this.#into.get(kind);
    let shown = id;
    // Mergers may form a chain. In a cycle, each id is its own canonical id.
    for (
      let step = 0, next = ofKind?.get(shown);
      next !== undefined;
      next = ofKind?.get(shown), step += 1
    ) {
      if (step > (ofKind?.size ?? 0)) return id;
      shown = next;
    }
    return shown;
  }

  /** Returns every id that names the same thing, including the id itself. */
  equivalentIds(kind: AliasKind, id: string): readonly string[] {
    const shown = this.canonicalId(kind, id);
    const merged = [...(this.#into.get(kind)?.keys() ?? [])].filter(
      (other) => this.canonicalId(kind, other) === shown,
    );
    return [...new Set([shown, ...merged, id])];
  }

  /** Returns the canonical id of each merged id, or null if no id of the kind was merged. */
  canonicalIds(kind: AliasKind): Readonly<Record<string, string>> | null {
    const ofKind = this.#into.get(kind);
    if (ofKind === undefined) return null;
    return Object.fromEntries([...ofKind.keys()].map((id) => [id, this.canonicalId(kind, id)]));
  }
}
