import { describe, expect, it } from 'vitest';
import { bothSides, firmSettings, foundContact, openDecision } from '../../../test/support/both-sides.ts';
import { linked } from '../../../test/support/linked.ts';
import { desiredOf, sourceFamily, sourcePerson } from '../../../test/support/source-family.ts';
import { targetPerson } from '../../../test/support/target-record.ts';
import type { BothSides, FoundContact, GoneEvidence } from './both-sides.ts';
import type { Desired } from './desired.ts';
import { planContact } from './plan-contact.ts';
import type { Change } from './plan.ts';
import { PlanningState } from './planning-state.ts';

const lopez = { first: 'Ana', last: 'Lopez', emails: ['ana@lopez.test'] };
const ana = desiredOf(sourceFamily({ contacts: [sourcePerson('c1', lopez)] }))[0]!;
const create = { ...firmSettings, contactMatching: 'create' as const };

function plan(parts: Partial<BothSides>, desired: Desired = ana): Change {
  return planContact(desired, new PlanningState(bothSides(parts)));
}

const withCandidates = (...found: FoundContact[]): Partial<BothSides> => ({ candidates: new Map([[ana.key, found]]) });
const same = foundContact(targetPerson('r1', lopez));
const namesake = foundContact(targetPerson('r2', { first: 'Ana', last: 'Lopez' }));

describe('rules 3: a contact that is new', () => {
  it('somebody else → create', () => {
    expect(plan({}).action).toBe('create');
    expect(plan(withCandidates(foundContact(same.record, { somebodyElse: true }))).action).toBe('create');
    expect(plan(withCandidates(foundContact(targetPerson('r1', { ...lopez, first: 'Luis' })))).action).toBe('create');
  });

  it('surely the same → adopt, in whole', () => {
    expect(plan(withCandidates(same))).toMatchObject({
      action: 'adopt',
      targetRef: 'r1',
      origin: 'adopted',
      addKey: true,
      diff: { write: {} },
    });
  });

  it('what an adopted record holds is kept, what it lacks is written', () => {
    const desired = desiredOf(
      sourceFamily({ contacts: [sourcePerson('c1', { ...lopez, first: 'ANA', birth: '1980-02-29' })] }),
    )[0]!;
    const change = plan(withCandidates(same), desired);
    expect(change).toMatchObject({ action: 'adopt', diff: { write: { born: '1980-02-29' } } });
    expect(change.notes).toMatchObject([{ field: 'given', code: 'target-value-kept' }]);
  });

  it('carrying our key: it is ours, made by us', () => {
    const keyed = foundContact({ ...namesake.record, witness: 'k' }, { carriesOurKey: true });
    const change = plan(withCandidates(same, keyed));
    expect(change).toMatchObject({ action: 'adopt', targetRef: 'r2', origin: 'created' });
    expect(change.addKey).toBeUndefined();
  });

  it('may be the same → the firm’s policy: ask, with the candidates', () => {
    expect(plan(withCandidates(namesake))).toMatchObject({
      action: 'ask',
      code: 'contact-may-exist',
      question: { candidates: [{ targetRef: 'r2', summary: 'Record r2' }], choices: ['link', 'create'] },
    });
  });

  it('may be the same → the firm’s policy: create', () => {
    expect(plan({ ...withCandidates(namesake), settings: create }).action).toBe('create');
  });

  it('several that are surely the same are asked about, and no others', () => {
    const twin = foundContact(targetPerson('r3', lopez));
    const { question } = plan(withCandidates(same, namesake, twin));
    expect(question?.candidates.map(({ targetRef }) => targetRef)).toEqual(['r1', 'r3']);
  });

  it('rules 7: without a name it is refused, whoever is found', () => {
    const nameless = desiredOf(sourceFamily({ contacts: [sourcePerson('c1', {})] }))[0]!;
    expect(plan(withCandidates(same), nameless)).toMatchObject({ action: 'refuse', code: 'name-missing' });
  });
});

describe('rules 3: two source contacts that point at one target contact', () => {
  const twin = desiredOf(sourceFamily({ contacts: [sourcePerson('c2', lopez)] }))[0]!;
  const planBoth = (settings = firmSettings) => {
    const state = new PlanningState(
      bothSides({
        settings,
        candidates: new Map([
          [ana.key, [same]],
          [twin.key, [same]],
        ]),
      }),
    );
    state.add(planContact(ana, state));
    return [state.changes[0], planContact(twin, state)];
  };

  it('the second asks, it never links in silence', () => {
    expect(planBoth()).toMatchObject([
      { action: 'adopt', targetRef: 'r1' },
      { action: 'ask', code: 'contact-shared' },
    ]);
  });

  it('the second is made new where the firm wants it so', () => {
    expect(planBoth(create)).toMatchObject([{ action: 'adopt' }, { action: 'create' }]);
  });
});

describe('a person’s answer about a new contact', () => {
  it('link: ties the record that was chosen, whatever it looks like', () => {
    const chosen = targetPerson('r9', { first: 'Somebody', last: 'Else' });
    const parts = { decisions: new Map([[ana.key, openDecision('link', 'r9')]]), decided: new Map([['r9', chosen]]) };
    expect(plan(parts)).toMatchObject({ action: 'adopt', targetRef: 'r9', origin: 'by-hand' });
  });

  it('create: makes a new one beside the namesake', () => {
    expect(plan({ ...withCandidates(namesake), decisions: new Map([[ana.key, openDecision('create')]]) }).action).toBe(
      'create',
    );
  });
});

const link = linked({ desired: ana, draft: ana.draft, record: targetPerson('r1', lopez) });
const links = new Map([[ana.key, link]]);

describe('a linked contact', () => {
  it('rules 4: nothing changed, nothing read: left', () => {
    expect(plan({ links })).toMatchObject({ action: 'leave', targetRef: 'r1' });
  });

  it('is updated where the source moved', () => {
    const moved = desiredOf(sourceFamily({ contacts: [sourcePerson('c1', { ...lopez, last: 'Vega' })] }))[0]!;
    const records = new Map([[ana.key, { ...targetPerson('r1', lopez), witness: 'k' }]]);
    expect(plan({ links, records }, moved)).toMatchObject({ action: 'update', diff: { write: { family: 'Vega' } } });
  });

  it('whose name is blanked in the source keeps it: S blank is left', () => {
    const nameless = desiredOf(sourceFamily({ contacts: [sourcePerson('c1', { emails: lopez.emails })] }))[0]!;
    const records = new Map([
      [
        ana.key,
        {
          ...targetPerson('r1', lopez),
          witness: 'k',
          rows: { phones: [], emails: [{ id: 'new-1', label: 'work', parts: { address: 'ana@lopez.test' } }] },
        },
      ],
    ]);
    expect(plan({ links, records }, nameless)).toMatchObject({ action: 'leave' });
  });

  it('verify repairs a missing key', () => {
    const record = {
      ...targetPerson('r1', lopez),
      rows: { phones: [], emails: [{ id: 'r1-e0', label: 'work', parts: { address: 'ana@lopez.test' } }] },
    };
    const made = linked({ desired: ana, draft: ana.draft, record });
    const keyless = new Map([[ana.key, record]]);
    expect(plan({ links: new Map([[ana.key, made]]), records: keyless })).toMatchObject({
      action: 'update',
      addKey: true,
      diff: { write: {} },
    });
    const keyed = new Map([[ana.key, { ...record, witness: 'k' }]]);
    expect(plan({ links: new Map([[ana.key, made]]), records: keyed })).toMatchObject({ action: 'leave' });
  });
});

describe('rules 3: a linked contact that is gone', () => {
  const kept = foundContact(targetPerson('r5', lopez));
  const none: GoneEvidence = { matterClient: undefined, byKey: [], alike: [] };
  const gone = (evidence: Partial<GoneEvidence>, parts: Partial<BothSides> = {}) =>
    plan({
      links,
      records: new Map([[ana.key, undefined]]),
      gone: new Map([[ana.key, { ...none, ...evidence }]]),
      ...parts,
    });

  it('is the linked matter’s client: relinked and reported as merged', () => {
    expect(gone({ matterClient: kept })).toMatchObject({ action: 'adopt', targetRef: 'r5', code: 'merged-in-target' });
  });

  it('the client of another name is somebody else', () => {
    expect(gone({ matterClient: foundContact(targetPerson('r5', { first: 'Luis', last: 'Vega' })) })).toMatchObject({
      action: 'ask',
    });
  });

  it('carries our key: then for our key', () => {
    const renamed = foundContact(targetPerson('r6', { last: 'Renamed' }), { carriesOurKey: true });
    expect(gone({ byKey: [renamed] })).toMatchObject({ action: 'adopt', targetRef: 'r6' });
    expect(gone({ matterClient: kept, byKey: [renamed] })).toMatchObject({ targetRef: 'r5' });
  });

  it('then surely-the-same; exactly one', () => {
    expect(gone({ alike: [kept] })).toMatchObject({ action: 'adopt', targetRef: 'r5' });
    expect(gone({ alike: [kept, foundContact(targetPerson('r7', lopez))] })).toMatchObject({
      action: 'ask',
      code: 'contact-gone',
    });
    expect(gone({ alike: [namesake] })).toMatchObject({ action: 'ask' });
    expect(gone({ alike: [foundContact(kept.record, { somebodyElse: true })] })).toMatchObject({ action: 'ask' });
  });

  it('else it asks, says that it may only be hidden, and never preselects recreate', () => {
    const { question } = gone({ alike: [namesake] });
    expect(question?.evidence.join(' ')).toMatch(/not visible to the user/);
    expect(question?.choices).toEqual(['leave', 'link', 'recreate']);
    expect(question?.candidates.map(({ targetRef }) => targetRef)).toEqual(['r2']);
  });

  it('recreate: made anew, the old link is dropped', () => {
    expect(gone({}, { decisions: new Map([[ana.key, openDecision('recreate')]]) })).toMatchObject({
      action: 'create',
      linkEdit: 'drop',
    });
  });

  it('link: tied to the one that a person chose', () => {
    const parts = {
      decisions: new Map([[ana.key, openDecision('link', 'r5')]]),
      decided: new Map([['r5', kept.record]]),
    };
    expect(gone({}, parts)).toMatchObject({ action: 'adopt', targetRef: 'r5', origin: 'by-hand' });
  });

  it('leave: stays so, and is not asked about again', () => {
    expect(gone({}, { decisions: new Map([[ana.key, openDecision('leave')]]) })).toMatchObject({
      action: 'leave',
      linkEdit: 'flag-target-deleted',
    });
    const left = new Map([[ana.key, { ...link, targetDeleted: true }]]);
    expect(plan({ links: left })).toMatchObject({ action: 'leave', code: 'contact-gone' });
  });
});
