import { createServer, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { ApiClient } from './api-client.ts';
import { RequestRefused } from './failures.ts';
import { followRun } from './follow-run.ts';

type Answer = (
  response: ServerResponse,
  asked: { readonly lastSeen: string | undefined; readonly nth: number },
) => void;

const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

const run = (status: string) => ({
  id: 'r',
  integrationId: 'i',
  matterId: 'm',
  for: 'sync',
  status,
  createdAt: '2026-03-02T09:00:00Z',
  requests: { reads: 0, writes: 0, transfers: 0 },
});
const change = (id: string) => ({
  id,
  kind: 'note',
  sourceId: id,
  action: 'create',
  outcome: 'applied',
  fields: [],
  reason: 'new',
});
const json = (response: ServerResponse, body: object, status = 200) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const event = (id: number, type: string, data: object) =>
  `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify({ runId: 'r', ...data })}\n\n`;

/** A server whose answers are told one by one: the nth stream, the nth look at the run. */
async function serve(streams: Answer, looks: Answer): Promise<ApiClient> {
  const count = { streams: 0, looks: 0 };
  const server = createServer((request, response) => {
    const lastSeen = request.headers['last-event-id']?.toString();
    if (request.url === '/v1/events') return streams(response, { lastSeen, nth: (count.streams += 1) });
    return looks(response, { lastSeen, nth: (count.looks += 1) });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closers.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return new ApiClient({ url: `http://127.0.0.1:${address.port}`, key: 'k' });
}

const heard: string[] = [];
const watcher = {
  run: ({ status }: { status: string }) => void heard.push(status),
  change: ({ id }: { id: string }) => void heard.push(id),
};

describe('following a run', () => {
  it('tells changes as they come and ends with the run', async () => {
    heard.length = 0;
    const ended = { done: false };
    const api = await serve(
      (response) => {
        response.writeHead(200).write(`: open\n\n${event(1, 'change', { change: change('n1') })}`);
        ended.done = true;
        response.write(event(2, 'run', { run: run('succeeded') }));
      },
      (response) =>
        json(response, {
          ...run(ended.done && heard.includes('n1') ? 'succeeded' : 'running'),
          changes: [change('n1')],
        }),
    );
    expect(await followRun(api, 'r', watcher)).toMatchObject({ status: 'succeeded', changes: [{ id: 'n1' }] });
    expect(heard).toContain('n1');
  });

  it('does not wait for a run that has ended already', async () => {
    const api = await serve(
      (response) => response.writeHead(200).write(': open\n\n'),
      (response) => json(response, { ...run('failed'), changes: [] }),
    );
    expect(await followRun(api, 'r', watcher)).toMatchObject({ status: 'failed' });
  });

  it('goes on after a broken stream from the last event it saw', async () => {
    const resumed: (string | undefined)[] = [];
    const api = await serve(
      (response, { lastSeen, nth }) => {
        resumed.push(lastSeen);
        response.writeHead(200);
        if (nth > 1) return void response.write(event(8, 'run', { run: run('succeeded') }));
        response.write(event(7, 'change', { change: change('n1') }));
        return void response.end();
      },
      (response) => json(response, { ...run(resumed.length > 1 ? 'succeeded' : 'running'), changes: [] }),
    );
    expect(await followRun(api, 'r', watcher, 0)).toMatchObject({ status: 'succeeded' });
    expect(resumed).toEqual([undefined, '7']);
  });

  it('looks at each heartbeat, so that a missed event does not keep it waiting', async () => {
    const api = await serve(
      (response) => response.writeHead(200).write(': still here\n\n'),
      (response, { nth }) => json(response, { ...run(nth > 1 ? 'succeeded' : 'running'), changes: [] }),
    );
    expect(await followRun(api, 'r', watcher)).toMatchObject({ status: 'succeeded' });
  });

  it('gives up at once where the server says no', async () => {
    const no = { title: 'A valid key is needed', status: 401, code: 'key-required' };
    const api = await serve(
      (response) => json(response, no, 401),
      (response) => json(response, no, 401),
    );
    await expect(followRun(api, 'r', watcher)).rejects.toThrow(RequestRefused);
  });
});
