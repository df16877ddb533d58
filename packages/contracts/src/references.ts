import { z } from 'zod';
import { getShapeName, unwrapSchema } from './shape-metadata.ts';
import type { ActorRef } from './shapes/actor.ts';
import type { Passage } from './shapes/assertion.ts';
import type { Referent } from './shapes/ids.ts';

/** A reference in the data of an event, with its path. */
export type Reference =
  | { readonly to: Referent; readonly id: string; readonly path: string }
  | { readonly to: 'actor'; readonly actor: ActorRef; readonly path: string }
  | { readonly to: 'passage'; readonly passage: Passage; readonly path: string };

type ReferenceCollector = (value: unknown, path: string, found: Reference[]) => void;

const compiled = new WeakMap<z.core.$ZodType, ReferenceCollector | null>();

function referentOf(schema: z.ZodType): Referent | undefined {
  return schema.meta()?.['referent'] as Referent | undefined;
}

function compileObject(schema: z.ZodObject): ReferenceCollector | null {
  const fields = Object.entries(schema.shape).flatMap(([name, field]) => {
    const collect = compile(field as z.ZodType);
    return collect === null ? [] : [[name, collect] as const];
  });
  if (fields.length === 0) return null;
  return (value, path, found) => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, collect] of fields) {
      const field = (value as Record<string, unknown>)[name];
      // Most fields of most facts are null.
      if (field !== null && field !== undefined)
        collect(field, path === '' ? name : `${path}.${name}`, found);
    }
  };
}

function compileArray(schema: z.ZodArray): ReferenceCollector | null {
  const collect = compile(schema.element as z.ZodType);
  if (collect === null) return null;
  return (value, path, found) => {
    if (Array.isArray(value))
      value.forEach((entry, index) => collect(entry, `${path}.${index}`, found));
  };
}

function compileInner(schema: z.ZodType): ReferenceCollector | null {
  const referent = referentOf(schema);
  if (referent !== undefined) {
    return (value, path, found) => {
      if (typeof value === 'string') found.push({ to: referent, id: value, path });
    };
  }
  if (getShapeName(schema) === 'ActorRef') {
    return (value, path, found) => {
      if (value !== null && value !== undefined)
        found.push({ to: 'actor', actor: value as ActorRef, path });
    };
  }
  if (getShapeName(schema) === 'Passage') {
    return (value, path, found) => {
      if (value !== null && value !== undefined)
        found.push({ to: 'passage', passage: value as Passage, path });
    };
  }
  if (schema instanceof z.ZodObject) return compileObject(schema);
  if (schema instanceof z.ZodArray) return compileArray(schema);
  if (schema instanceof z.ZodUnion) return compileUnion(schema);
  return null;
}

function compileUnion(schema: z.ZodUnion): ReferenceCollector | null {
  const options = schema.options.flatMap((option) => compile(option as z.ZodType) ?? []);
  if (options.length === 0) return null;
  return (value, path, found) => options.forEach((collect) => collect(value, path, found));
}

function compile(schema: z.ZodType): ReferenceCollector | null {
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  const inner = unwrapSchema(schema);
  const collect = inner === schema ? compileInner(schema) : compile(inner);
  compiled.set(schema, collect);
  return collect;
}

/** Returns the ids, actors and passages in data that match the schema, in schema order. */
export function findReferences(schema: z.ZodType, data: unknown): readonly Reference[] {
  const found: Reference[] = [];
  compile(schema)?.(data, '', found);
  return found;
}
