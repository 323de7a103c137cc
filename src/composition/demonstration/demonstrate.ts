import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type ClioEmulator, startClioEmulator } from '../../../plugins/clio/emulator/index.ts';
import { ApiClient } from '../../adapters/cli/api-client.ts';
import { exitCodes, type ExitCode } from '../../adapters/cli/exit-codes.ts';
import type { CliSession } from '../../adapters/cli/session.ts';
import { demonstrationAccount } from './demonstration-account.ts';
import { demonstrationConfig, type DemonstrationConfig } from './demonstration-config.ts';
import { startServer, type StartedServer } from './start-server.ts';
import { hearStopSignals, type StopSignals } from './stop-signals.ts';
import { Story, type Told } from './story.ts';

const Link = z.object({ url: z.string() });

type Environment = Readonly<Record<string, string | undefined>>;

export interface DemonstrationOptions {
  /** Ends after the story instead of serving on. */
  readonly once: boolean;
}

/** Watches a matter arrive in an emulated Clio, with everything else as in earnest: server, database, OAuth, HTTP. */
export async function demonstrate(
  session: CliSession,
  environment: Environment,
  options: DemonstrationOptions,
): Promise<ExitCode> {
  const stop = hearStopSignals();
  // Real firms wait for their turn at 50 requests a minute; whoever watches a demonstration should not have to.
  const app = { clientId: 'casebridge-demonstration', clientSecret: randomBytes(18).toString('base64url') };
  const clio = await startClioEmulator({ ...app, rateLimit: null, accounts: [demonstrationAccount] });
  try {
    // These come last: a demonstration must never reach the Clio of a firm that has its app in the environment.
    const own = { CLIO_CLIENT_ID: app.clientId, CLIO_CLIENT_SECRET: app.clientSecret, CLIO_BASE_URL: clio.origin };
    const config = await demonstrationConfig({ ...environment, ...own }, options);
    return await withServer(session, clio, config, { ...options, stop });
  } finally {
    await clio.close();
    stop.ignore();
  }
}

interface Staging extends DemonstrationOptions {
  readonly stop: StopSignals;
}

async function withServer(
  session: CliSession,
  clio: ClioEmulator,
  config: DemonstrationConfig,
  { once, stop }: Staging,
): Promise<ExitCode> {
  const server = await startServer(config);
  try {
    announce(session, clio, config, server);
    const story = new Story(session, clio, { url: server.url, key: config.adminKey, signal: stop.signal });
    const told = await Promise.race([story.tell(), stop.asked]);
    if (!told) return exitCodes.failed;
    if (once || told.exitCode !== exitCodes.succeeded) return told.exitCode;
    await invite(session, clio, config, server, told);
    await stop.asked;
    return exitCodes.succeeded;
  } finally {
    await server.stop();
    session.print('Stopped cleanly.');
  }
}

function announce(
  session: CliSession,
  clio: ClioEmulator,
  { data, keptIn, adminKey, keysMade }: DemonstrationConfig,
  server: StartedServer,
): void {
  session.print(
    'Casebridge, demonstration',
    `  server     ${server.url}`,
    `  Clio       ${clio.origin}, emulated in this process; it forgets everything when it ends,`,
    `  database   ${data}, which therefore begins anew at each start`,
    ...(keysMade
      ? [`  operator   ${adminKey}${keptIn === undefined ? '' : ` (shown this once; kept in ${keptIn})`}`]
      : []),
    '',
  );
}

/** The link leads in without a key, once; a ticket of it that lies about in a terminal is soon worth nothing. */
async function invite(
  session: CliSession,
  clio: ClioEmulator,
  { publicUrl }: DemonstrationConfig,
  server: StartedServer,
  { firm }: Told,
): Promise<void> {
  const link = await new ApiClient({ url: server.url, key: firm.key }).call('POST', '/v1/session/tickets', {}, Link);
  session.print(
    '',
    `Serving ${publicUrl} until you press Ctrl-C. Open this within a quarter of an hour; it signs you in, once:`,
    '',
    `  ${link.url}`,
    '',
    'Later, sign in there with the key.',
    `What Clio holds: ${clio.officeUrl}`,
    '',
    'In another terminal:',
    '',
    `  export CASEBRIDGE_URL=${server.url} CASEBRIDGE_KEY=${firm.key}`,
    '  npx casebridge preview okafor-employment',
    '  npx casebridge convert okafor-employment',
    '  npx casebridge attention',
    '  npx casebridge runs',
    '  npx casebridge doctor',
    `  curl -H "Authorization: Bearer $CASEBRIDGE_KEY" ${server.url}/v1/integrations/${firm.integrationId}/matters`,
    `  curl ${server.url}/openapi.json`,
  );
}
