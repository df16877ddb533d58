export { type Answer } from './answer.ts';
export { CommandServiceModule } from './command-service.module.ts';
