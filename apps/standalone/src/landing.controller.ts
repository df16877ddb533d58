import { Controller, Get, Header } from '@nestjs/common';
import { type ApiPart, jsonResponse, OTHER_PROBLEMS, SharedSchemas } from '@rapporteur/platform';
import { z } from 'zod';

const LandingPage = z
  .object({
    name: z.string(),
    what: z.string(),
    documentation: z.string(),
    openapi: z.string(),
    commands: z.string(),
    collections: z.string(),
    status: z.string(),
    health: z.string(),
    commandLine: z.string().meta({ description: 'The command that explains the command line.' }),
  })
  .meta({ description: 'The paths of the entry points of this server.' });

/** The response at the root: links to everything else. */
const LANDING: z.output<typeof LandingPage> = {
  name: 'Rapporteur',
  what: 'The record of intergovernmental bodies: who met, what was decided, and who says so.',
  documentation: '/docs',
  openapi: '/openapi.json',
  commands: '/v1/commands',
  collections: '/v1/collections',
  status: '/v1/status',
  health: '/health/ready',
  commandLine: 'npx rapporteur --help',
};

/** Responds at the root of the server. */
@Controller()
export class LandingController {
  @Get()
  @Header('cache-control', 'no-cache')
  landing(): typeof LANDING {
    return LANDING;
  }
}

/** Returns the OpenAPI description of the root of the server. */
export function createLandingApiPart(): ApiPart {
  const schemas = new SharedSchemas();
  const landing = {
    tags: ['service'],
    operationId: 'getLanding',
    summary: 'The entry points of this server.',
    responses: {
      200: jsonResponse('Their paths.', schemas.define('LandingPage', LandingPage)),
      ...OTHER_PROBLEMS,
    },
  };
  return { tags: [], paths: { '/': { get: landing } }, schemas: schemas.list() };
}
