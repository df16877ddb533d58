import { z } from 'zod';

/** Returns the metadata of a shared shape. The JSON Schemas refer to the shape by its name. */
export function shapeMetadata(name: string, description: string) {
  return { id: name, shape: name, description };
}

/** Returns the schema of the value itself, without its optional, nullable and default wrappers. */
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

/** Returns the name of a shared shape, such as `DateValue`; undefined for any other schema. */
export function getShapeName(schema: z.ZodType): string | undefined {
  return unwrapSchema(schema).meta()?.['shape'] as string | undefined;
}
