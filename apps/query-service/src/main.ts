import 'reflect-metadata';
import { runApp } from '@rapporteur/platform';
import { openReadModels } from '@rapporteur/projection-runtime';
import { QueryServiceAppModule } from './app.module.ts';

await runApp({
  module: (options) => QueryServiceAppModule.forRoot(options),
  openDatabase: openReadModels,
  startedMessage: 'The query service is running.',
});
