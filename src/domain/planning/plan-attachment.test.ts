import { describe, expect, it } from 'vitest';
import type { MatterFamily } from '../../../contracts/objects/source.ts';
import type { TargetRecord } from '../../../contracts/objects/target.ts';
import { bothSides, firmSettings } from '../../../test/support/both-sides.ts';
import { linked } from '../../../test/support/linked.ts';
import { openHash } from '../../../test/support/open-hash.ts';
import { desiredOf, sourceFamily, sourcePerson } from '../../../test/support/source-family.ts';
import { targetRecord } from '../../../test/support/target-record.ts';
import type { Link } from '../identity/sync-link.ts';
import type { BothSides } from './both-sides.ts';
import { makePlan } from './make-plan.ts';
import type { Change } from './plan.ts';

type Note = MatterFamily['notes'][number];
type Tie = MatterFamily['relationships'][number];

const note: Note = { id: 'n1', subject: 'Call', body: 'Spoke to Ana.', format: 'text', date: '2026-03-01' };
const people = [sourcePerson('c1', { first: 'Ana', last: 'Lopez' }), sourcePerson('c2', { last: 'Vega' })];
const familyOf = (notes: readonly Note[], relationships: readonly Tie[] = []) =>
  sourceFamily({ contacts: people, notes, relationships });

/** The links of the people and the matter, and nothing else. */
function standing(origin: Link['origin'] = 'created'): [string, Link][] {
  const [ana, vega, matter] = desiredOf(familyOf([]));
  const draft = { ...matter!.draft, fields: { ...matter!.draft.fields, client: 'ref-c1' } };
  return [
    [ana!.key, linked({ desired: ana!, draft: ana!.draft, record: targetRecord('ref-c1') })],
    [vega!.key, linked({ desired: vega!, draft: vega!.draft, record: targetRecord('ref-c2') })],
    [matter!.key, linked({ desired: matter!, draft, record: targetRecord('ref-m1') }, { origin })],
  ];
}

const noteFields = { matter: 'ref-m1', subject: 'Call', body: 'Spoke to Ana.', format: 'text', date: '2026-03-01' };
const held = targetRecord('ref-n1', { fields: noteFields });

function noteLink(parts: Partial<Link> = {}): [string, Link] {
  const desired = desiredOf(familyOf([note])).find(({ kind }) => kind === 'note')!;
  return [desired.key, linked({ desired, draft: { fields: noteFields, rows: {} }, record: held }, parts)];
}

interface Scene {
  readonly notes?: readonly Note[];
  readonly relationships?: readonly Tie[];
  readonly links?: readonly [string, Link][];
  readonly records?: Readonly<Record<string, TargetRecord | undefined>>;
  readonly sides?: Partial<BothSides>;
}

function planAll({
  notes = [],
  relationships = [],
  links = [...standing()],
  records = {},
  sides = {},
}: Scene): Change[] {
  return [
    ...makePlan(
      bothSides({
        desired: desiredOf(familyOf(notes, relationships)),
        links: new Map(links) as BothSides['links'],
        records: new Map(Object.entries(records)) as BothSides['records'],
        ...sides,
      }),
    ).changes,
  ];
}

const planNote = (scene: Scene, id = 'n1') => planAll(scene).find(({ key }) => key === `note:${id}`)!;

describe('rules 5: a note', () => {
  it('that is new is made', () => expect(planNote({ notes: [note] })).toMatchObject({ action: 'create' }));

  it('two equal notes of one day are two notes', () => {
    const changes = planAll({ notes: [note, { ...note, id: 'n2' }] });
    expect(changes.filter(({ kind }) => kind === 'note').map(({ action }) => action)).toEqual(['create', 'create']);
  });

  it('that has not changed costs no call', () => {
    expect(planNote({ notes: [note], links: [...standing(), noteLink()] })).toMatchObject({
      action: 'leave',
      targetRef: 'ref-n1',
    });
  });

  const moved = { ...note, body: 'Spoke to Ana again.' };

  it('that changed in the source only is updated', () => {
    const scene = { notes: [moved], links: [...standing(), noteLink()], records: { 'note:n1': held } };
    expect(planNote(scene)).toMatchObject({ action: 'update', diff: { write: { body: 'Spoke to Ana again.' } } });
  });

  it('edited by a person and changed in the source: keep T and report, though the source wins elsewhere', () => {
    const edited = targetRecord('ref-n1', { fields: { ...noteFields, body: 'Edited in the target.' } });
    const change = planNote({ notes: [moved], links: [...standing(), noteLink()], records: { 'note:n1': edited } });
    expect(change).toMatchObject({ action: 'leave', diff: { write: {} } });
    expect(change.notes).toMatchObject([{ field: 'body', code: 'conflict-kept' }]);
  });
});

describe('rules 4: deleted by a person', () => {
  const links = [...standing(), noteLink()];

  it.each<[string, TargetRecord | undefined]>([
    ['gone', undefined],
    ['in the trash', { ...held, trashed: true }],
  ])('%s: not brought back, and remembered', (_case, record) => {
    expect(planNote({ notes: [note], links, records: { 'note:n1': record } })).toMatchObject({
      action: 'leave',
      code: 'deleted-in-target',
      linkEdit: 'flag-target-deleted',
    });
  });

  it('not brought back on the next sync either, which reads nothing', () => {
    expect(planNote({ notes: [note], links: [...standing(), noteLink({ targetDeleted: true })] })).toMatchObject({
      action: 'leave',
      code: 'deleted-in-target',
    });
  });

  it('brought back once the source moved', () => {
    const moved = { ...note, body: 'New words.' };
    expect(planNote({ notes: [moved], links, records: { 'note:n1': undefined } })).toMatchObject({
      action: 'create',
      linkEdit: 'drop',
    });
    const flagged = [...standing(), noteLink({ targetDeleted: true })];
    expect(planNote({ notes: [moved], links: flagged, records: { 'note:n1': undefined } })).toMatchObject({
      action: 'create',
      linkEdit: 'drop',
    });
  });

  it('taken out of the trash again: it is compared like any other', () => {
    const moved = { ...note, body: 'New words.' };
    const flagged = [...standing(), noteLink({ targetDeleted: true })];
    expect(planNote({ notes: [moved], links: flagged, records: { 'note:n1': held } })).toMatchObject({
      action: 'update',
    });
  });

  it('not brought back because a reference cannot be resolved at the moment', () => {
    const tie = { id: 'r1', contactId: 'c2', label: 'Witness' };
    const desired = desiredOf(familyOf([], [tie])).find(({ kind }) => kind === 'relationship')!;
    const draft = { fields: { label: 'Witness', matter: 'ref-m1', contact: 'ref-c2' }, rows: {} };
    const tieLink: [string, Link] = [
      desired.key,
      linked({ desired, draft, record: targetRecord('ref-r1') }, { targetDeleted: true }),
    ];
    const links = standing().map(([key, link]): [string, Link] =>
      key === 'contact:c2' ? [key, { ...link, targetDeleted: true }] : [key, link],
    );
    const change = planAll({
      relationships: [tie],
      links: [...links, tieLink],
      records: { 'relationship:r1': undefined },
    }).find(({ kind }) => kind === 'relationship');
    expect(change).toMatchObject({ action: 'leave', code: 'deleted-in-target' });
  });
});

describe('rules 4: source deletions', () => {
  it('are never carried over: the link is flagged', () => {
    expect(planNote({ links: [...standing(), noteLink()] })).toMatchObject({
      action: 'leave',
      code: 'deleted-in-source',
      linkEdit: 'flag-source-deleted',
      targetRef: 'ref-n1',
    });
  });

  it('are flagged once', () => {
    expect(planNote({ links: [...standing(), noteLink({ sourceDeleted: true })] })).toBeUndefined();
  });

  it('rules 2: of a kind that the toggles leave out nothing is flagged', () => {
    expect(
      planNote({ links: [...standing(), noteLink()], sides: { read: new Set(['contact', 'matter']) } }),
    ).toBeUndefined();
  });

  it('a deleted id that comes back revives its link', () => {
    const links = [...standing(), noteLink({ sourceDeleted: true })];
    expect(planNote({ notes: [note], links })).toMatchObject({ action: 'leave', linkEdit: 'revive' });
    const moved = { ...note, body: 'New words.' };
    expect(planNote({ notes: [moved], links, records: { 'note:n1': held } })).toMatchObject({
      action: 'update',
      linkEdit: 'revive',
    });
  });
});

describe('rules 4: relationships', () => {
  const tie: Tie = { id: 'r1', contactId: 'c2', label: 'Witness' };
  const twin: Tie = { ...tie, id: 'r2' };
  const desired = desiredOf(familyOf([], [tie])).find(({ kind }) => kind === 'relationship')!;
  const fields = { label: 'Witness', matter: 'ref-m1', contact: 'ref-c2' };
  const tieLink: [string, Link] = [
    desired.key,
    linked({ desired, draft: { fields, rows: {} }, record: targetRecord('ref-r1', { fields }) }),
  ];
  const ties = (changes: Change[]) =>
    changes.filter(({ kind }) => kind === 'relationship').map(({ sourceId, action, code }) => [sourceId, action, code]);

  it('equal in contact and label fold into one', () => {
    expect(ties(planAll({ relationships: [tie, twin] }))).toEqual([
      ['r1', 'create', undefined],
      ['r2', 'leave', 'folded'],
    ]);
  });

  it('of another label or contact do not', () => {
    const others = [tie, { ...twin, label: 'Judge' }, { ...twin, id: 'r3', contactId: 'c1' }];
    expect(ties(planAll({ relationships: others })).map(([, action]) => action)).toEqual([
      'create',
      'create',
      'create',
    ]);
  });

  it('fold into the one that is there already, wherever the source lists it', () => {
    for (const relationships of [
      [tie, twin],
      [twin, tie],
    ]) {
      const planned = ties(planAll({ relationships, links: [...standing(), tieLink] }));
      expect(planned).toHaveLength(2);
      expect(planned).toEqual(
        expect.arrayContaining([
          ['r1', 'leave', undefined],
          ['r2', 'leave', 'folded'],
        ]),
      );
    }
  });

  it('three that are equal are one', () => {
    expect(ties(planAll({ relationships: [tie, twin, { ...tie, id: 'r3' }] })).map(([, action]) => action)).toEqual([
      'create',
      'leave',
      'leave',
    ]);
  });

  it('whose contact or label changed are updated in place', () => {
    const records = { 'relationship:r1': targetRecord('ref-r1', { fields }) };
    const [moved] = planAll({
      relationships: [{ ...tie, contactId: 'c1', label: 'Judge' }],
      links: [...standing(), tieLink],
      records,
    }).filter(({ kind }) => kind === 'relationship');
    expect(moved).toMatchObject({
      action: 'update',
      targetRef: 'ref-r1',
      diff: { write: { label: 'Judge', contact: 'ref-c1' } },
    });
  });
});

describe('rules 3: notes of a matter linked by hand are adopted where natural keys agree', () => {
  const theirs = targetRecord('theirs', { fields: noteFields });
  const belongings = new Map([['note' as const, [theirs]]]);

  it('once each', () => {
    const changes = planAll({
      notes: [note, { ...note, id: 'n2' }],
      links: standing('by-hand'),
      sides: { belongings },
    });
    expect(changes.filter(({ kind }) => kind === 'note').map(({ action, targetRef }) => [action, targetRef])).toEqual([
      ['adopt', 'theirs'],
      ['create', undefined],
    ]);
  });

  it('and nothing is written to them', () => {
    expect(planNote({ notes: [note], links: standing('by-hand'), sides: { belongings } })).toMatchObject({
      action: 'adopt',
      diff: { write: {} },
    });
  });

  it('and not where anything differs', () => {
    expect(
      planNote({ notes: [{ ...note, body: 'Other words.' }], links: standing('by-hand'), sides: { belongings } })
        .action,
    ).toBe('create');
  });
});

describe('after a matter is made again', () => {
  it('its notes are made again, too', () => {
    const decision = { choice: 'recreate' as const, by: 'maria', at: '2026-03-01T17:30:00.000Z', code: 'matter-gone' };
    const changes = planAll({
      notes: [note],
      links: [...standing(), noteLink()],
      records: { 'matter:m1': undefined },
      sides: { decisions: new Map([['matter:m1' as const, decision]]) },
    });
    expect(changes.slice(-2)).toMatchObject([
      { kind: 'matter', action: 'create', linkEdit: 'drop' },
      { kind: 'note', action: 'create' },
    ]);
  });
});

describe('the settings reach every comparison', () => {
  it('the target wins where the firm wants it', () => {
    const desired = desiredOf(familyOf([])).find(({ kind }) => kind === 'matter')!;
    const record = targetRecord('ref-m1', {
      fields: { ...desired.draft.fields, client: 'ref-c1', description: 'Theirs' },
      witness: 'k',
    });
    const links = standing().map(([key, link]): [string, Link] =>
      key === 'matter:m1'
        ? [
            key,
            {
              ...link,
              fields: { ...link.fields, description: { sent: openHash('text old'), answered: openHash('text old') } },
            },
          ]
        : [key, link],
    );
    const of = (conflicts: 'source' | 'target') =>
      planAll({ links, records: { 'matter:m1': record }, sides: { settings: { ...firmSettings, conflicts } } }).find(
        ({ kind }) => kind === 'matter',
      );
    expect(of('source')).toMatchObject({ action: 'update', diff: { write: { description: 'Lopez divorce' } } });
    expect(of('target')).toMatchObject({ action: 'leave', diff: { write: {} } });
  });
});
