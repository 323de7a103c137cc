import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Row, TargetRow } from '../../../contracts/objects/values.ts';
import { openHash } from '../../../test/support/open-hash.ts';
import { patchedRecord } from '../../../test/support/patched-record.ts';
import { emailRow, targetEmail, targetRecord } from '../../../test/support/target-record.ts';
import type { RowBase } from '../identity/sync-link.ts';
import { foldRow, planRows, refusedRowBase, rowBaseOf, type RowsCase, rowSteps } from './three-way-rows.ts';

function base(sent: Row, answered: TargetRow): RowBase {
  return rowBaseOf(sent, answered, openHash);
}

/** What is done with e-mail rows, as steps and codes. */
function plan(facts: Partial<RowsCase>) {
  const { entries, notes } = planRows({
    path: 'emails',
    source: [],
    bases: [],
    target: [],
    limit: Infinity,
    policy: 'source',
    restoreEdits: false,
    retryRefused: false,
    hash: openHash,
    ...facts,
  });
  return { entries, steps: rowSteps(entries), codes: notes.map(({ code }) => code) };
}

const ours = targetEmail('1', 'ana@x');
const ourBase = base(emailRow('ana@x'), ours);

describe('rules 4, rows: paired by folded value, the rest by label, then order', () => {
  it('by folded value: a new label changes our row in place', () => {
    const { steps } = plan({ source: [emailRow('ANA@x', 'home')], bases: [ourBase], target: [ours] });
    expect(steps).toEqual([{ step: 'change', id: '1', row: emailRow('ANA@x', 'home') }]);
  });

  it('by folded value before label: two rows that swapped their labels keep their places', () => {
    const target = [targetEmail('1', 'a@x', 'work'), targetEmail('2', 'b@x', 'home')];
    const bases = target.map((row) => base(emailRow(row.parts.address!, row.label), row));
    const { steps } = plan({ source: [emailRow('a@x', 'home'), emailRow('b@x', 'work')], bases, target });
    expect(steps).toEqual([
      { step: 'change', id: '1', row: emailRow('a@x', 'home') },
      { step: 'change', id: '2', row: emailRow('b@x', 'work') },
    ]);
  });

  it('by folded value before label, though a person edited our row', () => {
    const edited = targetEmail('1', 'ana@edited');
    const { steps } = plan({
      source: [emailRow('x@x', 'work'), emailRow('ana@x', 'home')],
      bases: [ourBase],
      target: [edited],
    });
    expect(steps).toEqual([
      { step: 'add', row: emailRow('x@x', 'work') },
      { step: 'change', id: '1', row: emailRow('ana@x', 'home') },
    ]);
  });

  it('the rest by label', () => {
    const target = [targetEmail('1', 'a@x', 'work'), targetEmail('2', 'b@x', 'home')];
    const bases = target.map((row) => base(emailRow(row.parts.address!, row.label), row));
    const { steps } = plan({ source: [emailRow('new@x', 'home'), emailRow('a@x')], bases, target });
    expect(steps).toEqual([{ step: 'change', id: '2', row: emailRow('new@x', 'home') }]);
  });

  it('by label before order', () => {
    const target = [targetEmail('1', 'a@x', 'work'), targetEmail('2', 'b@x', 'home')];
    const bases = target.map((row) => base(emailRow(row.parts.address!, row.label), row));
    const { steps } = plan({ source: [emailRow('x@x', 'home'), emailRow('y@x', 'work')], bases, target });
    expect(steps).toEqual([
      { step: 'change', id: '2', row: emailRow('x@x', 'home') },
      { step: 'change', id: '1', row: emailRow('y@x', 'work') },
    ]);
  });

  it('then by order', () => {
    const { steps } = plan({ source: [emailRow('new@x', 'other')], bases: [ourBase], target: [ours] });
    expect(steps).toEqual([{ step: 'change', id: '1', row: emailRow('new@x', 'other') }]);
  });

  it('what the source has more of is added, in its order', () => {
    const source = [emailRow('b@x'), emailRow('ana@x'), emailRow('c@x')];
    const { steps } = plan({ source, bases: [ourBase], target: [ours] });
    expect(steps).toEqual([
      { step: 'add', row: emailRow('b@x') },
      { step: 'add', row: emailRow('c@x') },
    ]);
  });
});

describe('rules 4, rows: our row edited by a person', () => {
  const edited = targetEmail('1', 'ana@new');

  it('is kept unless S moved, and reported', () => {
    expect(plan({ source: [emailRow('ana@x')], bases: [ourBase], target: [edited] })).toMatchObject({
      steps: [],
      codes: ['row-edited-in-target'],
    });
  });

  it('is set back with restoreEdits', () => {
    const { steps, codes } = plan({
      source: [emailRow('ana@x')],
      bases: [ourBase],
      target: [edited],
      restoreEdits: true,
    });
    expect(steps).toEqual([{ step: 'change', id: '1', row: emailRow('ana@x') }]);
    expect(codes).toEqual(['edit-restored']);
  });

  it('S moved too: the source wins and the run tells what was overwritten, or the target wins', () => {
    const facts = { source: [emailRow('ana@third')], bases: [ourBase], target: [edited] };
    expect(plan(facts)).toMatchObject({ steps: [{ step: 'change', id: '1' }], codes: ['edit-overwritten'] });
    expect(plan({ ...facts, policy: 'target' })).toMatchObject({ steps: [], codes: ['conflict-kept'] });
  });

  it('S moved to the same: taken as base', () => {
    const { entries, steps, codes } = plan({ source: [emailRow('ana@new')], bases: [ourBase], target: [edited] });
    expect([entries, steps, codes]).toEqual([[{ become: 'ours', row: emailRow('ana@new'), rowId: '1' }], [], []]);
  });
});

describe('rules 4, rows: deleted by a person', () => {
  it('is not brought back unless S moved, and reported', () => {
    expect(plan({ source: [emailRow('ana@x')], bases: [ourBase] })).toMatchObject({
      steps: [],
      codes: ['row-deleted-in-target'],
    });
    expect(plan({ source: [emailRow('ana@new')], bases: [ourBase] }).steps).toEqual([
      { step: 'add', row: emailRow('ana@new') },
    ]);
  });

  it('comes back with restoreEdits, and the run says so', () => {
    const { steps, codes } = plan({ source: [emailRow('ana@x')], bases: [ourBase], restoreEdits: true });
    expect(steps).toEqual([{ step: 'add', row: emailRow('ana@x') }]);
    expect(codes).toEqual(['edit-restored']);
  });
});

describe('rules 4, rows: dropped by the source', () => {
  it('is removed if T = B', () => {
    expect(plan({ bases: [ourBase], target: [ours] }).steps).toEqual([{ step: 'remove', id: '1' }]);
  });

  it('stays where a person edited it, and the run says so', () => {
    expect(plan({ bases: [ourBase], target: [targetEmail('1', 'ana@new')] })).toMatchObject({
      steps: [],
      codes: ['row-kept'],
    });
  });

  it('needs nothing where a person deleted it', () => {
    expect(plan({ bases: [ourBase] })).toEqual({ entries: [], steps: [], codes: [] });
  });
});

describe('rules 4, rows: a person’s row equal to S becomes ours, no second one', () => {
  const theirs = targetEmail('9', 'Ana@X', 'home');

  it('where we had none', () => {
    const { entries, steps } = plan({ source: [emailRow('ana@x')], target: [theirs] });
    expect([entries, steps]).toEqual([[{ become: 'ours', row: emailRow('ana@x'), rowId: '9' }], []]);
  });

  it('where ours was deleted and typed again', () => {
    expect(plan({ source: [emailRow('ana@x')], bases: [ourBase], target: [theirs] })).toMatchObject({
      entries: [{ become: 'ours', rowId: '9' }],
      codes: [],
    });
  });

  it('where ours was deleted and the source moves to what a person typed', () => {
    const typed = targetEmail('9', 'ana@new');
    const { entries, steps } = plan({ source: [emailRow('ana@new')], bases: [ourBase], target: [typed] });
    expect([entries, steps]).toMatchObject([[{ become: 'ours', rowId: '9' }], []]);
  });

  it('where ours still stands and the source moves to what a person typed: ours is dropped', () => {
    const typed = targetEmail('9', 'ana@new');
    const { entries, steps } = plan({ source: [emailRow('ana@new')], bases: [ourBase], target: [ours, typed] });
    expect(entries).toContainEqual({ become: 'ours', row: emailRow('ana@new'), rowId: '9' });
    expect(steps).toEqual([{ step: 'remove', id: '1' }]);
  });

  it('where the target refused ours before', () => {
    const refused = refusedRowBase(emailRow('ana@x'), openHash);
    expect(plan({ source: [emailRow('ana@x')], bases: [refused], target: [theirs] })).toMatchObject({
      entries: [{ become: 'ours', rowId: '9' }],
      codes: [],
    });
  });

  it('one for each of ours: two rows do not take the same one', () => {
    const { entries } = plan({ source: [emailRow('ana@x', 'work'), emailRow('ana@x', 'home')], target: [theirs] });
    expect(entries.map(({ become }) => become)).toEqual(['ours', 'add']);
  });

  it('people’s other rows are let be', () => {
    expect(
      plan({ source: [emailRow('ana@x')], bases: [ourBase], target: [ours, targetEmail('9', 'other@x')] }).steps,
    ).toEqual([]);
  });
});

describe('rules 4, rows: more than the target’s limit', () => {
  it('the first ones in source order, and the run says that there were more', () => {
    const { steps, codes } = plan({ source: [emailRow('a@x'), emailRow('b@x'), emailRow('c@x')], limit: 2 });
    expect(steps).toEqual([
      { step: 'add', row: emailRow('a@x') },
      { step: 'add', row: emailRow('b@x') },
    ]);
    expect(codes).toEqual(['row-limit']);
  });

  it('people’s rows take room, removed ones make room', () => {
    const theirs = targetEmail('9', 'other@x');
    expect(plan({ source: [emailRow('a@x'), emailRow('b@x')], target: [theirs], limit: 2 }).steps).toEqual([
      { step: 'add', row: emailRow('a@x') },
    ]);
    const dropped = base(emailRow('old@x'), targetEmail('1', 'old@x'));
    const taken = base(emailRow('a@x'), targetEmail('2', 'a@x'));
    const target = [targetEmail('1', 'old@x'), targetEmail('2', 'a@x')];
    expect(plan({ source: [emailRow('a@x')], bases: [dropped, taken], target, limit: 2 }).codes).toEqual([]);
  });

  it('exactly as many as there is room for is no cut', () => {
    expect(plan({ source: [emailRow('a@x'), emailRow('b@x')], limit: 2 }).codes).toEqual([]);
  });
});

describe('rules 7: a row that the target refused', () => {
  const refused = refusedRowBase(emailRow('n/a'), openHash);

  it('is not sent again until it changes or a person retries', () => {
    expect(plan({ source: [emailRow('n/a')], bases: [refused] })).toMatchObject({
      steps: [],
      codes: ['value-still-refused'],
    });
    expect(plan({ source: [emailRow('n/a')], bases: [refused], retryRefused: true }).steps).toEqual([
      { step: 'add', row: emailRow('n/a') },
    ]);
    expect(plan({ source: [emailRow('ana@x')], bases: [refused] }).steps).toEqual([
      { step: 'add', row: emailRow('ana@x') },
    ]);
  });
});

describe('the folded value of a row', () => {
  it.each<[Row, Row]>([
    [{ parts: { number: '(555) 010-0199' } }, { label: 'home', parts: { number: '+1 555 010 0199' } }],
    [{ parts: { address: 'Ana@X.test' } }, { parts: { address: ' ana@x.TEST' } }],
    [{ parts: { street: '1 Main  St', city: 'Reno' } }, { parts: { city: 'RENO', street: '1 main st', state: '' } }],
    [{ parts: { url: 'HTTPS://x.test' } }, { parts: { url: 'https://x.test' } }],
  ])('%j is %j', (a, b) => expect(foldRow(a)).toBe(foldRow(b)));

  it.each<[Row, Row]>([
    [{ parts: { number: 'ask' } }, { parts: { number: 'none' } }],
    [{ parts: { street: 'Reno' } }, { parts: { city: 'Reno' } }],
  ])('%j is not %j', (a, b) => expect(foldRow(a)).not.toBe(foldRow(b)));
});

const address = fc.constantFrom('a@x', 'A@x', 'b@x', 'c@x');
const label = fc.constantFrom('work', 'home');
const row = fc.tuple(address, label).map(([at, called]) => emailRow(at, called));
/** As prepared by an adapter: no two that fold to the same. */
const source = fc.uniqueArray(row, { maxLength: 3, selector: foldRow });
const target = fc
  .array(row, { maxLength: 4 })
  .map((rows) => rows.map((one, index): TargetRow => ({ id: `${index}`, ...one })));
/** Rows that were sent once: some as they stand, some edited since, some deleted, some refused. */
const bases = fc
  .uniqueArray(fc.tuple(fc.constantFrom('0', '1', '2', 'gone', 'refused'), row, fc.boolean()), {
    maxLength: 3,
    selector: ([id]) => id,
  })
  .filter((all) => new Set(all.map(([, sent]) => foldRow(sent))).size === all.length)
  .map((all) =>
    all.map(([id, sent, lowers]) => {
      const answered = lowers ? emailRow(sent.parts.address!.toLowerCase()) : sent;
      return id === 'refused' ? refusedRowBase(sent, openHash) : base(sent, { id, ...answered });
    }),
  );
const facts = fc.record({
  path: fc.constant('emails'),
  source,
  bases,
  target,
  limit: fc.constantFrom(2, 4, Infinity),
  policy: fc.constantFrom('source' as const, 'target' as const),
  restoreEdits: fc.boolean(),
  retryRefused: fc.constant(false),
  hash: fc.constant(openHash),
});

function after(one: RowsCase): readonly TargetRow[] {
  const record = targetRecord('r1', { rows: { emails: one.target } });
  return patchedRecord(record, { fields: {}, rows: { emails: rowSteps(planRows(one).entries) } }).rows.emails!;
}

describe('laws over every history of rows', () => {
  it('no second row of one value is ever added', () => {
    fc.assert(
      fc.property(facts, (one) => {
        const count = (rows: readonly Row[], folded: string) => rows.filter((each) => foldRow(each) === folded).length;
        const now = after(one);
        for (const wanted of one.source.map(foldRow)) {
          expect(count(now, wanted)).toBeLessThanOrEqual(Math.max(1, count(one.target, wanted)));
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('rows that were never ours stay as they are', () => {
    fc.assert(
      fc.property(facts, (one) => {
        const owned = new Set(one.bases.map(({ rowId }) => rowId));
        const now = after(one);
        for (const theirs of one.target.filter(({ id }) => !owned.has(id))) expect(now).toContainEqual(theirs);
      }),
    );
  });

  it('nothing is added above the limit', () => {
    fc.assert(
      fc.property(facts, (one) => {
        expect(after(one).length).toBeLessThanOrEqual(Math.max(one.limit, one.target.length));
      }),
    );
  });

  it('S = B and T = B: nothing is sent and nothing said', () => {
    fc.assert(
      fc.property(source, fc.array(row, { maxLength: 2 }), (rows, people) => {
        const ourRows = rows.map((one, index): TargetRow => ({
          id: `ours-${index}`,
          label: one.label!,
          parts: { address: one.parts.address!.toLowerCase() },
        }));
        const held = [...ourRows, ...people.map((one, index) => ({ id: `theirs-${index}`, ...one }))];
        const once = rows.map((one, index) => base(one, ourRows[index]!));
        expect(plan({ source: rows, bases: once, target: held })).toMatchObject({ steps: [], codes: [] });
      }),
    );
  });
});
