import type { TargetRef } from '../../../contracts/objects/values.ts';
import { fold, foldEmail, foldPhone } from './fold.ts';

/** What tells people and companies apart, in the words of either system. */
export interface Likeness {
  readonly kind: 'person' | 'company';
  readonly firstName: string;
  readonly lastName: string;
  readonly companyName: string;
  readonly birthDate: string;
  readonly emails: readonly string[];
  readonly phones: readonly string[];
}

/** A contact of the target, and whether somebody else has it already. */
export interface ContactCandidate {
  readonly ref: TargetRef;
  readonly likeness: Likeness;
  /** It was there before and is another source contact already: somebody else, unless a person is being asked about it. */
  readonly shared: boolean;
  /** A person is being asked about it: a question does not answer itself because somebody else was faster. */
  readonly asked: boolean;
  /** Linked to another source contact, carrying our key for another id, or claimed by another open intent. */
  readonly somebodyElse: boolean;
  /** It carries our key for this very contact. */
  readonly carriesOurKey: boolean;
}

export type ContactMatch =
  | { readonly verdict: 'create' }
  | { readonly verdict: 'adopt'; readonly ref: TargetRef }
  | {
      readonly verdict: 'ask';
      readonly refs: readonly TargetRef[];
      readonly code: 'contact-may-exist' | 'contact-shared';
      readonly why: string;
    };

type Sameness = 'somebody else' | 'surely' | 'maybe';

/** Who is the same (rules, section 3). */
export function matchContact(contact: Likeness, candidates: readonly ContactCandidate[]): ContactMatch {
  const ours = candidates.filter((candidate) => candidate.carriesOurKey);
  if (ours.length === 1 && ours[0]) return { verdict: 'adopt', ref: ours[0].ref };
  if (ours.length > 1) return ask(ours, 'Several contacts carry the key of this contact.');
  const free = candidates.filter((candidate) => !candidate.somebodyElse && !candidate.shared);
  const surely = free.filter((candidate) => sameness(contact, candidate.likeness) === 'surely');
  if (surely.length === 1 && surely[0]) return { verdict: 'adopt', ref: surely[0].ref };
  if (surely.length > 1) return ask(surely, 'Several contacts have this name and e-mail address.');
  const maybe = free.filter((candidate) => sameness(contact, candidate.likeness) === 'maybe');
  if (maybe.length > 0) return ask(maybe, 'A contact of this name may be the same one.');
  const twins = candidates.filter(
    (one) => one.shared && one.asked && !one.somebodyElse && sameness(contact, one.likeness) !== 'somebody else',
  );
  return twins.length > 0 ? askShared(twins) : { verdict: 'create' };
}

/** Never linked in silence, and never made a second time in silence either. */
function askShared(twins: readonly ContactCandidate[]): ContactMatch {
  const why = 'Another contact of the source is the same contact of the target.';
  return { verdict: 'ask', refs: twins.map((twin) => twin.ref), code: 'contact-shared', why };
}

function ask(candidates: readonly ContactCandidate[], why: string): ContactMatch {
  return { verdict: 'ask', refs: candidates.map((candidate) => candidate.ref), code: 'contact-may-exist', why };
}

function sameness(a: Likeness, b: Likeness): Sameness {
  if (a.kind !== b.kind || !sameName(a, b)) return 'somebody else';
  const sameBirth = a.birthDate !== '' && a.birthDate === b.birthDate;
  const otherBirth = a.birthDate !== '' && b.birthDate !== '' && a.birthDate !== b.birthDate;
  if (meet(a.emails, b.emails, foldEmail)) return otherBirth ? 'maybe' : 'surely';
  if (sameBirth || meet(a.phones, b.phones, foldPhone)) return 'maybe';
  return unreachable(a) || unreachable(b) ? 'maybe' : 'somebody else';
}

function sameName(a: Likeness, b: Likeness): boolean {
  return nameOf(a) !== '' && nameOf(a) === nameOf(b);
}

/** Somebody with one name has it as first name in one system and as last name in the other. */
function nameOf(one: Likeness): string {
  if (one.kind === 'company') return fold(one.companyName);
  const [first, last] = [fold(one.firstName), fold(one.lastName)];
  return first !== '' && last !== '' ? `${first}\n${last}` : first || last;
}

function meet(a: readonly string[], b: readonly string[], folded: (text: string) => string): boolean {
  const known = new Set(a.map(folded).filter((text) => text !== ''));
  return b.some((text) => known.has(folded(text)));
}

function unreachable(one: Likeness): boolean {
  return one.emails.every((email) => foldEmail(email) === '') && one.phones.every((phone) => foldPhone(phone) === '');
}
