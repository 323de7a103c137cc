import 'reflect-metadata';
import { Module, type DynamicModule } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import type { Plugin } from '../contracts/plugin.ts';
import { createLogger } from './adapters/machine/log.ts';
import { Ticks } from './adapters/schedule/ticks.ts';
import { Casebridge } from './composition/casebridge.ts';
import { readConfig, requireEncryptionKeys } from './composition/config.ts';
import type { Installation } from './composition/installation.ts';
import { installedPlugins } from './composition/installed-plugins.ts';
import { Lifecycle } from './composition/lifecycle.ts';
import { openInstallation } from './composition/open-installation.ts';

export { Casebridge } from './composition/casebridge.ts';

export interface CasebridgeOptions {
  /** The variables of the README, such as `DATABASE_URL`. Default: the process's own. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Further plugins, beside the shipped ones and those of `CASEBRIDGE_PLUGINS`. */
  readonly plugins?: readonly Plugin[];
}

const installationToken = Symbol('installation');

async function open({ environment = process.env, plugins = [] }: CasebridgeOptions): Promise<Installation> {
  const config = requireEncryptionKeys(readConfig(environment));
  const installed = [...(await installedPlugins(config)), ...plugins];
  return openInstallation(config, { plugins: installed, logger: createLogger(config.logLevel) });
}

/** The core as a Nest module, without HTTP. It exports one thing, the facade `Casebridge`. */
@Module({})
export class CasebridgeModule {
  /**
   * Opens the database and serves the lanes with the application (unless `CASEBRIDGE_ROLE` is `api`). The application
   * must be closed, by `app.close()` or its shutdown hooks: an embedded database keeps the process alive.
   */
  static forRoot(options: CasebridgeOptions = {}): DynamicModule {
    return CasebridgeModule.from(() => open(options));
  }

  /** Over an installation that has been made already. */
  static over(installation: Installation): DynamicModule {
    return CasebridgeModule.from(() => installation);
  }

  private static from(useFactory: () => Installation | Promise<Installation>): DynamicModule {
    return {
      module: CasebridgeModule,
      imports: [ScheduleModule.forRoot()],
      providers: [
        { provide: installationToken, useFactory },
        { provide: Lifecycle, inject: [installationToken], useFactory: (made: Installation) => new Lifecycle(made) },
        {
          provide: Casebridge,
          inject: [installationToken],
          useFactory: ({ core, ground }: Installation) => new Casebridge(core, ground),
        },
        {
          provide: Ticks,
          inject: [installationToken],
          useFactory: ({ core, ground }: Installation) => new Ticks(core.reconcileDue, core.recoverRuns, ground.log),
        },
      ],
      exports: [Casebridge],
    };
  }
}
