import { describe, expect, it } from 'vitest';
import type { ObjectKind } from '../../contracts/objects/values.ts';
import { firmId, LineWorld } from '../support/line-world.ts';
import { putSample } from '../support/put-sample.ts';

async function openWorld(options: { keyFields?: boolean } = {}): Promise<LineWorld> {
  const world = new LineWorld(options);
  await world.open();
  await putSample(world.desk, firmId, 'standard');
  return world;
}

function counted(world: LineWorld): Record<ObjectKind, number> {
  const of = (kind: ObjectKind) => world.system.ofKind(kind).length;
  return {
    contact: of('contact'),
    matter: of('matter'),
    relationship: of('relationship'),
    note: of('note'),
    document: of('document'),
  };
}

const standard = { contact: 5, matter: 1, relationship: 4, note: 5, document: 4 };

describe('the standard conversion', () => {
  it('arrives once, whole, within the floor of requests', async () => {
    const world = await openWorld();
    const run = await world.press('standard', { for: 'convert' });
    expect(run.changes.filter((change) => change.outcome !== 'applied')).toEqual([]);
    expect(run.status).toBe('succeeded');
    expect(counted(world)).toEqual(standard);
    expect(run.requests).toEqual({ reads: 5, writes: 23, transfers: 4 });
    expect(world.system.ofKind('document').every((document) => document.document?.uploaded)).toBe(true);
  });

  it('resynced, sends and asks nothing', async () => {
    const world = await openWorld();
    await world.press('standard', { for: 'convert' });
    const again = await world.press('standard');
    expect(again.status).toBe('succeeded');
    expect(again.requests).toEqual({ reads: 0, writes: 0, transfers: 0 });
  });

  it('verified, reads each kind once and writes nothing', async () => {
    const world = await openWorld();
    await world.press('standard', { for: 'convert' });
    const again = await world.press('standard', { verify: true });
    expect(again.requests).toEqual({ reads: 5, writes: 0, transfers: 0 });
  });

  it('previewed, is what the sync then does', async () => {
    const world = await openWorld();
    const before = counted(world);
    const preview = await world.preview.of({
      firmId,
      integrationId: 'integration',
      matterId: 'standard',
      for: 'convert',
      verify: false,
    });
    expect(counted(world)).toEqual(before);
    const run = await world.press('standard', { for: 'convert', expect: preview.planHash });
    expect(run.status).toBe('succeeded');
    expect(run.planHash).toBe(preview.planHash);
  });
});

describe.each([true, false])('losing answers (key fields: %s)', (keyFields) => {
  it.each(['lost-before', 'lost-after', 'both'] as const)(
    '%s, one write after the other, ends in exactly one of everything',
    async (how) => {
      for (let nth = 0; nth < 40; nth += 1) {
        const world = await openWorld({ keyFields });
        let count = 0;
        world.system.fault = () =>
          count++ === nth ? (how === 'both' ? (nth % 2 ? 'lost-before' : 'lost-after') : how) : undefined;
        const run = await world.press('standard', { for: 'convert' });
        expect({ nth, status: run.status, ...counted(world) }).toEqual({ nth, status: 'succeeded', ...standard });
        expect(await world.storage.books.intents.ofConnection(firmId, 'target')).toEqual([]);
        const again = await world.press('standard');
        expect({ nth, requests: again.requests }).toEqual({ nth, requests: { reads: 0, writes: 0, transfers: 0 } });
      }
    },
  );

  it('loses every first answer and still ends in one of everything', async () => {
    const world = await openWorld({ keyFields });
    let count = 0;
    world.system.fault = () => (count++ % 2 === 0 ? 'lost-after' : undefined);
    const run = await world.press('standard', { for: 'convert' });
    expect({ status: run.status, ...counted(world) }).toEqual({ status: 'succeeded', ...standard });
  });
});
