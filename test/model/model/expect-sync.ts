import type { RunStatus } from '../../../src/domain/runs/run.ts';
import { expectTies, expectNotes } from './expect-attached.ts';
import { expectContact, lookEveryoneUp } from './expect-contact.ts';
import { expectDocuments } from './expect-documents.ts';
import { expectMatter } from './expect-matter.ts';
import type { History, Ledger } from './ledger.ts';
import { familyOf } from './projection.ts';
import { Story } from './story.ts';
import type { Wish } from './story.ts';

/** What a run must report. */
export interface Expected {
  readonly statuses: readonly RunStatus[];
  readonly story: Story;
}

/** Carries a matter over in the model: contacts, matter, ties, notes, documents; what is asked, and how the run ends. */
export function expectSync(ledger: Ledger, matterId: string, wish: Wish): Expected {
  const story = new Story(ledger, matterId, wish);
  if (wish.for === 'convert' && !ledger.settings.matterConversionSync) {
    story.asks.push(...(ledger.asks.get(matterId) ?? []));
    return { statuses: ['succeeded'], story };
  }
  const family = familyOf(ledger, matterId);
  const matches = lookEveryoneUp(ledger, family);
  for (const id of family) expectContact(story, id, matches.get(id));
  const matter = expectMatter(story);
  if (matter) expectAttached(story, matter);
  if (story.secondRound) expectLinkedAgain(story, family);
  rememberAsks(story);
  return { statuses: endsOf(story, family), story };
}

function expectLinkedAgain(story: Story, family: readonly string[]): void {
  story.readAgain();
  for (const id of family) if (story.contactRecord(id)?.gone === false) expectContact(story, id, undefined);
}

function expectAttached(story: Story, matter: History): void {
  const { settings } = story.ledger;
  if (settings.matterRelationshipSync) expectTiesAndAgain(story, matter);
  if (settings.matterNoteSync) expectNotes(story, matter);
  if (settings.matterDocumentSync) expectDocuments(story, matter);
}

/** A new tie may be how it is noticed that the client is gone; then the matter is looked at, and all ties again. */
function expectTiesAndAgain(story: Story, matter: History): void {
  const key = story.key('matter', story.matterId);
  const before = story.read.has(key);
  expectTies(story, matter.rec);
  if (before || !story.read.has(key)) return;
  const again = expectMatter(story);
  if (again) expectTies(story, again.rec);
}

/** Questions of the matter that did not arise again are closed; answers are spent, unless their object had to wait. */
function rememberAsks({ ledger, matterId, asks, stopped }: Story): void {
  ledger.asks.set(matterId, asks);
  for (const candidate of asks.flatMap((ask) => ask.candidates)) candidate.touched = false;
  for (const [key, answer] of ledger.answers)
    if (answer.matterId === matterId && !stopped.has(key)) ledger.answers.delete(key);
}

/** Where nothing at all could go, the rules leave open whether the run is partial or failed. */
function endsOf(story: Story, family: readonly string[]): RunStatus[] {
  if (story.asks.length > 0) return ['needs-attention'];
  if (story.stopped.size === 0) return ['succeeded'];
  const arrived = family.some((id) => story.contactRecord(id) !== undefined);
  return arrived ? ['partial'] : ['partial', 'failed'];
}
