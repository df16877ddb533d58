import { Controller, Get, Header } from '@nestjs/common';

/** The response at the root: links to everything else. */
const LANDING = {
  name: 'Rapporteur',
  what: 'The record of intergovernmental bodies: who met, what was decided, and who says so.',
  documentation: '/docs',
  openapi: '/openapi.json',
  commands: '/v1/commands',
  collections: '/v1/collections',
  status: '/v1/status',
  health: '/health/ready',
  commandLine: 'npx pnpm rapporteur --help',
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
