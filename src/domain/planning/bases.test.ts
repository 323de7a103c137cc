import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Draft } from '../../../contracts/objects/target.ts';
import type { Row } from '../../../contracts/objects/values.ts';
import { firmCapabilities, firmSettings } from '../../../test/support/both-sides.ts';
import { openHash } from '../../../test/support/open-hash.ts';
import { createdRecord, patchedRecord, type Store } from '../../../test/support/patched-record.ts';
import { emailRow, targetEmail, targetRecord } from '../../../test/support/target-record.ts';
import { basesAfter, basesOfCreated, type Bases, nothingRefused } from './bases.ts';
import { canonicalRow } from './canonical.ts';
import { diffRecord, isEmptyPatch, patchOf, type RecordDiff } from './diff-record.ts';

const address = fc.constantFrom('a@x', 'B@X', 'c@x', 'D@x');
const label = fc.constantFrom('work', 'home');
const rows = fc
  .uniqueArray(fc.tuple(address, label), { maxLength: 3, selector: ([at]) => at })
  .map((all) => all.map(([at, called]) => emailRow(at, called)));
const draft: fc.Arbitrary<Draft> = fc.record({
  fields: fc.dictionary(fc.constantFrom('f', 'g', 'h'), fc.constantFrom('', 'one', 'Two', null, true), {
    noNullPrototype: true,
  }),
  rows: fc.record({ emails: rows }, { noNullPrototype: true }),
});
const lowering: Store = ({ label: called, parts }) => ({
  ...(called !== undefined && { label: called }),
  parts: { address: parts.address!.toLowerCase() },
});

function diff(
  desired: Draft,
  actual: ReturnType<typeof targetRecord>,
  link: Bases,
  more: { retryRefused?: boolean } = {},
): RecordDiff {
  const differences = Object.keys(desired.fields).filter((path) => desired.fields[path] !== actual.fields[path]);
  return diffRecord({
    desired,
    actual,
    differences: new Set(differences),
    link: { ...link, origin: 'created' },
    erased: new Set(),
    capability: firmCapabilities.kinds.contact,
    keepText: false,
    settings: firmSettings,
    retryRefused: false,
    hash: openHash,
    ...more,
  });
}

describe('what a link remembers of a record that was just made', () => {
  it('rules 4: nothing changed, nothing sent, though the target writes values its own way', () => {
    fc.assert(
      fc.property(draft, (desired) => {
        const made = createdRecord('r1', desired, lowering);
        const shouted = Object.entries(made.fields).map(([path, value]) => [
          path,
          typeof value === 'string' ? value.toUpperCase() : value,
        ]);
        const answer = { ...made, fields: Object.fromEntries(shouted) };
        const next = diff(desired, answer, basesOfCreated(desired, answer, nothingRefused, openHash));
        expect(patchOf(next)).toEqual({ fields: {}, rows: {} });
        expect(next.notes).toEqual([]);
      }),
    );
  });

  it('is a base for each value that was sent, and none for blank ones', () => {
    const desired = { fields: { f: 'one', g: null, h: '' }, rows: {} };
    const { fields } = basesOfCreated(
      desired,
      targetRecord('r1', { fields: { f: 'ONE', g: 'theirs' } }),
      nothingRefused,
      openHash,
    );
    expect(fields).toEqual({ f: { sent: '#text one', answered: '#text ONE' } });
  });

  it('is the hash of values only', () => {
    const desired = { fields: { ssn: '123-45-6789' }, rows: { emails: [emailRow('ana@x')] } };
    const bases = basesOfCreated(desired, createdRecord('r1', desired), nothingRefused, () => 'hashed');
    expect(JSON.stringify(bases)).not.toMatch(/123-45|ana@x/);
  });

  it('is for each row the target’s row that holds it, else the next that is free', () => {
    const desired = { fields: {}, rows: { emails: [emailRow('a@x'), emailRow('b@x'), emailRow('c@x')] } };
    const answer = targetRecord('r1', {
      rows: { emails: [targetEmail('1', 'C@x'), targetEmail('2', 'rewritten@x'), targetEmail('3', 'A@x')] },
    });
    const { rows: byPath } = basesOfCreated(desired, answer, nothingRefused, openHash);
    expect(byPath.emails?.map(({ rowId }) => rowId)).toEqual(['3', '2', '1']);
  });
});

describe('rules 7: what the target refused', () => {
  const desired = { fields: { f: 'one', g: 'two' }, rows: { emails: [emailRow('bad'), emailRow('a@x')] } };
  const refused = { fields: new Set(['f']), rows: { emails: new Set([canonicalRow(emailRow('bad'))]) } };
  const answer = targetRecord('r1', { fields: { g: 'two' }, rows: { emails: [targetEmail('1', 'a@x')] } });
  const bases = basesOfCreated(desired, answer, refused, openHash);

  it('is remembered, so that it is not sent again and the run says so', () => {
    const next = diff(desired, answer, bases);
    expect(isEmptyPatch(patchOf(next))).toBe(true);
    expect(next.notes.map(({ field, code }) => [field, code])).toEqual([
      ['f', 'value-still-refused'],
      ['emails', 'value-still-refused'],
    ]);
  });

  it('is sent again on a retry, and nothing else is', () => {
    const patch = patchOf(diff(desired, answer, bases, { retryRefused: true }));
    expect(patch).toEqual({ fields: { f: 'one' }, rows: { emails: [{ step: 'add', row: emailRow('bad') }] } });
  });

  it('is forgotten once it is taken', () => {
    const retried = diff(desired, answer, bases, { retryRefused: true });
    const taken = patchedRecord(answer, patchOf(retried));
    const after = basesAfter(bases, desired, retried, taken, nothingRefused, openHash);
    expect([...Object.values(after.fields), ...after.rows.emails!].filter((one) => one.refused)).toEqual([]);
    expect(diff(desired, taken, after).notes).toEqual([]);
  });

  it('a changed row that was refused is said to be so, and is changed in place on a retry', () => {
    const moved = { fields: {}, rows: { emails: [emailRow('bad')] } };
    const before = basesOfCreated(
      { fields: {}, rows: { emails: [emailRow('a@x')] } },
      answer,
      nothingRefused,
      openHash,
    );
    const first = diff(moved, answer, before);
    expect(patchOf(first).rows).toEqual({ emails: [{ step: 'change', id: '1', row: emailRow('bad') }] });
    const after = basesAfter(
      before,
      moved,
      first,
      answer,
      { fields: new Set(), rows: { emails: new Set([canonicalRow(emailRow('bad'))]) } },
      openHash,
    );
    const next = diff(moved, answer, after);
    expect(patchOf(next).rows).toEqual({});
    expect(next.notes.map(({ code }) => code)).toEqual(['value-still-refused']);
    expect(patchOf(diff(moved, answer, after, { retryRefused: true })).rows).toEqual({
      emails: [{ step: 'change', id: '1', row: emailRow('bad') }],
    });
    const corrected = { fields: {}, rows: { emails: [emailRow('good@x')] } };
    expect(patchOf(diff(corrected, answer, after)).rows).toEqual({
      emails: [{ step: 'change', id: '1', row: emailRow('good@x') }],
    });
  });
});

describe('what a link remembers after an update', () => {
  const before: Bases = {
    fields: { f: { sent: '#text one', answered: '#text one' }, kept: { sent: '#text k', answered: '#text k' } },
    rows: {},
  };

  it('moves for what was sent or agreed on; everything else stays', () => {
    const change: RecordDiff = { write: { f: 'two' }, rebase: ['g'], rows: {}, notes: [] };
    const answer = targetRecord('r1', { fields: { f: 'TWO', g: 'G', kept: 'theirs' } });
    const { fields } = basesAfter(
      before,
      { fields: { f: 'two', g: 'g', kept: 'k' }, rows: {} },
      change,
      answer,
      nothingRefused,
      openHash,
    );
    expect(fields).toEqual({
      f: { sent: '#text two', answered: '#text TWO' },
      g: { sent: '#text g', answered: '#text G' },
      kept: { sent: '#text k', answered: '#text k' },
    });
  });

  it('S blank: B stays', () => {
    const change = diff({ fields: { f: null }, rows: {} }, targetRecord('r1', { fields: { f: 'one' } }), before);
    const { fields } = basesAfter(
      before,
      { fields: { f: null }, rows: {} },
      change,
      targetRecord('r1', { fields: { f: 'one' } }),
      nothingRefused,
      openHash,
    );
    expect(fields.f).toEqual({ sent: '#text one', answered: '#text one' });
  });

  it('an added row is found by its value among the new rows, never among those of before', () => {
    const there = [targetEmail('1', 'a@x'), targetEmail('2', 'n@x')];
    const held = basesOfCreated(
      { fields: {}, rows: { emails: [emailRow('a@x')] } },
      targetRecord('r1', { rows: { emails: [there[0]!] } }),
      nothingRefused,
      openHash,
    );
    const wanted: { fields: {}; rows: { emails: Row[] } } = {
      fields: {},
      rows: { emails: [emailRow('a@x'), emailRow('new@x')] },
    };
    const change = diff(wanted, targetRecord('r1', { rows: { emails: there } }), held);
    const answer = targetRecord('r1', { rows: { emails: [...there, targetEmail('3', 'NEW@x')] } });
    expect(
      basesAfter(held, wanted, change, answer, nothingRefused, openHash).rows.emails?.map(({ rowId }) => rowId),
    ).toEqual(['1', '3']);
  });

  it('nor among people’s, where the target writes it in its own way', () => {
    const theirs = targetEmail('9', 'person@x');
    const wanted = { fields: {}, rows: { emails: [emailRow('new@x')] } };
    const none: Bases = { fields: {}, rows: {} };
    const change = diff(wanted, targetRecord('r1', { rows: { emails: [theirs] } }), none);
    const answer = targetRecord('r1', { rows: { emails: [theirs, targetEmail('10', 'rewritten@x')] } });
    const after = basesAfter(none, wanted, change, answer, nothingRefused, openHash);
    expect(after.rows.emails?.map(({ rowId }) => rowId)).toEqual(['10']);
  });

  it('a row that could not be removed is still ours', () => {
    const held = basesOfCreated(
      { fields: {}, rows: { emails: [emailRow('a@x')] } },
      targetRecord('r1', { rows: { emails: [targetEmail('1', 'a@x')] } }),
      nothingRefused,
      openHash,
    );
    const none = { fields: {}, rows: { emails: [] } };
    const still = targetRecord('r1', { rows: { emails: [targetEmail('1', 'a@x')] } });
    const change = diff(none, still, held);
    expect(basesAfter(held, none, change, still, nothingRefused, openHash).rows.emails).toEqual(held.rows.emails);
    expect(basesAfter(held, none, change, targetRecord('r1'), nothingRefused, openHash).rows.emails).toEqual([]);
  });
});
