import { Module, type DynamicModule } from '@nestjs/common';
import { HttpLog } from '../adapters/http/frame/http-log.ts';
import { HealthController } from '../adapters/http/health/health.controller.ts';
import { controllers, HttpModule } from '../adapters/http/http.module.ts';
import { CasebridgeModule } from '../casebridge.module.ts';
import type { Config } from './config.ts';
import type { Installation } from './installation.ts';
import { providersOf } from './nest-providers.ts';

/** The server: the core and the HTTP API over it. */
@Module({})
export class AppModule {
  /** A worker tells over HTTP only how it is. */
  static over(installation: Installation, role: Config['role']): DynamicModule {
    const { ground, core, logger, checks } = installation;
    const http = HttpModule.over({
      ...ground,
      checks,
      httpLog: new HttpLog(logger),
      useCases: providersOf(core),
      controllers: role === 'worker' ? [HealthController] : controllers,
    });
    return { module: AppModule, imports: [CasebridgeModule.over(installation), http] };
  }
}
