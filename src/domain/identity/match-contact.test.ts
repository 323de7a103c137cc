import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ContactCandidate, type Likeness, matchContact } from './match-contact.ts';

const ana: Likeness = {
  kind: 'person',
  firstName: 'Ana',
  lastName: 'López',
  companyName: '',
  birthDate: '1980-02-29',
  emails: ['ana@lopez.test'],
  phones: ['(555) 010-0199'],
};
const acme: Likeness = { ...ana, kind: 'company', firstName: '', lastName: '', companyName: 'Acme Inc', birthDate: '' };

function candidate(likeness: Partial<Likeness> = {}, state: Partial<ContactCandidate> = {}): ContactCandidate {
  return {
    ref: 'r1',
    likeness: { ...ana, ...likeness },
    shared: false,
    asked: false,
    somebodyElse: false,
    carriesOurKey: false,
    ...state,
  };
}

const verdictOf = (contact: Likeness, ...candidates: ContactCandidate[]) => matchContact(contact, candidates).verdict;

describe('rules 3: somebody else → create', () => {
  it.each<[string, Partial<Likeness>]>([
    ['equal e-mail with another name (spouses)', { firstName: 'Luis', birthDate: '', phones: [] }],
    ['equal e-mail and phone with another last name', { lastName: 'Vega' }],
    ['equal name and nothing else equal', { birthDate: '', emails: ['other@x.test'], phones: ['555 010 0000'] }],
    ['equal name, birth date of one side unknown', { birthDate: '', emails: ['other@x.test'], phones: [] }],
    ['another kind', { kind: 'company', companyName: 'Ana López' }],
    ['no name at all on one side', { firstName: '', lastName: '' }],
  ])('%s', (_case, likeness) => expect(verdictOf(ana, candidate(likeness))).toBe('create'));

  it('linked already to another source contact, carrying our key for another id, or claimed by another open intent', () =>
    expect(verdictOf(ana, candidate({}, { somebodyElse: true }))).toBe('create'));

  it('nobody found', () => expect(verdictOf(ana)).toBe('create'));

  it('a person who is called like a company', () => {
    const person = { ...ana, firstName: '', lastName: 'Acme Inc', birthDate: '' };
    expect(verdictOf(person, candidate(acme))).toBe('create');
  });

  it('two people without any name are not one', () => {
    const nameless = { ...ana, firstName: ' ', lastName: '' };
    expect(verdictOf(nameless, candidate({ firstName: '', lastName: '' }))).toBe('create');
  });
});

describe('rules 3: surely the same → adopt', () => {
  it.each<[string, Partial<Likeness>]>([
    ['everything equal', {}],
    ['compared folded', { firstName: ' ANA', lastName: 'Lopez', emails: ['Ana@Lopez.TEST'] }],
    ['birth date of one side unknown', { birthDate: '' }],
    ['one of several e-mails', { emails: ['old@x.test', 'ana@lopez.test'] }],
    ['other phones do not contradict', { phones: ['555 010 0000'] }],
  ])('%s', (_case, likeness) =>
    expect(matchContact(ana, [candidate(likeness)])).toEqual({ verdict: 'adopt', ref: 'r1' }),
  );

  it('a company by its name and e-mail', () =>
    expect(verdictOf(acme, candidate({ ...acme, companyName: 'ACME inc' }))).toBe('adopt'));

  it('somebody with one name only, wherever a system keeps it', () =>
    expect(verdictOf({ ...ana, lastName: '' }, candidate({ firstName: '', lastName: 'Ana' }))).toBe('adopt'));

  it('exactly one such contact: who may be the same beside it does not count', () => {
    const namesake = candidate({ emails: [], phones: [] }, { ref: 'r2' });
    expect(matchContact(ana, [namesake, candidate()])).toEqual({ verdict: 'adopt', ref: 'r1' });
  });

  it('one that is spoken for does not make it two', () =>
    expect(matchContact(ana, [candidate({}, { ref: 'r0', somebodyElse: true }), candidate()])).toEqual({
      verdict: 'adopt',
      ref: 'r1',
    }));
});

describe('rules 3: may be the same → ask', () => {
  it.each<[string, Partial<Likeness>]>([
    ['equal name and an equal birth date', { emails: ['other@x.test'], phones: [] }],
    ['equal name and an equal phone', { birthDate: '', emails: ['other@x.test'], phones: ['+1 555.010.0199'] }],
    ['equal name where one side has neither e-mail nor phone', { birthDate: '', emails: [], phones: [] }],
    ['equal name where one side has only blank ones', { birthDate: '', emails: [' '], phones: ['n/a'] }],
    ['equal name and e-mail but another birth date', { birthDate: '1981-01-01' }],
  ])('%s', (_case, likeness) =>
    expect(matchContact(ana, [candidate(likeness)])).toMatchObject({ verdict: 'ask', refs: ['r1'] }),
  );

  it('several that are surely the same', () =>
    expect(matchContact(ana, [candidate(), candidate({}, { ref: 'r2' })])).toMatchObject({
      verdict: 'ask',
      refs: ['r1', 'r2'],
    }));
});

describe('rules 3: our key', () => {
  it('says who it is, whatever name a person gave it since', () => {
    const renamed = candidate({ firstName: 'Anita', emails: [] }, { ref: 'r9', carriesOurKey: true });
    expect(matchContact(ana, [candidate(), renamed])).toEqual({ verdict: 'adopt', ref: 'r9' });
  });

  it('on two records contradicts itself', () => {
    const both = ['r1', 'r2'].map((ref) => candidate({}, { ref, carriesOurKey: true }));
    expect(matchContact(ana, both)).toMatchObject({ verdict: 'ask', refs: ['r1', 'r2'] });
  });
});

const few = (...texts: string[]) => fc.constantFrom(...texts);
const likeness: fc.Arbitrary<Likeness> = fc.record({
  kind: fc.constantFrom('person', 'company'),
  firstName: few('', 'Ana', 'ANA ', 'Luis'),
  lastName: few('', 'López', 'lopez', 'Ana'),
  companyName: few('', 'Acme', 'ACME'),
  birthDate: few('', '1980-02-29', '1981-01-01'),
  emails: fc.array(few('a@x.test', 'A@X.test', 'b@x.test', ''), { maxLength: 2 }),
  phones: fc.array(few('5550100199', '+1 (555) 010-0199', '7', 'n/a'), { maxLength: 2 }),
});
const states = fc.record({
  shared: fc.boolean(),
  asked: fc.boolean(),
  somebodyElse: fc.boolean(),
  carriesOurKey: fc.boolean(),
});
const candidates = fc
  .array(fc.tuple(likeness, states), { maxLength: 4 })
  .map((all) => all.map(([one, state], index): ContactCandidate => ({ ref: `r${index}`, likeness: one, ...state })));

describe('matching as a law', () => {
  it('is symmetric: who is alike is so from either side', () => {
    fc.assert(
      fc.property(likeness, likeness, (a, b) => {
        expect(verdictOf(a, candidate(b))).toBe(verdictOf(b, candidate(a)));
      }),
    );
  });

  it('does not depend on the order of the candidates', () => {
    const shuffled = candidates.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
    );
    const inAnyOrder = (match: ReturnType<typeof matchContact>) =>
      match.verdict === 'ask' ? { ...match, refs: match.refs.toSorted() } : match;
    fc.assert(
      fc.property(likeness, shuffled, (contact, [all, other]) => {
        expect(inAnyOrder(matchContact(contact, all))).toEqual(inAnyOrder(matchContact(contact, other)));
      }),
    );
  });

  it('never names a contact that is spoken for, unless it carries our key', () => {
    fc.assert(
      fc.property(likeness, candidates, (contact, all) => {
        const match = matchContact(contact, all);
        const named = match.verdict === 'adopt' ? [match.ref] : match.verdict === 'ask' ? match.refs : [];
        const taken = all.filter((one) => one.somebodyElse && !one.carriesOurKey).map((one) => one.ref);
        expect(named.filter((ref) => taken.includes(ref))).toEqual([]);
      }),
    );
  });

  it('adopts nobody of another name without our key', () => {
    fc.assert(
      fc.property(likeness, candidates, (contact, all) => {
        const match = matchContact(
          contact,
          all.map((one) => ({ ...one, carriesOurKey: false })),
        );
        if (match.verdict !== 'adopt') return;
        const { likeness: chosen } = all.find((one) => one.ref === match.ref)!;
        expect(chosen.kind).toBe(contact.kind);
        const names = (one: Likeness) => (one.kind === 'company' ? one.companyName : one.firstName + one.lastName);
        const plain = (text: string) =>
          text
            .normalize('NFD')
            .replace(/\u0301| /g, '')
            .toLowerCase();
        expect(plain(names(chosen))).toBe(plain(names(contact)));
      }),
    );
  });
});
