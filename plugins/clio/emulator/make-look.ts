import { seenBy } from './actor.ts';
import type { Actor } from './actor.ts';
import type { View } from './fields.ts';
import type { Look } from './look.ts';
import type { Contact, Row } from './rows.ts';
import { seesContact } from './sight.ts';
import type { Table } from './table.ts';
import { contactView } from './view-contact.ts';
import { folderView } from './view-document.ts';
import { matterView } from './view-matter.ts';
import { groupView, namedView, practiceAreaView, stageView, userView } from './view-setup.ts';
import { valueViews } from './view-values.ts';

/** The eyes of one user over their firm. */
export function makeLook(actor: Actor): Look {
  const { firm } = actor;
  const by =
    <R extends Row>(table: Table<R>, view: (row: R, look: Look) => View) =>
    (id: number | null): View | null => {
      const row = table.get(id);
      return row ? view(row, look) : null;
    };
  const contact = (row: Contact): View =>
    seesContact(actor, row) ? contactView(row, look) : { id: row.id, redacted: true };
  const look: Look = {
    actor,
    at: (milliseconds) => seenBy(actor, milliseconds),
    contact: by(firm.contacts, contact),
    matter: by(firm.matters, matterView),
    user: by(firm.users, userView),
    folder: by(firm.folders, folderView),
    practiceArea: by(firm.practiceAreas, practiceAreaView),
    stage: by(firm.stages, stageView),
    group: by(firm.groups, groupView),
    category: by(firm.categories, namedView),
    values: (rows, parent) => valueViews(rows, parent, look),
  };
  return look;
}
