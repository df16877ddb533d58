import { ActorRef, toFieldErrors } from '@rapporteur/contracts';
import type { Node } from 'yaml';
import {
  ActorDirectory,
  type ActorLookup,
  type KnownActor,
  toActorKind,
  toFields,
} from './actor-directory.ts';
import { expandObject } from './expand-value.ts';
import { type ExpansionContext, reportProblem } from './expansion-context.ts';
import { getEntries, getScalarText, isNull, type MappingEntry } from './submission-document.ts';

/** Returns the actors that the facts may name: those that `actors` declares, and the known ones. */
export function parseActors(
  node: Node | null,
  known: { readonly bodies: readonly unknown[]; readonly findRecorded: ActorLookup },
  baseContext: ExpansionContext,
): ActorDirectory {
  const entries = getEntries(node);
  if (entries === undefined && !isNull(node)) {
    reportProblem(
      { ...baseContext, part: 'actors', path: 'actors' },
      { place: node, message: '`actors` must be a mapping.', remedy: 'Write `KEY: {kind, …}`.' },
    );
  }

  const directory = new ActorDirectory(known.bodies.flatMap(toKnownActor), known.findRecorded);
  for (const entry of entries ?? []) declareActor(directory, entry, baseContext);
  return directory;
}

/** Returns a registered body as an actor; nothing if its fields are invalid. */
function toKnownActor(body: unknown): readonly KnownActor[] {
  if (typeof body !== 'object' || body === null) return [];
  const { body: id, kind, name, otherNames } = body as Readonly<Record<string, unknown>>;
  if (typeof id !== 'string' || typeof kind !== 'string' || typeof name !== 'string') return [];
  const others = Array.isArray(otherNames)
    ? otherNames.filter((one) => typeof one === 'string')
    : [];
  return [{ id, kind: toActorKind(kind), names: [name, ...others] }];
}

// The key is the default id. A state needs only its code as key and its name as written.
function declareActor(
  directory: ActorDirectory,
  { key, keyNode, value }: MappingEntry,
  baseContext: ExpansionContext,
): void {
  const context = { ...baseContext, part: `actor ${key}`, path: `actors.${key}` };
  const nameAsWritten = getScalarText(value);
  const given =
    nameAsWritten === undefined
      ? expandObject(getEntries(value) ?? [], ActorRef, context)
      : { nameAsWritten };

  const id = typeof given['id'] === 'string' ? given['id'] : key;
  const known =
    given['kind'] === undefined || given['nameAsWritten'] === undefined
      ? directory.findKnown(id)
      : undefined;
  const fields = { id: key, ...(known === undefined ? {} : toFields(known)), ...given };

  const complete = { nameAsWritten: known?.names[0], ...fields };
  const { error } = ActorRef.safeParse(complete);
  const errors = toFieldErrors(error?.issues ?? [], complete, ActorRef);
  for (const { field, message, remedy } of errors) {
    const fieldContext = { ...context, path: `${context.path}.${field}` };
    reportProblem(fieldContext, { place: keyNode, message: `${field} ${message}.`, remedy });
  }
  // The facts that name an invalid actor are checked as if it were valid.
  directory.declare(key, { fields, names: known?.names ?? [], isValid: errors.length === 0 });
}
