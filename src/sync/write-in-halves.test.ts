import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Patch, RowStep, TargetRecord } from '../../contracts/objects/target.ts';
import type { WriteOutcome } from '../../contracts/outcomes.ts';
import { patchedRecord } from '../../test/support/patched-record.ts';
import { emailRow, targetEmail, targetRecord } from '../../test/support/target-record.ts';
import { canonicalRow } from '../domain/planning/canonical.ts';
import type { AnySyncer } from './sync-context.ts';
import { writeInHalves } from './write-in-halves.ts';

const before: TargetRecord = targetRecord('r1', {
  fields: { f0: 'old' },
  rows: { emails: [targetEmail('1', 'old@x')] },
  revision: '0',
});
const rejected = (code: 'invalid' | 'stale'): WriteOutcome => ({
  kind: 'rejected',
  reason: { code, message: 'no', fields: [] },
});

/** A target that refuses what is bad as a whole, counts revisions, and answers stale to an old one. */
class Fussy {
  readonly patches: Patch[] = [];
  private revision = 0;
  private readonly isBad: (patch: Patch) => boolean;
  private readonly lostAfter: number;

  constructor(isBad: (patch: Patch) => boolean, lostAfter = Infinity) {
    this.isBad = isBad;
    this.lostAfter = lostAfter;
  }

  private readonly update = async (read: TargetRecord, patch: Patch): Promise<WriteOutcome> => {
    this.patches.push(patch);
    if (this.patches.length > this.lostAfter)
      return { kind: 'unknown', lostAt: '2026-03-01T12:00:00.000Z', reason: 'reset' };
    if (read.revision !== `${this.revision}`) return rejected('stale');
    if (this.isBad(patch)) return rejected('invalid');
    this.revision += 1;
    return { kind: 'applied', record: { ...patchedRecord(read, patch), revision: `${this.revision}` } };
  };

  get syncer(): AnySyncer {
    const never = () => expect.unreachable('only updates are sent');
    return { kind: 'contact', update: this.update, prepare: never, locate: never, read: never, differences: never };
  }
}

const namesBad = (bad: ReadonlySet<string>) => (patch: Patch) =>
  [
    ...Object.values(patch.fields),
    ...Object.values(patch.rows)
      .flat()
      .flatMap((step) => ('row' in step ? [step.row.parts.address ?? ''] : [])),
  ].some((value) => bad.has(String(value)));

const parts = fc.uniqueArray(fc.integer({ min: 0, max: 11 }), { minLength: 1, maxLength: 12 });
const scene = fc.record({ numbers: parts, rows: fc.nat({ max: 12 }) }).chain(({ numbers, rows }) => {
  const values = numbers.map((number) => `v${number}`);
  return fc.record({
    asRows: fc.constant(values.slice(0, rows)),
    asFields: fc.constant(values.slice(rows)),
    bad: fc.subarray(values, { minLength: 1 }),
  });
});

function patchOf(fields: readonly string[], rows: readonly string[]): Patch {
  const steps: RowStep[] = rows.map((value) => ({ step: 'add', row: emailRow(value) }));
  return {
    fields: Object.fromEntries(fields.map((value) => [`f${value}`, value])),
    rows: steps.length > 0 ? { emails: steps } : {},
  };
}

describe('rules 7: the rest by update, halved until the refused field is found', () => {
  it('what is refused is left out and named, everything else arrives', async () => {
    await fc.assert(
      fc.asyncProperty(scene, async ({ asFields, asRows, bad }) => {
        const target = new Fussy(namesBad(new Set(bad)));
        const { record, refused, broken } = await writeInHalves(target.syncer, before, patchOf(asFields, asRows));
        expect(broken).toBeUndefined();
        expect([...refused.fields].toSorted()).toEqual(
          asFields
            .filter((value) => bad.includes(value))
            .map((value) => `f${value}`)
            .toSorted(),
        );
        expect([...(refused.rows.emails ?? [])].toSorted()).toEqual(
          asRows
            .filter((value) => bad.includes(value))
            .map((value) => canonicalRow(emailRow(value)))
            .toSorted(),
        );
        const arrived = [
          ...Object.values(record.fields).map(String),
          ...record.rows.emails!.map((row) => row.parts.address!),
        ];
        expect(arrived.toSorted()).toEqual(
          ['old', 'old@x', ...[...asFields, ...asRows].filter((value) => !bad.includes(value))].toSorted(),
        );
      }),
    );
  });

  it('one bad value among many is found in few requests', async () => {
    const values = Array.from({ length: 64 }, (_unused, index) => `v${index}`);
    const target = new Fussy(namesBad(new Set(['v41'])));
    await writeInHalves(target.syncer, before, patchOf(values, []));
    expect(target.patches.length).toBeLessThanOrEqual(2 * Math.log2(64));
  });

  it('the whole is not sent a second time', async () => {
    const target = new Fussy(() => true);
    const patch = patchOf(['v1', 'v2', 'v3'], ['v4']);
    await writeInHalves(target.syncer, before, patch);
    expect(target.patches).not.toContainEqual(patch);
  });

  it('a single value was refused already: nothing is sent', async () => {
    const target = new Fussy(() => true);
    const { refused } = await writeInHalves(target.syncer, before, patchOf(['v1'], []));
    expect([target.patches, [...refused.fields]]).toEqual([[], ['fv1']]);
  });

  it('two values that only do not go together both arrive', async () => {
    const target = new Fussy((patch) => 'fv1' in patch.fields && 'fv2' in patch.fields);
    const { record, refused } = await writeInHalves(target.syncer, before, patchOf(['v1', 'v2'], []));
    expect(record.fields).toMatchObject({ fv1: 'v1', fv2: 'v2' });
    expect(refused.fields.size).toBe(0);
  });

  it('a removal that is refused leaves the row, and no value is to blame', async () => {
    const target = new Fussy((patch) =>
      Object.values(patch.rows)
        .flat()
        .some(({ step }) => step === 'remove'),
    );
    const patch: Patch = { fields: { g: 'new' }, rows: { emails: [{ step: 'remove', id: '1' }] } };
    const { record, refused } = await writeInHalves(target.syncer, before, patch);
    expect(record).toMatchObject({ fields: { g: 'new' }, rows: { emails: [{ id: '1' }] } });
    expect([refused.fields.size, Object.keys(refused.rows)]).toEqual([0, []]);
  });
});

describe('rules 6: an answer that is lost on the way', () => {
  it('ends the search: nothing more is sent after it', async () => {
    await fc.assert(
      fc.asyncProperty(scene, fc.integer({ min: 0, max: 6 }), async ({ asFields, asRows, bad }, lostAfter) => {
        const target = new Fussy(namesBad(new Set(bad)), lostAfter);
        const { broken } = await writeInHalves(target.syncer, before, patchOf(asFields, asRows));
        expect(target.patches.length).toBeLessThanOrEqual(lostAfter + 1);
        expect(broken?.kind).toBe(target.patches.length > lostAfter ? 'unknown' : undefined);
      }),
    );
  });

  it('a record that changed meanwhile ends it, too, and blames no value', async () => {
    const target = new Fussy(() => false);
    const { broken, refused } = await writeInHalves(
      target.syncer,
      { ...before, revision: 'older' },
      patchOf(['v1', 'v2'], []),
    );
    expect(broken).toEqual(rejected('stale'));
    expect([target.patches.length, refused.fields.size]).toEqual([1, 0]);
  });
});
