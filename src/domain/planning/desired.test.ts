import { describe, expect, it } from 'vitest';
import { type Desired, resolveReferences } from './desired.ts';

const contact: Desired = {
  key: 'contact:c1',
  kind: 'contact',
  sourceId: 'c1',
  draft: { fields: { family: 'Lopez' }, rows: {} },
  references: {
    employer: { kind: 'contact', sourceId: 'c2', hard: false },
    matter: { kind: 'matter', sourceId: 'm1', hard: true },
  },
  notes: [],
};

describe('rules 4: references', () => {
  it('resolve through what stands, each by its own kind', () => {
    const { draft, unresolved } = resolveReferences(contact, (key) => `ref of ${key}`);
    expect(draft.fields).toEqual({ family: 'Lopez', employer: 'ref of contact:c2', matter: 'ref of matter:m1' });
    expect(unresolved).toEqual([]);
  });

  it('that lead nowhere are left out and named', () => {
    const { draft, unresolved } = resolveReferences(contact, (key) => (key === 'matter:m1' ? 'r' : undefined));
    expect(draft.fields).toEqual({ family: 'Lopez', matter: 'r' });
    expect(unresolved).toEqual(['employer']);
  });

  it('leave what is desired as it was', () => {
    resolveReferences(contact, () => 'r');
    expect(contact.draft.fields).toEqual({ family: 'Lopez' });
  });
});
