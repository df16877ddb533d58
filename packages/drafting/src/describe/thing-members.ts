import type { NamedKind } from './event-names.ts';

/** The members of facts and answers that are ids of things, or lists of such ids, by kind. */
const MEMBERS_BY_KIND: Readonly<Partial<Record<NamedKind, readonly string[]>>> = {
  meeting: ['meeting', 'meetings', 'after', 'heldAs', 'prepares', 'marginsOf'],
  body: ['body', 'bodies', 'meetingBody', 'forBody', 'within', 'parents', 'organs'],
  // An instrument that is cited may be a decision.
  decision: ['decision', 'decisions', 'partOf', 'cited'],
  incident: ['incident', 'incidents'],
  document: [
    'document',
    'documents',
    'consistentDocuments',
    'statedIn',
    'versionOf',
    'annex',
    'parent',
  ],
  actor: ['actor', 'actorOf', 'condemnerOf', 'of', 'represents', 'saidBy'],
};

const KIND_BY_MEMBER: ReadonlyMap<string, NamedKind> = new Map(
  Object.entries(MEMBERS_BY_KIND).flatMap(([kind, members]) =>
    members.map((member) => [member, kind as NamedKind] as const),
  ),
);

/** An id of a thing in some data, with the collection of the nearest row that names one. */
interface MentionedThing {
  readonly kind: NamedKind;
  readonly id: string;
  readonly collection: string | null;
}

/** Returns the kind of the things whose ids a member has; null if it has none. */
export function findMemberKind(member: string): NamedKind | null {
  return KIND_BY_MEMBER.get(member) ?? null;
}

/** Returns the things that the members of some data name by their ids, at any depth. */
export function listMentions(
  data: unknown,
  collection: string | null = null,
): readonly MentionedThing[] {
  if (Array.isArray(data)) return data.flatMap((item) => listMentions(item, collection));
  if (typeof data !== 'object' || data === null) return [];
  const own: unknown = Reflect.get(data, 'collection');
  const here = typeof own === 'string' ? own : collection;
  const mentions = Object.entries(data).flatMap(([member, value]) => {
    const kind = findMemberKind(member);
    // The agreement of sources has words in members of the same names: `meeting: one source`.
    const ids = ([value] as readonly unknown[])
      .flat()
      .filter((id): id is string => typeof id === 'string' && !/\s/.test(id));
    const mentioned = kind === null ? [] : ids.map((id) => ({ kind, id, collection: here }));
    return [...mentioned, ...listMentions(value, here)];
  });
  return [...listReference(data, here), ...mentions];
}

/** Returns the thing that an object refers to by its kind and id. An actor has other kinds. */
function listReference(data: object, collection: string | null): readonly MentionedThing[] {
  const kind: unknown = Reflect.get(data, 'kind');
  const id: unknown = Reflect.get(data, 'id');
  if (typeof kind !== 'string' || typeof id !== 'string') return [];
  return kind in MEMBERS_BY_KIND ? [{ kind: kind as NamedKind, id, collection }] : [];
}
