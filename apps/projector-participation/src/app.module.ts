import { type DynamicModule, Module } from '@nestjs/common';
import { PlatformModule, type PlatformOptions } from '@rapporteur/platform';
import { ProjectorParticipationModule } from './projector-participation.module.ts';

/** The projector as a process of its own: it answers nothing but its health. */
@Module({})
export class AppModule {
  static forRoot(options: PlatformOptions, owner: string): DynamicModule {
    return {
      module: AppModule,
      imports: [PlatformModule.forRoot(options), ProjectorParticipationModule.ownedBy(owner)],
    };
  }
}
