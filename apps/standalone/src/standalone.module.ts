import { type DynamicModule, Module } from '@nestjs/common';
import { CommandServiceModule } from '@rapporteur/command-service';
import { PlatformModule, type PlatformOptions } from '@rapporteur/platform';
import { ProjectorDecisionsModule } from '@rapporteur/projector-decisions';
import { ProjectorParticipationModule } from '@rapporteur/projector-participation';
import { ProjectorTimelineModule } from '@rapporteur/projector-timeline';
import { QueryServiceModule } from '@rapporteur/query-service';
import { LandingController } from './landing.controller.ts';

/** All of Rapporteur in one process, on one address. */
@Module({})
export class StandaloneModule {
  /** `projectorOwner` is the name under which this process holds the read models. */
  static forRoot(options: PlatformOptions, projectorOwner: string): DynamicModule {
    return {
      module: StandaloneModule,
      imports: [
        PlatformModule.forRoot(options),
        CommandServiceModule,
        ProjectorTimelineModule.ownedBy(projectorOwner),
        ProjectorParticipationModule.ownedBy(projectorOwner),
        ProjectorDecisionsModule.ownedBy(projectorOwner),
        QueryServiceModule,
      ],
      controllers: [LandingController],
    };
  }
}
