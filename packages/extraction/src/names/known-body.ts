import type { KnownBody } from '../draft.ts';

/** A used name such as "the Council" names the body only in its own text. */
const NAMES_ALONE = /\p{L}\s\p{Lu}|^\p{Lu}{2,}/u;

/** A body as the query `bodies` answers it. */
interface RecordedBody {
  readonly body: string;
  readonly name: string;
  readonly kind: KnownBody['kind'];
  readonly parents: readonly string[];
  readonly names: readonly string[];
}

/** Returns a body of the record with the names by which drafts know it. */
export function toKnownBody({ body, name, kind, parents, names }: RecordedBody): KnownBody {
  return {
    body,
    name,
    kind,
    // A parent in another collection is not one that this collection may register.
    parents: parents.filter((parent) => !parent.includes('/')),
    otherNames: names.filter((other) => other !== name && NAMES_ALONE.test(other)),
  };
}
