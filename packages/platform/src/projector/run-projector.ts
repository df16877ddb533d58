import type { DynamicModule } from '@nestjs/common';
import { openReadModels, type Projection } from '@rapporteur/projection-runtime';
import { PlatformModule, type PlatformOptions } from '../platform-module.ts';
import { runApp } from '../run-app.ts';
import { ProjectorModule } from './projector-module.ts';

/** Runs the projector of a read model as a process. */
export async function runProjector(projection: Projection): Promise<void> {
  await runApp({
    // The process id makes the owner unique: several projectors may run on one machine.
    module: (options) =>
      createProjectorAppModule(projection, `${options.settings.instance}.${process.pid}`, options),
    openDatabase: (url) => openReadModels(url),
    startedMessage: `The projector of ${projection.name} is running.`,
  });
}

/** Returns the module of a projector app. It serves its health and metrics only. */
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
