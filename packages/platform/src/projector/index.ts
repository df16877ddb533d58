export { ProjectorModule } from './projector-module.ts';
export {
  ProjectorThreadModule,
  type ProjectorThreadModuleOptions,
} from './projector-thread-module.ts';
export { runProjector } from './run-projector.ts';
