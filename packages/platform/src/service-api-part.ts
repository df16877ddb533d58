import { z } from 'zod';
import {
  type ApiPart,
  type JsonObject,
  jsonResponse,
  OTHER_PROBLEMS,
  problemResponse,
  SharedSchemas,
  textResponse,
} from './api-part.ts';

/** The response of `/health/live`. */
export const LivenessSchema = z.object({ status: z.literal('ok') });

/** The response of `/health/ready`. */
export const ReadinessSchema = z.object({
  status: z.literal('ready'),
  checks: z.record(z.string(), z.string()).meta({ description: 'The result of each check: `ok`.' }),
});

const DocumentSchema = z
  .looseObject({
    openapi: z.string().meta({ description: 'The version of OpenAPI.' }),
    info: z.looseObject({ title: z.string(), version: z.string() }),
    paths: z.record(z.string(), z.looseObject({})),
  })
  .meta({ description: 'The members that every OpenAPI document has, and more.' });

/** Returns the OpenAPI description of the routes that every app has. */
export function createServiceApiPart(): ApiPart {
  const schemas = new SharedSchemas();
  const describeGet = (operationId: string, summary: string, responses: JsonObject) => ({
    get: {
      tags: ['service'],
      operationId,
      summary,
      responses: { ...responses, ...OTHER_PROBLEMS },
    },
  });
  return {
    tags: [{ name: 'service', description: 'The process: health, metrics and documentation.' }],
    paths: {
      '/health/live': describeGet('getHealthLive', 'Whether the process is alive.', {
        200: jsonResponse('It is alive.', schemas.define('Liveness', LivenessSchema)),
      }),
      '/health/ready': describeGet('getHealthReady', 'Whether it is ready for requests.', {
        200: jsonResponse('It is ready.', schemas.define('Readiness', ReadinessSchema)),
        503: problemResponse('It is not ready; `checks` has the reason.'),
      }),
      '/metrics': describeGet('getMetrics', 'The metrics, for Prometheus.', {
        200: textResponse('The metrics, in the text format of Prometheus.', 'text/plain'),
      }),
      '/openapi.json': describeGet('getOpenApi', 'This document.', {
        200: jsonResponse('OpenAPI 3.1.', schemas.define('OpenApiDocument', DocumentSchema)),
      }),
      '/docs': describeGet('getDocs', 'This document, as a page.', {
        200: textResponse('The page.', 'text/html'),
      }),
    },
    schemas: schemas.list(),
  };
}
