import { afterEach, describe, expect, it } from 'vitest';
import type { FaultKind } from '../../plugins/clio/emulator/index.ts';
import { ClioWorld } from '../support/clio-world.ts';
import { firmId } from '../support/line-world.ts';
import { putSample } from '../support/put-sample.ts';

// What a lost answer can look like, by whether the work was done before it was lost.
const losses: Readonly<Record<string, FaultKind>> = {
  'reset, done': { kind: 'reset-after' },
  'reset, not done': { kind: 'reset-before' },
  '502, done': { kind: 'status-after', status: 502 },
  '503, not done': { kind: 'status-before', status: 503 },
  truncated: { kind: 'truncate' },
};

let world: ClioWorld | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

async function openWorld(keyFields: boolean): Promise<ClioWorld> {
  world = await ClioWorld.start({ keyFields });
  await putSample(world.desk, firmId, 'standard');
  return world;
}

function counts({ emulator }: ClioWorld) {
  const held = emulator.holdings();
  const whole = held.documents.filter((document) => document.fullyUploaded);
  return {
    contacts: held.contacts.length,
    matters: held.matters.length,
    relationships: held.relationships.length,
    notes: held.notes.length,
    documents: held.documents.length,
    whole: whole.length,
    versions: held.documents.reduce((sum, document) => sum + document.versions.length, 0),
  };
}

const standard = { contacts: 5, matters: 1, relationships: 4, notes: 5, documents: 4, whole: 4, versions: 4 };

describe.each([true, false])('Clio, with key fields: %s', (keyFields) => {
  it('the standard conversion arrives once, and a resync sends nothing', async () => {
    const clio = await openWorld(keyFields);
    const run = await clio.press('standard', { for: 'convert' });
    expect(run.changes.filter((change) => change.outcome !== 'applied')).toEqual([]);
    expect(counts(clio)).toEqual(standard);
    expect(run.requests).toMatchObject({ writes: 23, transfers: 4 });
    const again = await clio.press('standard');
    expect(again.requests).toEqual({ reads: 0, writes: 0, transfers: 0 });
    const verified = await clio.press('standard', { verify: true });
    expect({ status: verified.status, writes: verified.requests.writes }).toEqual({ status: 'succeeded', writes: 0 });
  });

  it.each(Object.entries(losses))(
    'loses the answer of every single request, one after the other (%s)',
    async (_name, loss) => {
      const rehearsal = await openWorld(keyFields);
      const before = rehearsal.emulator.log.length;
      await rehearsal.press('standard', { for: 'convert' });
      const requests = rehearsal.emulator.log.length - before;
      await rehearsal.close();
      for (let nth = 1; nth <= requests; nth += 1) {
        const clio = await openWorld(keyFields);
        clio.emulator.faults.add({ match: { nth }, ...loss });
        const run = await clio.press('standard', { for: 'convert' });
        const struck = clio.emulator.log.find((entry) => entry.fault !== null);
        expect(struck).toBeDefined();
        const where = `${nth}: ${struck?.method} ${struck?.path}`;
        expect({ where, status: run.status, ...counts(clio) }).toEqual({ where, status: 'succeeded', ...standard });
        const again = await clio.press('standard');
        expect({ where, requests: again.requests }).toEqual({ where, requests: { reads: 0, writes: 0, transfers: 0 } });
        await clio.close();
      }
    },
    300_000,
  );
});
