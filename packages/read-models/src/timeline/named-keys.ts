import type { RecordQuery } from '../query/record-query.ts';
import { formatPattern, withUnicodeCase } from '../query/sql.ts';
import { NameRow } from './fact-entities.ts';

/** Words, and the kind of the things whose names have them. */
interface NamedThingWords {
  readonly kind: 'body' | 'person';
  readonly words: string;
}

/** Selects the keys of the things of which one name, or the id, has all the words. */
export function selectNamedKeys(parent: RecordQuery, { kind, words }: NamedThingWords): string {
  const query = parent.subquery();
  const w = query.from(NameRow, 'w');
  const patterns = words
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => query.parameter(formatPattern(word), 'text'));
  const hasWords = [w.name, w.named].map((text) =>
    patterns.map((pattern) => `${withUnicodeCase(text)} ILIKE ${pattern}`).join(' AND '),
  );
  query.where(`${w.namedKind} = '${kind}'`);
  if (patterns.length > 0) query.where(`(${hasWords.map((one) => `(${one})`).join(' OR ')})`);
  return query.toSubquery({
    key: query.canonicalKey(kind === 'person' ? 'actor' : 'body', {
      collection: w.collection,
      id: w.named,
    }),
  });
}
