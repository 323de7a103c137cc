import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import { sampleFirm } from '../samples/firm/index.ts';
import { type ApiClient, route } from '../src/adapters/cli/api-client.ts';

const standard = sampleFirm.matters.find(({ id }) => id === 'standard');
const family = new Set([
  standard?.body.contactId,
  ...(standard?.relationships ?? []).map(({ body }) => body.contactId),
]);
const people = sampleFirm.contacts.filter(({ id }) => family.has(id));

/** Puts the standard matter into the intake once more, with people of its own: no copy is like another. Gives its id. */
export async function putStandardCopy(api: ApiClient, n: number): Promise<string> {
  if (!standard) throw new Error('The sample firm has no standard matter.');
  const own = (id: string) => `${id}-${n}`;
  const put = (path: string, body: object) => api.call('PUT', path, body, z.unknown());
  for (const { id, body } of people) await put(route`/v1/intake/contacts/${own(id)}`, personOf(body, n));
  const matter = own(standard.id);
  await put(route`/v1/intake/matters/${matter}`, {
    ...standard.body,
    title: `${standard.body.title} ${n}`,
    contactId: own(standard.body.contactId),
  });
  for (const { id, body } of standard.relationships) {
    await put(route`/v1/intake/matters/${matter}/relationships/${id}`, { ...body, contactId: own(body.contactId) });
  }
  for (const { id, body } of standard.notes) await put(route`/v1/intake/matters/${matter}/notes/${id}`, body);
  for (const { id, filename, contentType, open } of standard.documents) {
    const headers = { 'x-filename': encodeURIComponent(filename), 'content-type': contentType };
    const body = Readable.toWeb(Readable.from([await buffer(open())]));
    await api.send('PUT', route`/v1/intake/matters/${matter}/documents/${id}`, { headers, body });
  }
  return matter;
}

function personOf(body: (typeof people)[number]['body'], n: number): object {
  return {
    ...body,
    ...(body.lastName === undefined ? {} : { lastName: `${body.lastName} ${n}` }),
    ...(body.companyName === undefined ? {} : { companyName: `${body.companyName} ${n}` }),
    ...(body.companyId === undefined ? {} : { companyId: `${body.companyId}-${n}` }),
    emails: body.emails.map((email) => ({ ...email, address: `${n}.${email.address}` })),
  };
}
