export { type CommandResponse } from './answer.ts';
export { CommandServiceModule } from './command-service.module.ts';
