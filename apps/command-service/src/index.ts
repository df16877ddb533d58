export { type CommandResponse } from './command-response.ts';
export { CommandServiceModule } from './command-service.module.ts';
