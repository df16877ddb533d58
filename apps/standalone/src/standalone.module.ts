import { type DynamicModule, Module } from '@nestjs/common';
import { CommandServiceModule } from '@rapporteur/command-service';
import { PlatformModule, type PlatformOptions } from '@rapporteur/platform';
import { LandingController } from './landing.controller.ts';

/** All of Rapporteur in one process, on one address. */
@Module({})
export class StandaloneModule {
  static forRoot(options: PlatformOptions): DynamicModule {
    return {
      module: StandaloneModule,
      imports: [PlatformModule.forRoot(options), CommandServiceModule],
      controllers: [LandingController],
    };
  }
}
