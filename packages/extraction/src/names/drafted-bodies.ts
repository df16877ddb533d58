import type { NamedBody } from './body-names.ts';
import type {
  Draft,
  DraftBody,
  DraftFact,
  DraftFields,
  DraftOptions,
  DraftValue,
} from '../draft.ts';
import type { NoteContext } from '../notes/note-context.ts';

/**
 * Returns the bodies that the facts of a note use, the actors and the collection. The organization
 * of the main body opens the collection, unless it is open already.
 */
export function draftRegisteredBodies({
  facts,
  actors,
  context,
  options,
  source,
}: {
  readonly facts: readonly DraftFact[];
  readonly actors: Readonly<Record<string, DraftFields>>;
  readonly context: NoteContext;
  readonly options: DraftOptions;
  readonly source: DraftFields;
}): Pick<Draft, 'bodies' | 'actors' | 'collection'> {
  const ids = new Set<string>();
  collectIds([source, ...facts.map(({ fields }) => fields)], ids);
  const usedActors = Object.fromEntries(Object.entries(actors).filter(([key]) => ids.has(key)));
  collectIds(Object.values(usedActors), ids);
  const used = new Set<NamedBody>();
  const add = (body: NamedBody | undefined): void => {
    if (body === undefined || used.has(body)) return;
    for (const parent of body.parents) add(context.register.get(parent));
    used.add(body);
  };
  add(context.mainBody);
  for (const body of context.register.all) if (ids.has(body.body)) add(body);

  const root = findRoot(context, used);
  const isOpened = options.isOpen !== true && root !== undefined;
  const bodies = [...used]
    .filter((body) => !(isOpened && body === root))
    .map((body): DraftBody => ({
      body: body.body,
      name: body.name,
      kind: body.kind,
      parents:
        body.parents.length === 0 && isOpened && body === context.mainBody && root !== undefined
          ? [root.body]
          : body.parents,
      // A known body keeps the names that the record has; the text may give it others.
      otherNames: [...body.names].filter((name) => name !== body.name && !body.isKnown),
    }));
  return {
    bodies,
    actors: usedActors,
    collection: isOpened
      ? {
          id: options.collection ?? root.body,
          title: root.name,
          rootBody: { body: root.body, name: root.name, kind: 'organization' },
        }
      : (options.collection ?? null),
  };
}

/** Collects the texts and keys of values, among them the ids of bodies and actors. */
function collectIds(value: DraftValue, ids: Set<string>): void {
  if (typeof value === 'string') ids.add(value);
  else if (Array.isArray(value))
    for (const one of value as readonly DraftValue[]) collectIds(one, ids);
  else if (typeof value === 'object' && value !== null)
    for (const [key, one] of Object.entries(value as DraftFields)) {
      ids.add(key);
      collectIds(one, ids);
    }
}

/** The organization that the main body belongs to; else the first one that the text names. */
function findRoot(context: NoteContext, used: ReadonlySet<NamedBody>): NamedBody | undefined {
  const top = (body: NamedBody | undefined): NamedBody | undefined => {
    const [parent] = body?.parents ?? [];
    const next = parent === undefined ? undefined : context.register.get(parent);
    return next === undefined || next === body ? body : top(next);
  };
  const own = top(context.mainBody);
  if (own !== undefined && (own.kind === 'organization' || own !== context.mainBody)) return own;
  const organization = [...used].find(
    ({ kind, parents }) => kind === 'organization' && parents.length === 0,
  );
  return organization ?? own;
}
