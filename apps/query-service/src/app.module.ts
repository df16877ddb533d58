import { type DynamicModule, Module } from '@nestjs/common';
import { PlatformModule, type PlatformOptions } from '@rapporteur/platform';
import { CommandForwarding } from './command-forwarding.ts';
import { QueryServiceModule } from './query-service.module.ts';

/** The query service as a process of its own. */
@Module({})
export class QueryServiceAppModule {
  static forRoot(options: PlatformOptions): DynamicModule {
    return {
      module: QueryServiceAppModule,
      imports: [PlatformModule.forRoot(options), QueryServiceModule],
      providers: [CommandForwarding],
    };
  }
}
