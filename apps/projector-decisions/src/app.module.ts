import { type DynamicModule, Module } from '@nestjs/common';
import { PlatformModule, type PlatformOptions } from '@rapporteur/platform';
import { ProjectorDecisionsModule } from './projector-decisions.module.ts';

/** The projector as a process of its own: it answers nothing but its health. */
@Module({})
export class AppModule {
  static forRoot(options: PlatformOptions, owner: string): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.forRoot(options), ProjectorDecisionsModule.ownedBy(owner)] };
  }
}
