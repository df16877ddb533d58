/** The parameters of a search for facts, as the query `facts` takes them. */
export type FactSearch = Readonly<Record<string, string>>;

/** A fact of the record, with all its fields and its assertion. */
export interface KnownFact {
  readonly event: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** The documents whose words state it. */
  readonly documents: readonly string[];
}

/** The record that a draft is compared with. The caller reads it. */
export interface DraftRecord {
  /** Returns the facts of the collection that match, the first thousand; none if it lacks an id. */
  findFacts(search: FactSearch): Promise<readonly KnownFact[]>;
}
