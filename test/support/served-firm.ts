import { randomBytes } from 'node:crypto';
import { startClioEmulator, type ClioEmulator } from '../../plugins/clio/emulator/index.ts';
import { closeChecked } from '../../plugins/clio/vendor-spec.fixture.ts';
import { ApiClient } from '../../src/adapters/cli/api-client.ts';
import { demonstrationAccount } from '../../src/composition/demonstration/demonstration-account.ts';
import { freePort } from '../../src/composition/demonstration/free-port.ts';
import { putSampleFirm } from '../../src/composition/demonstration/put-sample-firm.ts';
import { setUpFirm, type FirmSetUp } from '../../src/composition/demonstration/set-up-firm.ts';
import { TypedCommand } from './typed-command.ts';

const app = { clientId: 'app', clientSecret: 'secret' };
const silent = { note: () => {}, show: () => {}, stop: () => {} };

/** Everything that a server is started with. */
export function serverEnvironment(port: number, more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    PORT: String(port),
    CASEBRIDGE_DATA: 'memory:',
    CASEBRIDGE_ADMIN_KEY: 'operator-key-of-a-test',
    CASEBRIDGE_ENCRYPTION_KEYS: `test:${randomBytes(32).toString('base64')}`,
    ...more,
  };
}

/** A server in a process of its own with the sample firm in its intake, connected to an emulated Clio in this one. */
export class ServedFirm {
  private constructor(
    readonly url: string,
    readonly firm: FirmSetUp,
    readonly clio: ClioEmulator,
    private readonly server: TypedCommand,
  ) {}

  static async open(): Promise<ServedFirm> {
    const clio = await startClioEmulator({ ...app, rateLimit: null, searchLagMs: 0, accounts: [demonstrationAccount] });
    const port = await freePort('127.0.0.1');
    const own = { CLIO_CLIENT_ID: app.clientId, CLIO_CLIENT_SECRET: app.clientSecret, CLIO_BASE_URL: clio.origin };
    const environment = serverEnvironment(port, own);
    const server = new TypedCommand(['serve'], environment);
    await server.prints('"listening"');
    const url = `http://127.0.0.1:${port}`;
    const firm = await setUpFirm({ url, key: environment.CASEBRIDGE_ADMIN_KEY! });
    await putSampleFirm(new ApiClient({ url, key: firm.key }), silent);
    return new ServedFirm(url, firm, clio, server);
  }

  /** What the commands need to reach it. */
  get environment(): Record<string, string> {
    return { CASEBRIDGE_URL: this.url, CASEBRIDGE_KEY: this.firm.key };
  }

  async close(): Promise<void> {
    await this.server.stop('SIGTERM');
    await closeChecked(this.clio);
  }
}
