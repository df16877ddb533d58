import { extname } from 'node:path';
import { type DynamicModule, Inject, Module } from '@nestjs/common';
import { CommandServiceModule } from '@rapporteur/command-service';
import { API_DOCS, type ApiDocs, PlatformModule, type PlatformOptions } from '@rapporteur/platform';
import {
  ProjectorThreadModule,
  type ProjectorThreadModuleOptions,
} from '@rapporteur/platform/projector';
import { QueryServiceModule } from '@rapporteur/query-service';
import { READ_MODELS } from '@rapporteur/read-models';
import { createLandingApiPart, LandingController } from './landing.controller.ts';

/** The program of the thread of the projectors, from source or from a build, like this file. */
const PROJECTORS_THREAD = new URL(
  `./projectors.thread${extname(import.meta.url)}`,
  import.meta.url,
);

/** The settings of the thread of the projectors. */
export type StandaloneProjectors = Pick<ProjectorThreadModuleOptions, 'execArgv' | 'settings'>;

/** All of Rapporteur in one process, at one address. */
@Module({})
export class StandaloneModule {
  constructor(@Inject(API_DOCS) docs: ApiDocs) {
    docs.add(createLandingApiPart);
  }

  static forRoot(options: PlatformOptions, projectors: StandaloneProjectors): DynamicModule {
    return {
      module: StandaloneModule,
      imports: [
        PlatformModule.forRoot(options),
        CommandServiceModule,
        ProjectorThreadModule.forRoot({
          ...projectors,
          main: PROJECTORS_THREAD,
          projections: READ_MODELS,
        }),
        QueryServiceModule,
      ],
      controllers: [LandingController],
    };
  }
}
