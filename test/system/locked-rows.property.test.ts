import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClioFields } from '../support/clio-fields.ts';
import { HttpClient } from '../support/http-client.ts';
import { ServedFirm } from '../support/served-firm.ts';

// Caught, tried by hand: a save that does not look at locked rows; a removal that does not raise the revision. A save that
// does not look for a taken target field is held by the database's constraint.

interface Row {
  readonly id: string;
  readonly level: 'contact' | 'matter';
  readonly sourceField: string;
  readonly targetField: string;
  readonly locked: boolean;
}

type Call =
  | { readonly call: 'add'; readonly level: Row['level']; readonly source: number; readonly target: number }
  | { readonly call: 'patch'; readonly row: number; readonly source: number; readonly target: number }
  | { readonly call: 'disable'; readonly row: number }
  | { readonly call: 'remove'; readonly row: number }
  | { readonly call: 'import'; readonly level: Row['level']; readonly source: number; readonly target: number };

const level = fc.constantFrom('contact', 'matter');
const any = fc.nat({ max: 60 });
const calls: fc.Arbitrary<Call> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ call: fc.constant('add'), level, source: any, target: any }) },
  { weight: 3, arbitrary: fc.record({ call: fc.constant('patch'), row: any, source: any, target: any }) },
  { weight: 1, arbitrary: fc.record({ call: fc.constant('disable'), row: any }) },
  { weight: 3, arbitrary: fc.record({ call: fc.constant('remove'), row: any }) },
  { weight: 1, arbitrary: fc.record({ call: fc.constant('import'), level, source: any, target: any }) },
);
/** Batches: the calls of one are sent at once. */
const batches = fc.array(fc.array(calls, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 });

let served: ServedFirm;
let admin: HttpClient;
let path: string;
let locked: readonly Row[];
const fields: Record<string, { path: string; label: string; type: string }[]> = {};

const rows = async () => (await admin.get<{ items: Row[] }>(`${path}/mappings`)).body.items;
const revision = async () => (await admin.get<{ mappingRevision: number }>(path)).body.mappingRevision;

beforeAll(async () => {
  served = await ServedFirm.open();
  admin = new HttpClient(served.url, served.firm.key);
  path = `/v1/integrations/${served.firm.integrationId}`;
  const clio = new ClioFields(served.clio);
  for (const type of ['text_line', 'text_area', 'date', 'currency', 'picklist'] as const)
    for (const at of ['contact', 'matter'] as const) await clio.define(at, type, `${at} ${type}`, { options: ['A'] });
  for (const side of ['source', 'target'])
    for (const at of ['contact', 'matter']) {
      const list = await admin.get<{ items: { path: string; label: string; type: string }[] }>(
        `${path}/fields?side=${side}&level=${at}&refresh=true`,
      );
      fields[`${side} ${at}`] = list.body.items;
    }
  locked = (await rows()).filter((row) => row.locked);
});
afterAll(() => served.close());

const fieldAt = (side: string, at: string, index: number) => {
  const all = fields[`${side} ${at}`]!;
  return all[index % all.length]!;
};

type Sender = {
  readonly [Name in Call['call']]: (call: Extract<Call, { call: Name }>, known: readonly Row[]) => Promise<number>;
};

const senders: Sender = {
  add: async ({ level: at, source, target }) => {
    const body = {
      level: at,
      sourceField: fieldAt('source', at, source).path,
      targetField: fieldAt('target', at, target).path,
    };
    return (await admin.post(`${path}/mappings`, body)).status;
  },
  patch: async ({ row, source, target }, known) => {
    const { level: at } = known[row % known.length]!;
    const body = { sourceField: fieldAt('source', at, source).path, targetField: fieldAt('target', at, target).path };
    return (await admin.send('PATCH', pathOf(row, known), body)).status;
  },
  disable: async ({ row }, known) =>
    (await admin.send('PATCH', pathOf(row, known), { locked: false, enabled: false })).status,
  remove: async ({ row }, known) => (await admin.send('DELETE', pathOf(row, known))).status,
  import: (call) => importRow(call),
};

function pathOf(row: number, known: readonly Row[]): string {
  return `${path}/mappings/${encodeURIComponent(known[row % known.length]!.id)}`;
}

function send(call: Call, known: readonly Row[]): Promise<number> {
  const sender = senders[call.call] as (call: Call, known: readonly Row[]) => Promise<number>;
  return sender(call, known);
}

async function importRow({ level: at, source, target }: Extract<Call, { call: 'import' }>): Promise<number> {
  const setup = (await admin.get<{ mappings: object[] }>(`${path}/setup`)).body;
  const [from, to] = [fieldAt('source', at, source), fieldAt('target', at, target)];
  const named = ({ path: field, label, type }: typeof from) => ({ path: field, label, type });
  const row = { level: at, source: named(from), target: named(to), transforms: [], eraseBlank: false };
  return (await admin.send('PUT', `${path}/setup`, { ...setup, mappings: [...setup.mappings, row] })).status;
}

const key = ({ level: at, targetField }: Row) => `${at}:${targetField}`;

describe('rules 4: a locked row is never changed, removed or shadowed', () => {
  it('by any sequence of calls, sent one after the other or at once', async () => {
    await fc.assert(
      fc.asyncProperty(batches, async (sequence) => {
        for (const batch of sequence) {
          const [known, before] = [await rows(), await revision()];
          const answers = await Promise.all(batch.map((call) => send(call, known)));
          expect(answers.filter((status) => status >= 500)).toEqual([]);
          const now = await rows();
          expect(now.filter((row) => row.locked)).toEqual(locked);
          const owned = new Set(locked.map(key));
          const custom = now.filter((row) => !row.locked);
          expect(custom.filter((row) => owned.has(key(row)))).toEqual([]);
          expect(new Set(custom.map(key)).size).toBe(custom.length);
          const raised = (await revision()) - before;
          expect(raised > 0 || JSON.stringify(now) === JSON.stringify(known)).toBe(true);
          expect(raised).toBeLessThanOrEqual(answers.filter((status) => status < 300).length);
        }
      }),
      { numRuns: 30, endOnFailure: true },
    );
  });
});
