import { type DynamicModule, Module } from '@nestjs/common';
import { PlatformModule, type PlatformOptions } from '@rapporteur/platform';
import { QueryServiceModule } from './query-service.module.ts';

/** The query service as a process of its own. */
@Module({})
export class AppModule {
  static forRoot(options: PlatformOptions): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.forRoot(options), QueryServiceModule] };
  }
}
