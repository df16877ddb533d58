import { z } from 'zod';
import { shapeMetadata } from '../shape-metadata.ts';

type Json = z.core.util.JSONType;

const nestedValue: z.ZodType<Json, Json> = z.lazy(() => JsonValue);

/** Any JSON value, such as the value of a field before and after a correction. */
export const JsonValue: z.ZodType<Json, Json> = z.union([
  z
    .string()
    .refine(
      (value) => value.isWellFormed(),
      'must not contain a lone surrogate, which UTF-8 cannot encode',
    ),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(nestedValue),
  z.record(z.string(), nestedValue),
]);
// `meta` would create another schema, but this one refers to itself.
z.globalRegistry.add(JsonValue, shapeMetadata('JsonValue', 'Any JSON value'));
