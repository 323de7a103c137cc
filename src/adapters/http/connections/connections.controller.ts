import { Controller, Inject } from '@nestjs/common';
import { BeginConnection, type Begun, type Journey } from '../../../connections/begin-connection.ts';
import { Connections } from '../../../connections/connections.ts';
import { Disconnect } from '../../../connections/disconnect.ts';
import { VerifyConnection } from '../../../connections/verify.ts';
import type { Connection } from '../../../ports/connection-vault.ts';
import type { FirmCaller } from '../frame/caller.ts';
import { Given } from '../frame/given.ts';
import { listOf, whole } from '../frame/lists.ts';
import { declare, Route, type Input } from '../frame/route.ts';
import { AuthorizeBody, BegunView, ConnectionBody, ConnectionView, viewConnection } from './connection-shapes.ts';

const createConnection = declare({
  method: 'POST',
  path: '/v1/connections',
  summary: 'Begins connecting a system; a person goes to authorizationUrl and allows it there.',
  access: 'admin',
  body: ConnectionBody,
  status: 201,
  answer: BegunView,
  refusals: ['unknown-system', 'system-not-configured', 'account-already-connected'],
});

const listConnections = declare({
  method: 'GET',
  path: '/v1/connections',
  summary: 'The connections of the firm.',
  access: 'viewer',
  status: 200,
  answer: listOf(ConnectionView),
});

const getConnection = declare({
  method: 'GET',
  path: '/v1/connections/:id',
  summary: 'One connection and its status.',
  access: 'viewer',
  status: 200,
  answer: ConnectionView,
  refusals: ['not-found'],
});

const verifyConnection = declare({
  method: 'POST',
  path: '/v1/connections/:id/verify',
  summary: 'Asks the vendor whether the access still holds, and sets up anew what was removed from the account.',
  access: 'admin',
  status: 200,
  answer: ConnectionView,
  refusals: ['not-found', 'connection-not-ready', 'target-unavailable'],
});

const authorizeConnection = declare({
  method: 'POST',
  path: '/v1/connections/:id/authorize',
  summary: 'Begins connecting again; it must be the same account.',
  access: 'admin',
  body: AuthorizeBody,
  status: 200,
  answer: BegunView,
  refusals: ['not-found', 'account-differs'],
});

const deleteConnection = declare({
  method: 'DELETE',
  path: '/v1/connections/:id',
  summary:
    'Revokes the access at the vendor and forgets it. What was connected once stays listed, because its links do.',
  access: 'admin',
  status: 204,
  refusals: ['not-found'],
});

function journeyOf({ firmId, session }: FirmCaller): Journey {
  return session ? { firmId, browserSession: session.digest } : { firmId };
}

@Controller()
export class ConnectionsController {
  constructor(
    @Inject(Connections) private readonly connections: Connections,
    @Inject(BeginConnection) private readonly begin: BeginConnection,
    @Inject(VerifyConnection) private readonly verification: VerifyConnection,
    @Inject(Disconnect) private readonly disconnection: Disconnect,
  ) {}

  @Route(createConnection)
  async create(@Given() { caller, body }: Input<typeof createConnection>) {
    return this.begun(await this.begin.begin(journeyOf(caller), body));
  }

  @Route(listConnections)
  async list(@Given() { caller }: Input<typeof listConnections>) {
    const connections = await this.connections.list(caller.firmId);
    return whole(await Promise.all(connections.map((connection) => this.view(connection))));
  }

  @Route(getConnection)
  async get(@Given() { caller, params }: Input<typeof getConnection>) {
    return this.view(await this.connections.find(caller.firmId, params.id));
  }

  @Route(verifyConnection)
  async verify(@Given() { caller, params }: Input<typeof verifyConnection>) {
    return this.view(await this.verification.verify(caller.firmId, params.id));
  }

  @Route(authorizeConnection)
  async authorize(@Given() { caller, params, body }: Input<typeof authorizeConnection>) {
    return this.begun(await this.begin.again(journeyOf(caller), params.id, body.credentials));
  }

  @Route(deleteConnection)
  async remove(@Given() { caller, params }: Input<typeof deleteConnection>): Promise<void> {
    await this.disconnection.disconnect(caller.firmId, params.id);
  }

  private async view(connection: Connection) {
    return viewConnection(connection, await this.connections.capabilities(connection));
  }

  private async begun({ connection, authorizationUrl }: Begun) {
    return { ...(await this.view(connection)), ...(authorizationUrl === undefined ? {} : { authorizationUrl }) };
  }
}
