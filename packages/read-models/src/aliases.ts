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
      const mergedIds = this.#into.get(kind) ?? new Map<string, string>();
      this.#into.set(kind, mergedIds.set(merged, into));
    }
  }

  /** Returns the id that is shown instead of an id. */
  canonicalId(kind: AliasKind, id: string): string {
    const mergedIds = this.#into.get(kind);
    const seen = new Set<string>();
    let canonical = id;

    // Mergers may form a chain. In a cycle, each id is its own canonical id.
    for (let next = mergedIds?.get(id); next !== undefined; next = mergedIds?.get(next)) {
      if (seen.has(next)) return id;
      seen.add(next);
      canonical = next;
    }
    return canonical;
  }

  /** Returns every id that names the same thing, including the id itself. */
  equivalentIds(kind: AliasKind, id: string): readonly string[] {
    const canonical = this.canonicalId(kind, id);
    const merged = [...(this.#into.get(kind)?.keys() ?? [])].filter(
      (other) => this.canonicalId(kind, other) === canonical,
    );
    return [...new Set([canonical, ...merged, id])];
  }

  /** Returns the canonical id of each merged id, or null if no id of the kind was merged. */
  canonicalIds(kind: AliasKind): Readonly<Record<string, string>> | null {
    const mergedIds = this.#into.get(kind);
    if (mergedIds === undefined) return null;
    return Object.fromEntries([...mergedIds.keys()].map((id) => [id, this.canonicalId(kind, id)]));
  }
}
