import 'reflect-metadata';
import { runApp } from '@rapporteur/platform';
import { AppModule } from './app.module.ts';

await runApp({
  module: (options) => AppModule.forRoot(options),
  startedMessage: 'The command service accepts commands.',
});
