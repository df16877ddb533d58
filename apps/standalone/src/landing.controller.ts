import { Controller, Get, Header } from '@nestjs/common';

/** What stands at the address itself: where things are. */
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

/** Answers whoever opens the bare address. */
@Controller()
export class LandingController {
  @Get()
  @Header('cache-control', 'no-cache')
  landing(): typeof LANDING {
    return LANDING;
  }
}
