import { z } from 'zod';
import { Connection, Integration } from '../../adapters/cli/answers.ts';
import { ApiClient, route, type ServerAccess } from '../../adapters/cli/api-client.ts';

const Made = z.object({ id: z.string() });
const NewKey = z.object({ key: z.string() });
const Begun = Connection.extend({ authorizationUrl: z.string() });

export interface FirmSetUp {
  readonly firmId: string;
  readonly key: string;
  readonly integrationId: string;
  readonly account: string;
}

/** Everything that a firm does once (`server` with the operator's key): a key, the connection to Clio by its OAuth pages, and the integration. */
export async function setUpFirm(server: ServerAccess): Promise<FirmSetUp> {
  const operator = new ApiClient(server);
  const { id: firmId } = await operator.call('POST', '/v1/firms', { name: 'Lindqvist & Partners' }, Made);
  const { key } = await operator.call('POST', route`/v1/firms/${firmId}/keys`, { role: 'admin' }, NewKey);
  const api = new ApiClient({ ...server, key });
  const connection = await connectClio(api, server.url);
  const { id: integrationId } = await api.call(
    'POST',
    '/v1/integrations',
    { source: 'intake', target: connection.id },
    Integration,
  );
  const toggles = {
    matterConversionSync: true,
    matterDocumentSync: true,
    matterNoteSync: true,
    matterRelationshipSync: true,
  };
  await api.call('PATCH', route`/v1/integrations/${integrationId}/settings`, toggles, z.unknown());
  return { firmId, key, integrationId, account: connection.account?.name ?? connection.id };
}

/** Goes where a person's browser would go: to the vendor's page, which allows the access and sends back to us. */
async function connectClio(api: ApiClient, url: string): Promise<z.output<typeof Connection>> {
  const begun = await api.call('POST', '/v1/connections', { system: 'clio', label: 'Clio (emulated)' }, Begun);
  const back = await redirectOf(begun.authorizationUrl);
  // The address that browsers use may lead over a proxy that this machine cannot reach.
  const outcome = await redirectOf(`${url}${back.pathname}${back.search}`);
  const refused = outcome.searchParams.get('error');
  if (refused !== null)
    throw new Error(`Clio could not be connected: ${outcome.searchParams.get('detail') ?? refused}`);
  const connection = await api.get(route`/v1/connections/${begun.id}`, Connection);
  if (connection.status !== 'connected')
    throw new Error(`Clio could not be connected: the connection is ${connection.status}.`);
  return connection;
}

async function redirectOf(url: string): Promise<URL> {
  const response = await fetch(url, { redirect: 'manual' });
  const location = response.headers.get('location');
  if (location === null)
    throw new Error(`${new URL(url).pathname} answered ${response.status} where a redirect was expected.`);
  return new URL(location, url);
}
