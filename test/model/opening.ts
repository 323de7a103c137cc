import fc from 'fast-check';
import { typeIn } from './commands/typing.ts';
import type { Ledger } from './model/ledger.ts';
import { contactBody, contactIds, file, matterIds, note, one, ties, titles } from './values.ts';
import type { World } from './world.ts';

/** How every story begins: some contacts, two matters, and something of everything on the first. */
export interface Opening {
  readonly contacts: readonly { readonly id: string; readonly body: Parameters<typeof typeIn<'contact'>>[4] }[];
  readonly clients: readonly string[];
  readonly titles: readonly string[];
  readonly note: Parameters<typeof typeIn<'note'>>[4];
  readonly file: Parameters<typeof typeIn<'document'>>[4];
  readonly related: { readonly contactId: string; readonly label: string };
  readonly everything: boolean;
}

const contacts = fc
  .tuple(...contactIds.map((id) => contactBody(id).map((body) => ({ id, body }))))
  .map((list) => list.toSorted((left, right) => right.id.localeCompare(left.id)));

export const opening: fc.Arbitrary<Opening> = fc.record({
  contacts,
  clients: fc.tuple(one(contactIds), one(contactIds)),
  titles: fc.tuple(one(titles), one(titles)),
  note,
  file,
  related: fc.record({ contactId: one(contactIds), label: one(ties) }),
  everything: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
});

/** Types the opening into the intake of both sides. */
export async function begin(ledger: Ledger, world: World, start: Opening): Promise<void> {
  const on = {
    matterDocumentSync: start.everything,
    matterNoteSync: start.everything,
    matterRelationshipSync: start.everything,
  };
  await world.settings(on);
  ledger.settings = { ...ledger.settings, ...on };
  for (const { id, body } of start.contacts) await typeIn(ledger, world, 'contact', ['', id], body);
  for (const [at, id] of matterIds.entries()) {
    const body = {
      title: start.titles[at] ?? id,
      contactId: start.clients[at] ?? 'c1',
      status: 'pnc' as const,
      customFields: {},
    };
    await typeIn(ledger, world, 'matter', ['', id], body);
  }
  await typeIn(ledger, world, 'note', ['m1', 'n1'], start.note);
  await typeIn(ledger, world, 'document', ['m1', 'd1'], start.file);
  await typeIn(ledger, world, 'relationship', ['m1', 'r1'], start.related);
}
