import { type DynamicModule, Inject, Module } from '@nestjs/common';
import { CommandServiceModule } from '@rapporteur/command-service';
import { API_DOCS, type ApiDocs, PlatformModule, type PlatformOptions } from '@rapporteur/platform';
import { ProjectorModule } from '@rapporteur/platform/projector';
import { QueryServiceModule } from '@rapporteur/query-service';
import { READ_MODELS } from '@rapporteur/read-models';
import { createLandingApiPart, LandingController } from './landing.controller.ts';

/** All of Rapporteur in one process, at one address. */
@Module({})
export class StandaloneModule {
  constructor(@Inject(API_DOCS) docs: ApiDocs) {
    docs.add(createLandingApiPart);
  }

  /** `projectorOwner` is the name that the leases of the read models have. */
  static forRoot(options: PlatformOptions, projectorOwner: string): DynamicModule {
    return {
      module: StandaloneModule,
      imports: [
        PlatformModule.forRoot(options),
        CommandServiceModule,
        ...READ_MODELS.map((projection) =>
          ProjectorModule.forProjection(projection, projectorOwner),
        ),
        QueryServiceModule,
      ],
      controllers: [LandingController],
    };
  }
}
