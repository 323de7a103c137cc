import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiClient } from '../src/adapters/cli/api-client.ts';
import { createLogger } from '../src/adapters/machine/log.ts';
import type { Casebridge } from '../src/casebridge.module.ts';
import { Casebridge as Facade } from '../src/composition/casebridge.ts';
import { createApp } from '../src/composition/create-app.ts';
import { demonstrationConfig } from '../src/composition/demonstration/demonstration-config.ts';
import { putSampleFirm } from '../src/composition/demonstration/put-sample-firm.ts';
import { setUpFirm, type FirmSetUp } from '../src/composition/demonstration/set-up-firm.ts';
import { installedPlugins } from '../src/composition/installed-plugins.ts';
import { openInstallation } from '../src/composition/open-installation.ts';
import type { Run } from '../src/domain/runs/run.ts';
import type { Storage } from '../src/ports/storage.ts';
import type { Load } from './load.ts';

const silent = { note: () => {}, show: () => {}, stop: () => {} };

/** The service as it is: database, queue, HTTP; with the sample firm in its intake, and runs that can be waited for. */
export class Served {
  private constructor(
    readonly url: string,
    readonly firm: FirmSetUp,
    readonly api: ApiClient,
    /** For what would take too long over HTTP. */
    readonly books: Storage,
    private readonly app: NestFastifyApplication,
    private readonly casebridge: Casebridge,
  ) {}

  static async start(load: Load): Promise<Served> {
    const { clientId, clientSecret, origin } = await load.introduce();
    const own = {
      CASEBRIDGE_DATA: 'memory:',
      CLIO_CLIENT_ID: clientId,
      CLIO_CLIENT_SECRET: clientSecret,
      CLIO_BASE_URL: origin,
    };
    const config = await demonstrationConfig(own, { once: true });
    const installation = await openInstallation(config, {
      plugins: await installedPlugins(config),
      logger: createLogger('warn'),
    });
    const app = await createApp(installation);
    await app.listen(config.port, config.host);
    const url = `http://${config.host}:${config.port}`;
    const firm = await setUpFirm({ url, key: config.adminKey });
    const api = new ApiClient({ url, key: firm.key });
    await putSampleFirm(api, silent);
    return new Served(url, firm, api, installation.ground.storage, app, app.get(Facade));
  }

  convert(matterId: string): Promise<Run> {
    return this.ended(this.casebridge.convert(this.matter(matterId)));
  }

  sync(matterId: string, verify = false): Promise<Run> {
    return this.ended(this.casebridge.sync(this.matter(matterId), { verify }));
  }

  stop(): Promise<void> {
    return this.app.close();
  }

  private matter(matterId: string) {
    return { firmId: this.firm.firmId, integrationId: this.firm.integrationId, matterId };
  }

  /** Through the events, as an embedding service would; a look first, because it may have ended before. */
  private async ended(requested: Promise<{ readonly runId: string }>): Promise<Run> {
    const { firmId } = this.firm;
    const { runId } = await requested;
    const told = Promise.withResolvers<void>();
    const listening = this.casebridge.events$(firmId, 0).subscribe({
      next: (event) => {
        if (event.runId === runId && event.type === 'run' && 'finishedAt' in event.data) told.resolve();
      },
      error: told.reject,
    });
    await told.promise;
    listening.unsubscribe();
    const run = await this.casebridge.run(firmId, runId);
    if (run.status !== 'succeeded') throw new Error(`The run of ${run.matterId} ended as ${run.status}.`);
    return run;
  }
}
