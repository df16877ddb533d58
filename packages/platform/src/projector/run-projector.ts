import type { DynamicModule } from '@nestjs/common';
import { openReadModels, type Projection } from '@rapporteur/projection-runtime';
import { PlatformModule, type PlatformOptions } from '../platform-module.ts';
import { runApp } from '../run-app.ts';
import { ProjectorModule } from './projector-module.ts';

/** Runs the projector of a read model as a process of its own. */
export async function runProjector(projection: Projection): Promise<void> {
  await runApp({
    // Several may run on one machine.
    module: (options) =>
      createProjectorAppModule(projection, `${options.settings.instance}.${process.pid}`, options),
    openDatabase: openReadModels,
    startedMessage: `the projector of ${projection.name} is at work`,
  });
}

/** A projector and what every app shares: it answers nothing but its health. */
export function createProjectorAppModule(
  projection: Projection,
  owner: string,
  options: PlatformOptions,
): DynamicModule {
  return {
    ...ProjectorModule.forProjection(projection, owner),
    imports: [PlatformModule.forRoot(options)],
  };
}
