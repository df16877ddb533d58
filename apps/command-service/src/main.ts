import 'reflect-metadata';
import { runApp } from '@rapporteur/platform';
import { CommandServiceAppModule } from './app.module.ts';

await runApp({
  module: (options) => CommandServiceAppModule.forRoot(options),
  startedMessage: 'The command service accepts commands.',
});
