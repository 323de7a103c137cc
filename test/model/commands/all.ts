import type fc from 'fast-check';
import { blankContactField } from './blank-contact-field.ts';
import { convert } from './convert.ts';
import { decide } from './decide.ts';
import { editContact } from './edit-contact.ts';
import { personAddsContact } from './person-adds-contact.ts';
import { personAddsNamesake } from './person-adds-namesake.ts';
import { personChangesFile } from './person-changes-file.ts';
import { personDeletes } from './person-deletes.ts';
import { personEditsField } from './person-edits-field.ts';
import { personEditsNote } from './person-edits-note.ts';
import { personEditsRow } from './person-edits-row.ts';
import { personMerges } from './person-merges.ts';
import { personOpensFile } from './person-opens-file.ts';
import { personTypesMatter } from './person-types-matter.ts';
import { preview } from './preview.ts';
import { putContact } from './put-contact.ts';
import { putDocument } from './put-document.ts';
import { putMatter } from './put-matter.ts';
import { putNote } from './put-note.ts';
import { putRelationship } from './put-relationship.ts';
import { reconcile } from './reconcile.ts';
import { removeAttached } from './remove-attached.ts';
import { removeContact } from './remove-contact.ts';
import { removeMatter } from './remove-matter.ts';
import { reputDocument } from './reput-document.ts';
import { resync } from './resync.ts';
import { setPolicy } from './set-policy.ts';
import { setToggles } from './set-toggles.ts';
import type { Step } from './step.ts';
import { swapClient } from './swap-client.ts';
import { sync } from './sync.ts';

/** Every command with its weight: syncs often, because every sync is a test. */
const weighted: readonly (readonly [number, fc.Arbitrary<Step>])[] = [
  [12, sync],
  [3, resync],
  [3, convert],
  [3, preview],
  [2, reconcile],
  [5, decide],
  [3, putContact],
  [6, editContact],
  [3, blankContactField],
  [1, removeContact],
  [3, putMatter],
  [2, swapClient],
  [1, removeMatter],
  [4, putNote],
  [4, putDocument],
  [4, putRelationship],
  [3, removeAttached],
  [2, setToggles],
  [2, setPolicy],
  [5, personEditsField],
  [4, personEditsRow],
  [2, personEditsNote],
  [2, personChangesFile],
  [3, personAddsContact],
  [1, personTypesMatter],
  [3, personOpensFile],
  [3, personAddsNamesake],
  [2, reputDocument],
  [3, personDeletes],
  [2, personMerges],
];

/** fast-check chooses among the list with equal chances, so a command stands in it as often as it weighs. */
export const everyCommand: fc.Arbitrary<Step>[] = weighted.flatMap(([weight, command]) =>
  Array.from({ length: weight }, () => command),
);
