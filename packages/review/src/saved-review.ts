import { z } from 'zod';
import { hashFields } from './fact-identity.ts';
import { getFields, listTakes, type ReviewContent } from './review-content.ts';
import { type ItemFields, type FactItem, getType } from './review-item.ts';

const FieldsSchema = z.record(z.string(), z.json());
const RangeSchema = z.strictObject({ start: z.int(), end: z.int(), line: z.int() });

/** A fact that a review saw, and what was decided on it. */
const SavedFactSchema = z.strictObject({
  key: z.string(),
  /** The fact in words, for messages: its type and line. */
  name: z.string(),
  status: z.enum(['accepted', 'rejected']).nullable(),
  reason: z.string().nullable(),
  /** The hash of its fields in the draft. */
  drafted: z.string(),
  /** Its fields, if they were edited. */
  edited: FieldsSchema.nullable(),
});

const MadeFactSchema = z.strictObject({
  key: z.string(),
  /** The sentence that it was made from. */
  after: z.string().nullable(),
  ranges: z.array(RangeSchema),
  fields: FieldsSchema,
});

/** The state of the review of one text, as it is stored. */
const SavedReviewSchema = z.strictObject({
  schemaVersion: z.literal(1),
  /** The SHA-256 of the text. */
  text: z.string(),
  /** The key of the item at which the review was left; null at the overview. */
  current: z.string().nullable(),
  facts: z.array(SavedFactSchema),
  made: z.array(MadeFactSchema),
  /** The proposals that were taken or left. */
  merges: z.array(z.strictObject({ key: z.string(), isTaken: z.boolean() })).default([]),
  /** The keys of the sentences and contradictions that were seen. */
  seen: z.array(z.string()),
});

export type SavedReview = z.infer<typeof SavedReviewSchema>;
export type SavedFact = SavedReview['facts'][number];

/** Returns a stored review; undefined if the text is none. */
export function parseSavedReview(json: string): SavedReview | undefined {
  try {
    return SavedReviewSchema.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}

/** Returns a review as the text to store. */
export function formatSavedReview(saved: SavedReview): string {
  return `${JSON.stringify(saved, null, 1)}\n`;
}

/** Returns the keys of the facts that were rejected. */
export function listRejectedKeys({ facts }: SavedReview): ReadonlySet<string> {
  return new Set(facts.filter(({ status }) => status === 'rejected').map(({ key }) => key));
}

/** Returns a fact in a few words: its type and its line. */
export function nameFact({ ranges }: FactItem, fields: ItemFields): string {
  const line = ranges[0]?.line;
  const type = getType(fields);
  return line === undefined ? type : `${type}, line ${line}`;
}

/** Returns the review to store. It keeps the decisions on facts that this draft does not have. */
export function saveReview(
  content: ReviewContent,
  {
    text,
    current,
    previous,
  }: {
    readonly text: string;
    readonly current: string | null;
    readonly previous: SavedReview | undefined;
  },
): SavedReview {
  const facts = content.items.filter((item) => item.kind === 'fact');
  const present = new Set(facts.map(({ key }) => key));
  const isKept = ({ key, status, edited }: SavedFact): boolean =>
    !present.has(key) && (status !== null || edited !== null);
  return {
    schemaVersion: 1,
    text,
    current,
    facts: [
      ...(previous?.facts.filter(isKept) ?? []),
      ...facts.map((item) => saveFact(content, item)),
    ],
    made: content.items.flatMap((item, index) => {
      if (item.kind !== 'fact' || !item.isMade) return [];
      const after = content.items.slice(0, index).findLast(({ kind }) => kind === 'sentence');
      const { key, fields, ranges } = item;
      return [{ key, after: after?.key ?? null, ranges: [...ranges], fields: toJson(fields) }];
    }),
    merges: [...listTakes(content)].map(([key, isTaken]) => ({ key, isTaken })),
    seen: [...content.outcomes].flatMap(([key, { status }]) => (status === 'seen' ? [key] : [])),
  };
}

function saveFact(content: ReviewContent, item: FactItem): SavedFact {
  const { key } = item;
  const outcome = content.outcomes.get(key);
  const edited = content.edits.get(key);
  return {
    key,
    name: nameFact(item, getFields(content, item)),
    status: outcome === undefined || outcome.status === 'seen' ? null : outcome.status,
    reason: outcome?.reason ?? null,
    drafted: hashFields(item.fields),
    edited: edited === undefined ? null : toJson(edited),
  };
}

function toJson(fields: ItemFields): SavedFact['edited'] & object {
  return structuredClone(fields) as SavedFact['edited'] & object;
}
