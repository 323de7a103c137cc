import type { Clock, Log } from '../../contracts/session.ts';
import { plannedBetween } from '../adapters/schedule/planned-between.ts';
import { AuthorizationWays } from '../connections/authorization-ways.ts';
import { BeginConnection } from '../connections/begin-connection.ts';
import { CompleteConnection } from '../connections/complete-connection.ts';
import { Connections } from '../connections/connections.ts';
import { Disconnect } from '../connections/disconnect.ts';
import { FinishAuthorization } from '../connections/finish-authorization.ts';
import { Firms } from '../connections/firms.ts';
import type { HttpFetch } from '../connections/open-session.ts';
import { OpenSystems } from '../connections/open-system.ts';
import { Sessions } from '../connections/sessions.ts';
import { VerifyConnection } from '../connections/verify.ts';
import { IntakeDesk } from '../intake/intake-desk.ts';
import { IntakeSource } from '../intake/intake-source.ts';
import { markHired } from '../intake/mark-hired.ts';
import type { BlobStore } from '../ports/blob-store.ts';
import type { Digest, Ids } from '../ports/digest.ts';
import type { Plugins } from '../ports/plugins.ts';
import type { Storage } from '../ports/storage.ts';
import { Catalogue } from '../setup/catalogue.ts';
import { CheckLive } from '../setup/check-live.ts';
import { Crosswalks } from '../setup/crosswalks.ts';
import { ExchangeSetup } from '../setup/exchange-setup.ts';
import { Fields } from '../setup/fields.ts';
import { Integrations } from '../setup/integrations.ts';
import { ListMappings } from '../setup/list-mappings.ts';
import { MappingSets } from '../setup/mapping-sets.ts';
import { Mappings } from '../setup/mappings.ts';
import { Schedules } from '../setup/schedules.ts';
import { Settings } from '../setup/settings.ts';
import { Suggest } from '../setup/suggest.ts';
import { TryMapping } from '../setup/try-mapping.ts';
import { Batches } from '../sync/batches.ts';
import { Decide } from '../sync/decide.ts';
import { MatterLists } from '../sync/matter-lists.ts';
import { Preview } from '../sync/preview.ts';
import { Profiles } from '../sync/profiles.ts';
import { ReconcileDue } from '../sync/reconcile-due.ts';
import { Reconcile } from '../sync/reconcile.ts';
import { RecoverRuns } from '../sync/recover-runs.ts';
import { RequestSync } from '../sync/request-sync.ts';
import { RetryRun } from '../sync/retry-run.ts';
import { RunEvents } from '../sync/run-events.ts';
import { RunSync } from '../sync/run-sync.ts';
import { RunTransfer } from '../sync/run-transfer.ts';
import { TieLinks } from '../sync/tie-links.ts';
import { wakingStorage } from './waking-storage.ts';

/** What the core stands on: every port with the adapter that was chosen for it. */
export interface Ground {
  readonly storage: Storage;
  readonly blobs: BlobStore;
  readonly plugins: Plugins;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly digest: Digest;
  readonly log: Log;
  readonly fetch: HttpFetch;
  /** Of which each plugin is given the variables that it declares. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where browsers and vendors reach us, without a slash at the end. */
  readonly publicUrl: string;
  readonly operatorKey: string | undefined;
}

function assembleSetup(ground: Ground) {
  const intakeDesk = new IntakeDesk(ground);
  const systems = new OpenSystems({ ...ground, openIntake: (firmId) => new IntakeSource(intakeDesk, firmId) });
  const catalogue = new Catalogue({ ...ground, systems });
  const mappingSets = new MappingSets({ ...ground, systems, catalogue });
  const complete = new CompleteConnection(ground);
  const firms = new Firms(ground);
  const redirectUri = `${ground.publicUrl}/oauth/callback`;
  return {
    intakeDesk,
    systems,
    catalogue,
    firms,
    sessions: new Sessions({ ...ground, firms }),
    authorizationWays: new AuthorizationWays(ground),
    connections: new Connections({ ...ground, systems }),
    beginConnection: new BeginConnection({ ...ground, complete, redirectUri }),
    finishAuthorization: new FinishAuthorization({ ...ground, complete, redirectUri }),
    verifyConnection: new VerifyConnection({ ...ground, systems }),
    disconnect: new Disconnect(ground),
    integrations: new Integrations(ground),
    settings: new Settings(ground),
    schedules: new Schedules(ground),
    mappings: new Mappings({ ...ground, mappingSets }),
    listMappings: new ListMappings({ ...ground, systems, catalogue, mappingSets }),
    checkLive: new CheckLive({ ...ground, mappingSets }),
    suggest: new Suggest({ mappingSets }),
    tryMapping: new TryMapping({ mappingSets }),
    crosswalks: new Crosswalks({ ...ground, mappingSets }),
    exchangeSetup: new ExchangeSetup({ ...ground, mappingSets }),
    fields: new Fields({ ...ground, systems, catalogue, mappingSets }),
  };
}

function assembleLine(
  ground: Ground,
  runEvents: RunEvents,
  { systems, catalogue }: Pick<ReturnType<typeof assembleSetup>, 'systems' | 'catalogue'>,
) {
  const needs = { ...ground, systems, catalogues: catalogue };
  const requestSync = new RequestSync(needs, markHired);
  const reconcile = new Reconcile(needs, requestSync);
  return {
    requestSync,
    preview: new Preview(needs),
    decide: new Decide(needs, requestSync),
    tieLinks: new TieLinks(needs),
    reconcile,
    reconcileDue: new ReconcileDue(needs, reconcile, plannedBetween),
    retryRun: new RetryRun(needs, requestSync),
    recoverRuns: new RecoverRuns(needs),
    runSync: new RunSync(needs),
    runTransfer: new RunTransfer(needs),
    profiles: new Profiles(needs),
    matterLists: new MatterLists(needs),
    batches: new Batches(needs),
    runEvents,
  };
}

/** Every use case, made once. Plain objects: Nest only hands them out. */
export function assemble(ground: Ground) {
  const runEvents = new RunEvents(ground);
  const waking = { ...ground, storage: wakingStorage(ground.storage, (firmId) => runEvents.wake(firmId)) };
  const setup = assembleSetup(waking);
  return { ...setup, ...assembleLine(waking, runEvents, setup) };
}

export type Core = ReturnType<typeof assemble>;
