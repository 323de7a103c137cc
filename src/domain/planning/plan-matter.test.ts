import { describe, expect, it } from 'vitest';
import { bothSides, openDecision } from '../../../test/support/both-sides.ts';
import { linked } from '../../../test/support/linked.ts';
import { desiredOf, sourceFamily, sourceMatter } from '../../../test/support/source-family.ts';
import { targetRecord } from '../../../test/support/target-record.ts';
import type { BothSides } from './both-sides.ts';
import type { Desired } from './desired.ts';
import { planMatter } from './plan-matter.ts';
import { PlanningState } from './planning-state.ts';

const matterOf = (fields: Record<string, string>) => desiredOf(sourceFamily({ matter: sourceMatter({ fields }) }))[1]!;
const matter = matterOf({ title: 'Lopez divorce' });
const typed = targetRecord('t1', { fields: { description: 'LOPEZ  Divórce', status: 'open', client: 'r1' } });

function plan(parts: Partial<BothSides> = {}, desired: Desired = matter) {
  return planMatter(desired, new PlanningState(bothSides(parts)));
}

describe('rules 3: a matter typed by hand', () => {
  it('of an equal folded description asks: link to this one, or create; never adopted in silence', () => {
    expect(plan({ clientMatters: [typed] })).toMatchObject({
      action: 'ask',
      code: 'matter-may-exist',
      question: { candidates: [{ targetRef: 't1' }], choices: ['link', 'create'] },
    });
  });

  it('of an equal number asks too', () => {
    const numbered = targetRecord('t2', { fields: { description: 'Something', display_number: '00042-lopez' } });
    expect(plan({ clientMatters: [numbered] }, matterOf({ title: '00042-LOPEZ' })).action).toBe('ask');
  });

  it('of another description does not count, nor blank against blank', () => {
    const other = targetRecord('t3', { fields: { description: 'Lopez will' } });
    expect(plan({ clientMatters: [other] }).action).toBe('create');
    expect(plan({ clientMatters: [targetRecord('t4')] }, matterOf({ title: '' })).action).toBe('create');
  });

  it('link: tied by hand; what it holds is kept', () => {
    const parts = {
      clientMatters: [typed],
      decisions: new Map([[matter.key, openDecision('link', 't1')]]),
      decided: new Map([['t1', typed]]),
    };
    expect(plan(parts)).toMatchObject({ action: 'adopt', targetRef: 't1', origin: 'by-hand', diff: { write: {} } });
  });

  it('create: made beside it', () => {
    expect(plan({ clientMatters: [typed], decisions: new Map([[matter.key, openDecision('create')]]) }).action).toBe(
      'create',
    );
  });

  it('rules 7: without a client it is refused', () => {
    const orphan = desiredOf(sourceFamily({ contacts: [] }))[0]!;
    expect(plan({}, orphan)).toMatchObject({ action: 'refuse', code: 'matter-without-client' });
  });
});

describe('rules 3: a deleted matter asks: recreate, unlink, leave', () => {
  const link = linked({ desired: matter, draft: matter.draft, record: targetRecord('t1') });
  const links = new Map([[matter.key, link]]);
  const gone = (parts: Partial<BothSides> = {}) =>
    plan({ links, records: new Map([[matter.key, undefined]]), ...parts });
  const decided = (choice: 'recreate' | 'unlink' | 'leave') => ({
    decisions: new Map([[matter.key, openDecision(choice)]]),
  });

  it('asks, says that it may only be hidden, and never preselects recreate', () => {
    const { action, question } = gone();
    expect(action).toBe('ask');
    expect(question?.choices.toSorted()).toEqual(['leave', 'recreate', 'unlink']);
    expect(question?.choices[0]).not.toBe('recreate');
    expect(question?.evidence.join(' ')).toMatch(/not visible to the user/);
  });

  it('recreate', () => expect(gone(decided('recreate'))).toMatchObject({ action: 'create', linkEdit: 'drop' }));
  it('unlink', () => expect(gone(decided('unlink'))).toMatchObject({ action: 'leave', linkEdit: 'drop' }));
  it('leave', () => expect(gone(decided('leave'))).toMatchObject({ action: 'leave', linkEdit: 'flag-target-deleted' }));

  it('left: is not asked about again', () => {
    expect(plan({ links: new Map([[matter.key, { ...link, targetDeleted: true }]]) })).toMatchObject({
      action: 'leave',
      code: 'matter-gone',
    });
  });

  it('rules 4: linked and unchanged costs no call', () =>
    expect(plan({ links })).toMatchObject({ action: 'leave', targetRef: 't1' }));
});

describe('rules 1 on a linked matter', () => {
  const hired = desiredOf(
    sourceFamily({ matter: sourceMatter({ status: 'hired', hiredAt: '2026-03-02T05:30:00.000Z' }) }),
  )[1]!;
  const draft = { ...matter.draft, fields: { ...matter.draft.fields, client: 'r1' } };
  const was = targetRecord('t1', { fields: draft.fields, witness: 'k' });
  const sides = (status: string): Partial<BothSides> => ({
    links: new Map([[matter.key, linked({ desired: matter, draft, record: was })]]),
    records: new Map([[matter.key, { ...was, fields: { ...was.fields, status } }]]),
  });

  it('hired: Pending becomes Open, with the firm’s day', () => {
    expect(plan(sides('pending'), hired)).toMatchObject({
      action: 'update',
      diff: { write: { status: 'open', open_date: '2026-03-01' } },
    });
  });

  it('Closed stays closed', () => {
    const change = plan(sides('closed'), hired);
    expect(change.diff?.write).not.toHaveProperty('status');
    expect(change.notes).toContainEqual(expect.objectContaining({ field: 'status', code: 'status-kept' }));
  });

  it('lost never changes the target', () => {
    const lost = desiredOf(sourceFamily({ matter: sourceMatter({ status: 'lost' }) }))[1]!;
    for (const status of ['pending', 'open', 'closed'])
      expect(plan(sides(status), lost)).toMatchObject({ action: 'leave', diff: { write: {} } });
  });
});
