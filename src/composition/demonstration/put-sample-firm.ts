import { Readable } from 'node:stream';
import { z } from 'zod';
import { sampleFirm, type SampleDocument, type SampleMatter } from '../../../samples/firm/index.ts';
import { type ApiClient, route } from '../../adapters/cli/api-client.ts';
import type { Progress } from '../../adapters/cli/progress.ts';

/** Puts the whole sample firm into the intake, as an intake system would: over HTTP. Gives the number of its objects. */
export async function putSampleFirm(api: ApiClient, progress: Progress): Promise<number> {
  const steps = [
    ...fieldSteps(api),
    ...contactSteps(api),
    ...sampleFirm.matters.flatMap((matter) => matterSteps(api, matter)),
  ];
  for (const [done, step] of steps.entries()) {
    progress.show({ done, total: steps.length, message: 'putting the sample firm into the intake' });
    await step();
  }
  progress.stop();
  return steps.length;
}

type Step = () => Promise<unknown>;

const put =
  (api: ApiClient, path: string, body: object): Step =>
  () =>
    api.call('PUT', path, body, z.unknown());

function fieldSteps(api: ApiClient): Step[] {
  return sampleFirm.fields.map(({ level, key, body }) => put(api, route`/v1/intake/fields/${level}/${key}`, body));
}

function contactSteps(api: ApiClient): Step[] {
  return sampleFirm.contacts.map(({ id, body }) => put(api, route`/v1/intake/contacts/${id}`, body));
}

function matterSteps(api: ApiClient, { id: matter, body, relationships, notes, documents }: SampleMatter): Step[] {
  return [
    put(api, route`/v1/intake/matters/${matter}`, body),
    ...relationships.map(({ id, body }) => put(api, route`/v1/intake/matters/${matter}/relationships/${id}`, body)),
    ...notes.map(({ id, body }) => put(api, route`/v1/intake/matters/${matter}/notes/${id}`, body)),
    ...documents.map((document) => () => upload(api, matter, document)),
  ];
}

function upload(
  api: ApiClient,
  matter: string,
  { id, filename, contentType, open }: SampleDocument,
): Promise<Response> {
  const headers = { 'x-filename': encodeURIComponent(filename), 'content-type': contentType };
  return api.send('PUT', route`/v1/intake/matters/${matter}/documents/${id}`, {
    headers,
    body: Readable.toWeb(open()),
  });
}
