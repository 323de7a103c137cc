import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldValue } from '../../../contracts/objects/values.ts';
import { firmCapabilities, firmSettings, plainDifferences } from '../../../test/support/both-sides.ts';
import { openHash } from '../../../test/support/open-hash.ts';
import { patchedRecord } from '../../../test/support/patched-record.ts';
import { emailRow, targetEmail, targetRecord } from '../../../test/support/target-record.ts';
import type { FieldBase, RowBase } from '../identity/sync-link.ts';
import { basesAfter, nothingRefused } from './bases.ts';
import { canonicalValue, isBlank } from './canonical.ts';
import { diffRecord, type DiffRequest, isEmptyPatch, patchOf } from './diff-record.ts';
import { rowBaseOf } from './three-way-rows.ts';

const baseOf = (sent: FieldValue, answered: FieldValue = sent): FieldBase => ({
  sent: openHash(canonicalValue(sent)),
  answered: openHash(canonicalValue(answered)),
});

function diff(parts: Partial<DiffRequest> & Pick<DiffRequest, 'desired' | 'actual'>) {
  const result = diffRecord({
    differences: new Set(plainDifferences(parts.desired, parts.actual)),
    link: { fields: {}, rows: {}, origin: 'created' },
    erased: new Set<string>(),
    capability: firmCapabilities.kinds.contact,
    keepText: false,
    settings: firmSettings,
    retryRefused: false,
    hash: openHash,
    ...parts,
  });
  return { ...result, codes: result.notes.map(({ field, code }) => `${field}: ${code}`) };
}

/** `toMatchObject` takes any object for an empty one. */
const nothing: unknown = expect.toSatisfy((one: object) => Object.keys(one).length === 0);

/** One field `f` with its S, T and B; `undefined` for no B. */
function field(source: FieldValue, target: FieldValue, base: FieldValue | undefined, parts: Partial<DiffRequest> = {}) {
  const link = { fields: base === undefined ? {} : { f: baseOf(base) }, rows: {}, origin: 'created' as const };
  return diff({
    desired: { fields: { f: source }, rows: {} },
    actual: targetRecord('r1', { fields: { f: target } }),
    link,
    ...parts,
  });
}

describe('rules 4: what is written, and what the run says', () => {
  it.each<[string, ReturnType<typeof field>, object]>([
    ['S = B, T = B: leave', field('a', 'a', 'a'), { write: nothing, rebase: [], codes: [] }],
    ['S ≠ B, T = B: write S', field('b', 'a', 'a'), { write: { f: 'b' }, codes: [] }],
    [
      'S = B, T ≠ B: keep T, report edited',
      field('a', 'b', 'a'),
      { write: nothing, rebase: [], codes: ['f: edited-in-target'] },
    ],
    [
      'S = B, T blanked by a person: keep T, report',
      field('a', null, 'a'),
      { write: nothing, codes: ['f: edited-in-target'] },
    ],
    ['S ≠ B, T ≠ B, S = T: take as base', field('b', 'b', 'a'), { write: nothing, rebase: ['f'], codes: [] }],
    [
      'S ≠ B, T ≠ B, S ≠ T: source wins, told',
      field('b', 'c', 'a'),
      { write: { f: 'b' }, codes: ['f: edit-overwritten'] },
    ],
    ['S blank: leave', field(null, 'a', 'a'), { write: nothing, rebase: [], codes: [] }],
    [
      'S blank, eraseBlank: erase what we wrote',
      field(null, 'a', 'a', { erased: new Set(['f']) }),
      { write: { f: null }, rebase: [], codes: [] },
    ],
    [
      'S blank, eraseBlank, T ≠ B: policy, told',
      field(null, 'b', 'a', { erased: new Set(['f']) }),
      { write: { f: null }, codes: ['f: edit-overwritten'] },
    ],
    [
      'S blank, eraseBlank, no B: leave',
      field(null, 'b', undefined, { erased: new Set(['f']) }),
      { write: nothing, rebase: [], codes: [] },
    ],
    [
      'S blank, eraseBlank of another field: leave',
      field(null, 'a', 'a', { erased: new Set(['g']) }),
      { write: nothing, rebase: [], codes: [] },
    ],
    ['no B, T blank: write', field('a', null, undefined), { write: { f: 'a' }, codes: [] }],
    ['no B, S = T: take as base', field('a', 'a', undefined), { write: nothing, rebase: ['f'], codes: [] }],
    [
      'no B, S ≠ T, made by us: policy',
      field('a', 'b', undefined),
      { write: { f: 'a' }, codes: ['f: edit-overwritten'] },
    ],
  ])('%s', (_case, result, expected) => expect(result).toMatchObject(expected));

  it('S = B, T ≠ B with restoreEdits: writes S and says so', () => {
    expect(field('a', 'b', 'a', { settings: { ...firmSettings, restoreEdits: true } })).toMatchObject({
      write: { f: 'a' },
      codes: ['f: edit-restored'],
    });
  });

  it('S ≠ B, T ≠ B, S ≠ T: or the target wins, told', () => {
    expect(field('b', 'c', 'a', { settings: { ...firmSettings, conflicts: 'target' } })).toMatchObject({
      write: nothing,
      codes: ['f: conflict-kept'],
    });
  });

  it('S ≠ B, T ≠ B, S ≠ T in note texts and documents: keep T and report, whatever the policy', () => {
    expect(field('b', 'c', 'a', { keepText: true })).toMatchObject({ write: nothing, codes: ['f: conflict-kept'] });
    expect(field('b', 'a', 'a', { keepText: true })).toMatchObject({ write: { f: 'b' }, codes: [] });
  });

  it.each(['adopted', 'by-hand'] as const)('no B, S ≠ T, record %s: keep T, report', (origin) => {
    const link = { fields: {}, rows: {}, origin };
    expect(field('a', 'b', undefined, { link })).toMatchObject({ write: nothing, codes: ['f: target-value-kept'] });
  });

  it('whether S = T is the adapter’s judgement: only it knows what its system normalises', () => {
    expect(field('(555) 010-0199', '5550100199', undefined, { differences: new Set() })).toMatchObject({
      write: nothing,
      rebase: ['f'],
    });
  });

  it('a field that this user may not see is left alone and reported', () => {
    const actual = targetRecord('r1', { unreadable: ['f'] });
    const result = diff({ desired: { fields: { f: 'a' }, rows: {} }, actual });
    expect(result).toMatchObject({ write: nothing, codes: ['f: unreadable-in-target'] });
  });

  it('a field that is only taken at creation is not sent, and the run says so', () => {
    const capability = { ...firmCapabilities.kinds.contact, createOnly: ['f'] };
    expect(field('b', 'a', 'a', { capability })).toMatchObject({ write: nothing, codes: ['f: create-only'] });
    expect(field('a', 'a', 'a', { capability })).toMatchObject({ write: nothing, codes: [] });
  });

  it('fields that the source does not speak of are not touched', () => {
    const actual = targetRecord('r1', { fields: { other: 'x' }, rows: { websites: [targetEmail('1', 'x')] } });
    expect(diff({ desired: { fields: {}, rows: {} }, actual })).toMatchObject({
      write: nothing,
      rebase: [],
      rows: nothing,
      codes: [],
    });
  });
});

describe('rules 1: the matter’s status', () => {
  const status = (source: FieldValue, target: FieldValue, base?: FieldValue, parts: Partial<DiffRequest> = {}) =>
    field(source, target, base, { statusField: 'f', ...parts });

  it('only Pending → Open', () => {
    expect(status('open', 'pending', 'pending')).toMatchObject({ write: { f: 'open' }, codes: [] });
    expect(status('open', null)).toMatchObject({ write: { f: 'open' } });
  });

  it('opens an adopted matter that is still pending', () => {
    const link = { fields: {}, rows: {}, origin: 'by-hand' as const };
    expect(status('open', 'pending', undefined, { link })).toMatchObject({ write: { f: 'open' } });
  });

  it('opens where the target wins, too: the client has hired the firm', () => {
    expect(status('open', 'pending', 'pending', { settings: { ...firmSettings, conflicts: 'target' } })).toMatchObject({
      write: { f: 'open' },
    });
  });

  it.each([
    ['open', 'closed'],
    ['pending', 'open'],
    ['pending', 'closed'],
  ])('wanted %s, stands at %s: never back, never from Closed', (source, target) => {
    for (const base of [undefined, 'pending', 'open'])
      for (const restoreEdits of [false, true])
        expect(status(source, target, base, { settings: { ...firmSettings, restoreEdits } })).toMatchObject({
          write: nothing,
          codes: ['f: status-kept'],
        });
  });

  it('Open set by a person stays', () => {
    expect(status('pending', 'open', 'pending')).toMatchObject({ write: nothing, codes: ['f: status-kept'] });
  });

  it('as it should be: nothing to say', () => {
    expect(status('open', 'open', 'pending')).toMatchObject({ write: nothing, rebase: ['f'], codes: [] });
  });

  it('S = B, T ≠ B: set back to Pending by a person stays so, reported; restoreEdits opens it again', () => {
    expect(status('open', 'pending', 'open')).toMatchObject({ write: nothing, codes: ['f: edited-in-target'] });
    expect(status('open', 'pending', 'open', { settings: { ...firmSettings, restoreEdits: true } })).toMatchObject({
      write: { f: 'open' },
      codes: ['f: edit-restored'],
    });
  });

  it('rules 7: refused once, it is not sent again until a person retries', () => {
    const link = {
      fields: { f: { ...baseOf('open', 'pending'), refused: true as const } },
      rows: {},
      origin: 'created' as const,
    };
    expect(status('open', 'pending', undefined, { link })).toMatchObject({
      write: nothing,
      codes: ['f: value-still-refused'],
    });
    expect(status('open', 'pending', undefined, { link, retryRefused: true })).toMatchObject({ write: { f: 'open' } });
  });
});

describe('the patch', () => {
  it('says only what is to be written', () => {
    const result = diff({
      desired: { fields: { f: 'a', g: 'b' }, rows: { emails: [emailRow('a@x')], phones: [] } },
      actual: targetRecord('r1', { fields: { f: 'a' } }),
    });
    expect(patchOf(result)).toEqual({ fields: { g: 'b' }, rows: { emails: [{ step: 'add', row: emailRow('a@x') }] } });
  });

  it.each([
    [{ fields: {}, rows: {} }, true],
    [{ fields: { f: null }, rows: {} }, false],
    [{ fields: {}, rows: { emails: [{ step: 'remove' as const, id: '1' }] } }, false],
  ])('%j is empty: %s', (patch, empty) => expect(isEmptyPatch(patch)).toBe(empty));
});

const value = fc.constantFrom<FieldValue>('', 'a', 'b', 'c', null);
const paths = ['f', 'g'] as const;
const triple = fc.record({
  source: value,
  target: value,
  sent: fc.option(value),
  answered: value,
  refused: fc.boolean(),
});
const email = fc.tuple(fc.constantFrom('a@x', 'A@x', 'b@x', 'c@x'), fc.constantFrom('work', 'home'));
const rowHistory = fc.record({
  source: fc.uniqueArray(email, { maxLength: 3, selector: ([at]) => at.toLowerCase() }),
  target: fc.array(email, { maxLength: 3 }),
  once: fc
    .uniqueArray(fc.tuple(fc.constantFrom('0', '1', 'gone'), email, fc.boolean()), {
      maxLength: 2,
      selector: ([id]) => id,
    })
    // No two that fold to the same were ever sent.
    .filter((all) => new Set(all.map(([, [at]]) => at.toLowerCase())).size === all.length),
});

/** Any past and present of one record, as a request to compare it. */
const request = fc
  .record({
    fields: fc.tuple(triple, triple),
    rows: rowHistory,
    origin: fc.constantFrom('created' as const, 'adopted' as const),
    conflicts: fc.constantFrom('source' as const, 'target' as const),
    restoreEdits: fc.boolean(),
    keepText: fc.boolean(),
    limit: fc.constantFrom(2, 20),
    erased: fc.subarray([...paths]),
  })
  .map((told): DiffRequest => {
    const byPath = <One>(of: (one: (typeof told.fields)[0]) => One) =>
      Object.fromEntries(paths.map((path, index) => [path, of(told.fields[index]!)]));
    const bases = paths.flatMap((path, index) => {
      const { sent, answered, refused } = told.fields[index]!;
      return sent === null ? [] : [[path, { ...baseOf(sent, answered), ...(refused && { refused }) }] as const];
    });
    const once = told.rows.once.map(([id, [at, called], lowers]): RowBase =>
      rowBaseOf(emailRow(at, called), targetEmail(id, lowers ? at.toLowerCase() : at, called), openHash),
    );
    const desired = {
      fields: byPath(({ source }) => source),
      rows: { emails: told.rows.source.map(([at, called]) => emailRow(at, called)) },
    };
    const emails = told.rows.target.map(([at, called], index) => targetEmail(`${index}`, at, called));
    const actual = targetRecord('r1', { fields: byPath(({ target }) => target), rows: { emails } });
    return {
      desired,
      actual,
      differences: new Set(plainDifferences(desired, actual)),
      link: { fields: Object.fromEntries(bases), rows: { emails: once }, origin: told.origin },
      erased: new Set(told.erased),
      capability: { ...firmCapabilities.kinds.contact, rowLimits: { emails: told.limit } },
      keepText: told.keepText,
      settings: { conflicts: told.conflicts, restoreEdits: told.restoreEdits },
      retryRefused: false,
      hash: openHash,
    };
  });

/** The same comparison after the target took the patch. */
function again(one: DiffRequest): DiffRequest {
  const first = diffRecord(one);
  const actual = patchedRecord(one.actual, patchOf(first));
  const bases = basesAfter(one.link, one.desired, first, actual, nothingRefused, openHash);
  return {
    ...one,
    actual,
    link: { ...bases, origin: one.link.origin },
    differences: new Set(plainDifferences(one.desired, actual)),
  };
}

describe('laws over every past and present', () => {
  it('carried out and compared again, there is nothing left to write', () => {
    fc.assert(
      fc.property(request, (one) => {
        const next = again(one);
        expect(patchOf(diffRecord(next))).toEqual({ fields: {}, rows: {} });
      }),
      { numRuns: 2000 },
    );
  });

  it('from then on nothing moves any more', () => {
    fc.assert(
      fc.property(request, (one) => {
        const next = again(one);
        expect(again(next).actual).toEqual(next.actual);
        expect(diffRecord(again(next))).toEqual(diffRecord(next));
      }),
    );
  });

  it('what was written is what the source says; blank only where its row erases and we wrote before', () => {
    fc.assert(
      fc.property(request, (one) => {
        for (const [path, written] of Object.entries(diffRecord(one).write)) {
          expect(written).toBe(one.desired.fields[path]);
          const erases = one.erased.has(path) && one.link.fields[path] !== undefined;
          expect(isBlank(written) && !erases).toBe(false);
        }
      }),
    );
  });

  it('nothing of a person is replaced without the run saying so', () => {
    fc.assert(
      fc.property(request, (one) => {
        const { write, notes } = diffRecord(one);
        for (const path of Object.keys(write)) {
          const now = one.actual.fields[path];
          const base = one.link.fields[path];
          const personal = !isBlank(now) && base?.answered !== openHash(canonicalValue(now));
          expect(personal && !notes.some((note) => note.field === path)).toBe(false);
        }
      }),
    );
  });

  it('the order of the fields does not matter', () => {
    fc.assert(
      fc.property(request, (one) => {
        const turned = { ...one.desired, fields: Object.fromEntries(Object.entries(one.desired.fields).toReversed()) };
        expect(diffRecord({ ...one, desired: turned }).write).toEqual(diffRecord(one).write);
      }),
    );
  });
});
