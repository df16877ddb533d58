import { type DynamicModule, Module } from '@nestjs/common';
import { PlatformModule, type PlatformOptions } from '@rapporteur/platform';
import { CommandServiceModule } from './command-service.module.ts';

/** The command service as a process of its own. */
@Module({})
export class CommandServiceAppModule {
  static forRoot(options: PlatformOptions): DynamicModule {
    return {
      module: CommandServiceAppModule,
      imports: [PlatformModule.forRoot(options), CommandServiceModule],
    };
  }
}
