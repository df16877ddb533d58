export { AppModule } from './app.module.ts';
export { ProjectorParticipationModule } from './projector-participation.module.ts';
