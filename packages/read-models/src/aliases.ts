/** What ids may be merged: two ids of one kind that turned out to name one thing. */
export type AliasKind = 'body' | 'meeting' | 'decision' | 'incident' | 'document' | 'actor';

/** A merger that stands: the id that is no longer shown, and the one that is. */
export interface Alias {
  readonly kind: string;
  readonly merged: string;
  readonly into: string;
}

/** Which ids name one thing, at one position of the record. Both stay valid; one is shown. */
export class Aliases {
  readonly #into = new Map<string, Map<string, string>>();

  constructor(aliases: readonly Alias[] = []) {
    for (const { kind, merged, into } of aliases) {
      const ofKind = this.#into.get(kind) ?? new Map<string, string>();
      this.#into.set(kind, ofKind.set(merged, into));
    }
  }

  /** The id that is shown for an id. */
  canonicalId(kind: AliasKind, id: string): string {
    const ofKind = this.#into.get(kind);
    let shown = id;
    // Mergers may follow each other; were they ever to go in a circle, each of its ids is shown as itself.
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

  /** Every id that names the same thing, itself among them. */
  equivalentIds(kind: AliasKind, id: string): readonly string[] {
    const shown = this.canonicalId(kind, id);
    const merged = [...(this.#into.get(kind)?.keys() ?? [])].filter(
      (other) => this.canonicalId(kind, other) === shown,
    );
    return [...new Set([shown, ...merged, id])];
  }

  /** The shown id of each merged one; null where nothing of the kind was merged. */
  canonicalIds(kind: AliasKind): Readonly<Record<string, string>> | null {
    const ofKind = this.#into.get(kind);
    if (ofKind === undefined) return null;
    return Object.fromEntries([...ofKind.keys()].map((id) => [id, this.canonicalId(kind, id)]));
  }
}
