import { describe, expect, it } from 'vitest';
import { ClioSpec } from '../../plugins/clio/vendor-spec.fixture.ts';
import { sampleFirm } from '../../samples/firm/index.ts';
import { ClioWorld } from '../support/clio-world.ts';
import { firmId } from '../support/line-world.ts';
import { putSample } from '../support/put-sample.ts';

const spec = ClioSpec.find();

describe('requests to Clio', () => {
  it.skipIf(!spec)(
    `hold nothing that Clio would swallow in silence${spec ? '' : ` (skipped: it needs ${ClioSpec.place})`}`,
    async () => {
      const world = await ClioWorld.start({ keyFields: true });
      try {
        await putSample(world.desk, firmId);
        for (const { id } of sampleFirm.matters) await world.press(id, { for: 'convert' });
        for (const { id } of sampleFirm.matters) await world.press(id, { verify: true });
        const sent = world.emulator.log.filter((entry) => entry.host === 'api');
        expect(sent.length).toBeGreaterThan(100);
        expect(sent.flatMap((entry) => spec!.complaints({ ...entry, query: Object.fromEntries(entry.query) }))).toEqual(
          [],
        );
      } finally {
        await world.close();
      }
    },
  );

  it.skipIf(!spec)('a mistyped key and an invented parameter are noticed', () => {
    const mistyped = {
      method: 'POST',
      path: '/api/v4/contacts.json',
      query: { feilds: 'id' },
      body: { data: { type: 'Person', frist_name: 'Ana', email_addresses: [{ adress: 'x' }] } },
    };
    expect(spec!.complaints(mistyped)).toEqual([
      'POST /api/v4/contacts.json: unknown parameter feilds',
      'POST /api/v4/contacts.json: unknown key .data.frist_name',
      'POST /api/v4/contacts.json: unknown key .data.email_addresses[0].adress',
    ]);
  });
});
