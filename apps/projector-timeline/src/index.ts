export { AppModule } from './app.module.ts';
export { ProjectorTimelineModule } from './projector-timeline.module.ts';
