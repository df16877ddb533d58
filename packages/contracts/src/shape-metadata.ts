import { z } from 'zod';

/** What is said once about a shape that many fields share; the JSON Schemas refer to it by its name. */
export function shapeMetadata(name: string, description: string) {
  return { id: name, shape: name, description };
}

/** The schema of the value itself, without what makes it optional, nullable or filled in. */
export function unwrapSchema(schema: z.ZodType): z.ZodType {
  if (
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodOptional
  ) {
    return unwrapSchema(schema.unwrap() as z.ZodType);
  }
  return schema;
}

/** Which of the shared shapes a schema is (`DateValue`, `ActorRef`, …); undefined where it is none of them. */
export function getShapeName(schema: z.ZodType): string | undefined {
  return unwrapSchema(schema).meta()?.['shape'] as string | undefined;
}
