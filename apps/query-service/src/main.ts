import 'reflect-metadata';
import { runApp } from '@rapporteur/platform';
import { openReadModels } from '@rapporteur/projection-runtime';
import { READ_MODELS } from '@rapporteur/read-models';
import { QueryServiceAppModule } from './app.module.ts';

await runApp({
  module: (options) => QueryServiceAppModule.forRoot(options),
  openDatabase: (url) => openReadModels(url, { projections: READ_MODELS }),
  startedMessage: 'The query service is running.',
});
