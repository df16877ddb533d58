export { AppModule } from './app.module.ts';
export { ProjectorDecisionsModule } from './projector-decisions.module.ts';
