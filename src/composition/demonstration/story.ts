import type { ClioEmulator } from '../../../plugins/clio/emulator/index.ts';
import { Accepted, type RunWithChanges } from '../../adapters/cli/answers.ts';
import { ApiClient, route, type ServerAccess } from '../../adapters/cli/api-client.ts';
import { exitCodeOf, exitCodes, type ExitCode } from '../../adapters/cli/exit-codes.ts';
import { openProgress } from '../../adapters/cli/progress.ts';
import type { CliSession } from '../../adapters/cli/session.ts';
import { showRun } from '../../adapters/cli/show-run.ts';
import { reportRun, requestsLine } from '../../adapters/cli/words.ts';
import { describeHoldings } from './describe-holdings.ts';
import { putSampleFirm } from './put-sample-firm.ts';
import { type FirmSetUp, setUpFirm } from './set-up-firm.ts';

export interface Told {
  readonly exitCode: ExitCode;
  readonly firm: FirmSetUp;
}

const matterId = 'standard';

/** What the demonstration shows, step by step; all of it over HTTP, as any other program would do it. */
export class Story {
  private readonly session: CliSession;
  private readonly clio: ClioEmulator;
  private readonly server: Required<ServerAccess>;

  /** `server` with the operator's key. */
  constructor(session: CliSession, clio: ClioEmulator, server: Required<ServerAccess>) {
    this.session = session;
    this.clio = clio;
    this.server = server;
  }

  async tell(): Promise<Told> {
    const firm = await setUpFirm(this.server);
    this.session.print(`1. A firm was made and connected to "${firm.account}" in Clio by OAuth; all toggles are on.`);
    const api = new ApiClient({ ...this.server, key: firm.key });
    const objects = await putSampleFirm(api, openProgress(this.session.terminal));
    this.session.print(
      `2. The sample firm is in the intake: ${objects} objects.`,
      '3. The client of the matter "standard" hires the firm:',
    );
    const converted = await this.press(api, firm, 'convert');
    if (converted.status !== 'succeeded') return { exitCode: exitCodeOf(converted.status) || exitCodes.failed, firm };
    const holdings = describeHoldings(this.clio.holdings()).map((line) => `     ${line}`);
    this.session.print('   What Clio holds now:', ...holdings, '', '4. Resync:');
    return { exitCode: await this.resync(api, firm, converted), firm };
  }

  /** Clio's own log is the witness: what it did not receive was not sent. */
  private async resync(api: ApiClient, firm: FirmSetUp, converted: RunWithChanges): Promise<ExitCode> {
    const before = this.clio.log.length;
    const again = await this.press(api, firm, 'sync');
    const received = this.clio.log.length - before;
    if (again.status !== 'succeeded' || received > 0) {
      this.session.print(
        `   Something is wrong: Clio received ${received} requests for a matter that had not changed.`,
      );
      return exitCodes.failed;
    }
    this.session.print(
      '   Nothing was sent: Clio received 0 requests.',
      '',
      `Summary: ${converted.changes.length} objects arrived once, with ${requestsLine(converted.requests)}; the resync took 0 requests.`,
    );
    return exitCodes.succeeded;
  }

  private async press(
    api: ApiClient,
    { integrationId }: FirmSetUp,
    button: 'sync' | 'convert',
  ): Promise<RunWithChanges> {
    const path = `${route`/v1/integrations/${integrationId}/matters/${matterId}/`}${button}`;
    const { runId } = await api.call('POST', path, {}, Accepted);
    const run = await showRun(api, this.session.terminal, runId, { integrationId, matterId });
    this.session.print(...reportRun(run).map((line) => `   ${line}`));
    return run;
  }
}
