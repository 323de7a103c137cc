import { createHash } from 'node:crypto';
import { choices } from './choices.ts';
import { keyOf, printOf } from './ledger.ts';
import type { History, Rec, Version } from './ledger.ts';
import { wantedDocument } from './projection.ts';
import type { Wanted } from './projection.ts';
import type { Story } from './story.ts';

function versionOf(bytes: string, byPerson: boolean): Version {
  return { sha256: createHash('sha256').update(bytes).digest('hex'), byPerson };
}

export function expectDocuments(story: Story, matter: History): void {
  const { ledger, matterId } = story;
  for (const id of ledger.ids('document', matterId)) {
    const bytes = ledger.entry('document', matterId, id)?.bytes ?? '';
    const wanted = wantedDocument(ledger, matterId, id, matter.rec);
    const history = ledger.history('document', matterId, id) ?? takeOver(story, id, wanted, bytes);
    if (history) expectLinked(story, id, history, wanted, bytes);
    else expectNew(story, matter, id, wanted, bytes);
  }
}

/** The link of a file whose source is gone goes to a new source file of the same name and bytes. */
function takeOver(story: Story, id: string, wanted: Wanted, bytes: string): History | undefined {
  const found = vanishedTwin(story, wanted, bytes);
  if (!found) return undefined;
  story.ledger.histories.delete(found[0]);
  story.ledger.histories.set(story.key('document', id), found[1]);
  return found[1];
}

export function vanishedTwin(
  { ledger, matterId }: Story,
  wanted: Wanted,
  bytes: string,
): [string, History] | undefined {
  const prefix = keyOf('document', matterId, '');
  return [...ledger.histories.entries()]
    .filter(
      ([key, history]) =>
        key.startsWith(prefix) && history.bytes === bytes && history.bases.name === wanted.fields.name,
    )
    .filter(([, history]) => choices.deletedFilesAreTakenOverToo || !history.knownGone)
    .toSorted(([left], [right]) => left.localeCompare(right))
    .find(([key]) => !ledger.entry('document', matterId, key.slice(prefix.length)));
}

function expectNew(story: Story, matter: History, id: string, wanted: Wanted, bytes: string): void {
  const mine = versionOf(bytes, false);
  const alike = (rec: Rec): boolean =>
    rec.fields.name === wanted.fields.name && rec.versions.at(-1)?.sha256 === mine.sha256;
  const twin =
    matter.origin === 'by-hand'
      ? story.ledger.live('document').find((rec) => !story.ledger.owner(rec) && alike(rec))
      : undefined;
  if (twin) remember(story.tie('document', id, twin, 'adopted', wanted), wanted, bytes);
  else send(story, id, wanted, bytes);
}

function send(story: Story, id: string, wanted: Wanted, bytes: string): void {
  const history = story.create('document', id, wanted);
  history.rec.versions.push(versionOf(bytes, false));
  remember(history, wanted, bytes);
}

export const printWith = (wanted: Wanted, bytes: string): string =>
  printOf(wanted.fields, {}, versionOf(bytes, false).sha256);

function remember(history: History, wanted: Wanted, bytes: string): void {
  history.bytes = bytes;
  history.print = printWith(wanted, bytes);
}

function expectLinked(story: Story, id: string, history: History, wanted: Wanted, bytes: string): void {
  const print = printWith(wanted, bytes);
  if (!story.looks('document', id, history, () => print)) return;
  const answer = story.answer('document', id);
  if (history.rec.gone || history.rec.trashed) {
    const moved = history.print !== print && (choices.deletedIsJudgedByLastSync || hasMoved(history, wanted, bytes));
    if ((moved || (!history.knownGone && hasMoved(history, wanted, bytes))) && choices.deletedComesBackOnChange)
      send(story, id, wanted, bytes);
    else history.knownGone = true;
    return;
  }
  const moved = history.bytes !== bytes;
  const foreign = history.rec.versions.at(-1)?.byPerson === true;
  if (moved && foreign && !answer) {
    story.ask('document', id, 'version-not-ours');
    return;
  }
  const kept = moved && answer?.choice === 'keep' && !choices.keepingAVersionStillRenames;
  if (!kept) story.carry(history, wanted, ['name']);
  if (moved && answer?.choice !== 'keep') history.rec.versions.push(versionOf(bytes, false));
  remember(history, wanted, bytes);
}

const hasMoved = (history: History, { fields }: Wanted, bytes: string): boolean =>
  history.bytes !== bytes || history.bases.name !== fields.name || history.bases.matter !== fields.matter;
