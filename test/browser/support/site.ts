import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type ClioEmulator, startClioEmulator } from '../../../plugins/clio/emulator/index.ts';
import { closeChecked } from '../../../plugins/clio/vendor-spec.fixture.ts';
import { ApiClient } from '../../../src/adapters/cli/api-client.ts';
import { demonstrationAccount } from '../../../src/composition/demonstration/demonstration-account.ts';
import { freePort } from '../../../src/composition/demonstration/free-port.ts';
import { putSampleFirm } from '../../../src/composition/demonstration/put-sample-firm.ts';
import { setUpFirm } from '../../../src/composition/demonstration/set-up-firm.ts';
import { HttpClient } from '../../support/http-client.ts';
import { serverEnvironment } from '../../support/served-firm.ts';
import { TypedCommand } from '../../support/typed-command.ts';

const app = { clientId: 'app', clientSecret: 'secret' };
const silent = { note: () => {}, show: () => {}, stop: () => {} };

/** A server in a process of its own with the sample firm, as the firm's browsers reach it, beside an emulated Clio. */
export class Site {
  readonly url: string;
  readonly clio: ClioEmulator;
  /** An admin's key of the firm. */
  readonly key: string;
  /** Of the intake with Clio, where the site was opened connected. */
  readonly integrationId: string;
  private server: TypedCommand;
  private readonly environment: Readonly<Record<string, string>>;
  private readonly folder: string;

  private constructor(made: Pick<Site, 'url' | 'clio' | 'key' | 'integrationId'>, more: Started) {
    this.url = made.url;
    this.clio = made.clio;
    this.key = made.key;
    this.integrationId = made.integrationId;
    this.server = more.server;
    this.environment = more.environment;
    this.folder = more.folder;
  }

  /** `connected`: with Clio, an integration, and every toggle on. */
  static async open({ connected }: { readonly connected: boolean }): Promise<Site> {
    const clio = await startClioEmulator({ ...app, rateLimit: null, searchLagMs: 0, accounts: [demonstrationAccount] });
    const { folder: migrated, encryptionKeys } = inject('migratedDatabase');
    const folder = await mkdtemp(join(tmpdir(), 'casebridge-browser-'));
    await cp(migrated, folder, { recursive: true });
    const port = await freePort('127.0.0.1');
    // The name that browsers use: a cookie of another name of this machine would not be sent.
    const url = `http://localhost:${port}`;
    const environment = serverEnvironment(port, {
      CASEBRIDGE_DATA: folder,
      PUBLIC_URL: url,
      CLIO_CLIENT_ID: app.clientId,
      CLIO_CLIENT_SECRET: app.clientSecret,
      CLIO_BASE_URL: clio.origin,
      CLIO_SETTLE_MS: '300',
      CASEBRIDGE_ENCRYPTION_KEYS: encryptionKeys,
    });
    const server = await started(environment);
    const operator = { url, key: environment['CASEBRIDGE_ADMIN_KEY'] ?? '' };
    const { key, integrationId } = connected ? await setUpFirm(operator) : await firmOnly(operator);
    await putSampleFirm(new ApiClient({ url, key }), silent);
    return new Site({ url, clio, key, integrationId }, { server, environment, folder });
  }

  /** Speaks to the server as a program does. */
  get api(): HttpClient {
    return new HttpClient(this.url).withKey(this.key);
  }

  /** The account renews no access any more, until the fault is removed. */
  loseAccess() {
    this.clio.expireAccessTokens();
    return this.clio.faults.add({
      match: { path: /oauth\/token/, times: 100 },
      kind: 'status-before',
      status: 400,
      body: { error: 'invalid_grant' },
    });
  }

  async stopServer(): Promise<void> {
    await this.server.stop('SIGTERM');
  }

  async startServer(): Promise<void> {
    this.server = await started(this.environment);
  }

  async close(): Promise<void> {
    await this.stopServer();
    await rm(this.folder, { recursive: true, force: true });
    await closeChecked(this.clio);
  }
}

async function firmOnly({ url, key }: { readonly url: string; readonly key: string }) {
  const operator = new HttpClient(url).withKey(key);
  const firm = (await operator.post<{ id: string }>('/v1/firms', { name: 'Lindqvist & Partners' })).body.id;
  const made = await operator.post<{ key: string }>(`/v1/firms/${firm}/keys`, { role: 'admin' });
  return { key: made.body.key, integrationId: '' };
}

interface Started {
  readonly server: TypedCommand;
  readonly environment: Readonly<Record<string, string>>;
  readonly folder: string;
}

async function started(environment: Readonly<Record<string, string>>): Promise<TypedCommand> {
  const server = new TypedCommand(['serve'], environment);
  await server.prints('"listening"');
  return server;
}
