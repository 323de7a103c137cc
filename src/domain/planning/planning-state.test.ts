import { describe, expect, it } from 'vitest';
import { bothSides } from '../../../test/support/both-sides.ts';
import { linked } from '../../../test/support/linked.ts';
import { desiredOf, sourceFamily, sourcePerson } from '../../../test/support/source-family.ts';
import { targetRecord } from '../../../test/support/target-record.ts';
import { changeOf } from './plan-linked.ts';
import { type Change, pendingKey, pendingRef } from './plan.ts';
import { PlanningState } from './planning-state.ts';

const family = sourceFamily({
  contacts: [sourcePerson('c1', { first: 'Ana', last: 'Lopez' }), sourcePerson('c2', { last: 'Vega' })],
  relationships: [{ id: 'r1', contactId: 'c2', label: 'Witness' }],
});
const [client, other, matter, tie] = desiredOf(family) as [
  Change['desired'] & object,
  Change['desired'] & object,
  Change['desired'] & object,
  Change['desired'] & object,
];
const link = linked({ desired: client, draft: client.draft, record: targetRecord('linked-ref') });

function stateWith(...changes: Change[]): PlanningState {
  const state = new PlanningState(bothSides({ links: new Map([[client.key, link]]) }));
  for (const change of changes) state.add(change);
  return state;
}

const plan = (parts: Partial<Change> & Pick<Change, 'action'>) => changeOf(client, { reason: 'because', ...parts });

describe('the reference that an object has or will have', () => {
  it.each<[string, Change | undefined, string | undefined]>([
    ['linked and not planned yet: its record', undefined, 'linked-ref'],
    ['to be made: a stand-in', plan({ action: 'create' }), pendingRef('contact:c1')],
    [
      'to be made again after it was deleted: a stand-in',
      plan({ action: 'create', linkEdit: 'drop' }),
      pendingRef('contact:c1'),
    ],
    ['being made sure of: a stand-in', plan({ action: 'wait' }), pendingRef('contact:c1')],
    ['waiting, but there: its record', plan({ action: 'wait', targetRef: 'there' }), 'there'],
    ['adopted: the record found', plan({ action: 'adopt', targetRef: 'found' }), 'found'],
    ['refused: none', plan({ action: 'refuse', targetRef: 'x' }), undefined],
    ['untied: none', plan({ action: 'leave', targetRef: 'x', linkEdit: 'drop' }), undefined],
    ['asked about: none', plan({ action: 'ask' }), undefined],
  ])('%s', (_case, change, ref) => expect(stateWith(...(change ? [change] : [])).refOf(client.key)).toBe(ref));

  it('none where a person left it deleted', () => {
    const state = new PlanningState(bothSides({ links: new Map([[client.key, { ...link, targetDeleted: true }]]) }));
    expect(state.refOf(client.key)).toBeUndefined();
  });

  describe('outside the family', () => {
    const named = { ...link, targetRef: 'named-ref' };
    const refIn = (parts: Parameters<typeof bothSides>[0]) => new PlanningState(bothSides(parts)).refOf(client.key);

    it('the record of a link that is known, and nothing else', () => {
      expect(refIn({ named: new Map([[client.key, named]]) })).toBe('named-ref');
      expect(refIn({ named: new Map([[other.key, named]]) })).toBeUndefined();
      expect(refIn({})).toBeUndefined();
    });

    it('none where the link is flagged as deleted in the target', () =>
      expect(refIn({ named: new Map([[client.key, { ...named, targetDeleted: true }]]) })).toBeUndefined());

    it('its record still, where only the source has deleted it', () =>
      expect(refIn({ named: new Map([[client.key, { ...named, sourceDeleted: true }]]) })).toBe('named-ref'));

    it('the family’s own link comes first, also where it says deleted', () => {
      const both = (own: Partial<typeof link>) =>
        refIn({ links: new Map([[client.key, { ...link, ...own }]]), named: new Map([[client.key, named]]) });
      expect([both({}), both({ targetDeleted: true })]).toEqual(['linked-ref', undefined]);
    });

    it('rules 4: resolves fields through them, marks what is missing, and is another draft once the link exists', () => {
      const referring = { ...other, references: { judge: { kind: 'contact', sourceId: 'far', hard: false } as const } };
      const before = new PlanningState(bothSides()).resolve(referring);
      expect(before.unresolved).toEqual(['judge']);
      expect(before.draft.fields).not.toHaveProperty('judge');
      const after = new PlanningState(bothSides({ named: new Map([['contact:far', named]]) })).resolve(referring);
      expect(after.unresolved).toEqual([]);
      expect(after.draft.fields).toMatchObject({ judge: 'named-ref' });
      expect(after.marked).not.toEqual(before.marked);
    });
  });

  it('a stand-in tells what it stands for', () => {
    expect(pendingKey(pendingRef('contact:c1'))).toBe('contact:c1');
    expect([pendingKey('r1'), pendingKey(null), pendingKey(7)]).toEqual([undefined, undefined, undefined]);
  });
});

describe('what keeps an object from being made', () => {
  it('is what it cannot do without and what will have no record', () => {
    const refused = plan({ action: 'refuse' });
    expect(stateWith(refused).obstacle(matter)).toBe(refused);
    expect(stateWith(plan({ action: 'create' })).obstacle(matter)).toBeUndefined();
    expect(
      stateWith(
        refused,
        changeOf(other, { action: 'create', reason: '' }),
        changeOf(matter, { action: 'create', reason: '' }),
      ).obstacle(tie),
    ).toBeUndefined();
  });

  it('is nothing it can do without', () => {
    const employer = { kind: 'contact', sourceId: 'c1', hard: false } as const;
    expect(stateWith(plan({ action: 'refuse' })).obstacle({ ...other, references: { employer } })).toBeUndefined();
  });

  it('rules 6: it waits for what is still being made sure of, and not for what is there', () => {
    const waiting = plan({ action: 'wait' });
    expect(stateWith(waiting).waitsFor(matter)).toBe(waiting);
    expect(stateWith(plan({ action: 'wait', targetRef: 'there' })).waitsFor(matter)).toBeUndefined();
  });
});

describe('records that this plan takes', () => {
  it('are claimed by adopting, not by writing', () => {
    const state = stateWith(
      plan({ action: 'adopt', targetRef: 'r1' }),
      changeOf(other, { action: 'update', reason: '', targetRef: 'r2' }),
    );
    expect([state.claimed('r1'), state.claimed('r2')]).toEqual([true, false]);
  });
});
