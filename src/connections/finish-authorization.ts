import { Refused } from '../domain/refusals.ts';
import type { Connection, PendingAuthorization } from '../ports/connection-vault.ts';
import { noAccess } from './access.ts';
import type { CompleteConnection, CompleteConnectionNeeds } from './complete-connection.ts';
import { openPlugin, pluginOf } from './open-session.ts';
import { digestOf } from './secrets.ts';

export interface FinishAuthorizationNeeds extends CompleteConnectionNeeds {
  readonly complete: CompleteConnection;
  readonly redirectUri: string;
}

/** What came back from the vendor in the query. `error` is the vendor's word for a refusal. */
export interface Return {
  readonly state: string | undefined;
  readonly code: string | undefined;
  readonly error: string | undefined;
  /** The browser session that the return came with, where there is one. */
  readonly browserSession: string | undefined;
}

/** Ends the journey to the vendor. A state is taken once, whatever comes of it. */
export class FinishAuthorization {
  constructor(private readonly needs: FinishAuthorizationNeeds) {}

  async finish(back: Return): Promise<Connection> {
    const pending = await this.pendingOf(back);
    if (back.error !== undefined)
      throw new Refused('authorization-declined', 'The vendor reports that the access was not allowed.');
    if (!back.code) throw new Refused('state-invalid', 'The vendor sent no code back.');
    const connection = await this.needs.storage.books.connections.find(pending.firmId, pending.connectionId);
    if (!connection) throw new Refused('state-invalid', 'The connection has been deleted meanwhile.');
    return this.needs.complete.complete(connection, await this.exchange(connection, back.code));
  }

  private async pendingOf({ state, browserSession }: Return): Promise<PendingAuthorization> {
    const pending = state ? await this.needs.storage.books.connections.takePending(digestOf(state)) : undefined;
    if (!pending) throw new Refused('state-invalid', 'This state was never handed out, or has been used.');
    if (Date.parse(pending.expiresAt) <= this.needs.clock.now())
      throw new Refused('state-invalid', 'This state has expired.');
    // A journey begun in one browser must not be ended in another: somebody could be tricked into connecting a stranger's account.
    if (pending.browserSession !== undefined && pending.browserSession !== browserSession) {
      throw new Refused('state-invalid', 'Another browser session began this.');
    }
    return pending;
  }

  private async exchange(connection: Connection, code: string) {
    const { authorization } = openPlugin(
      this.needs,
      pluginOf(this.needs.plugins, connection.system),
      connection,
      noAccess,
    );
    if (authorization.way !== 'redirect')
      throw new Refused('state-invalid', 'This system is not connected by way of its pages.');
    return authorization.exchange({ code, redirectUri: this.needs.redirectUri });
  }
}
