export { ProjectorModule } from './projector-module.ts';
export { runProjector } from './run-projector.ts';
