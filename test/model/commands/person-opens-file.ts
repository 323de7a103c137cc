import fc from 'fast-check';
import type { ContactBody } from '../../../src/ports/intake-book.ts';
import type { Ledger } from '../model/ledger.ts';
import { emailRows, matterIds, one } from '../values.ts';
import { people } from './people.ts';
import { step } from './step.ts';

interface Args {
  readonly matterId: string;
  readonly emails: ContactBody['emails'];
  readonly withNote: boolean;
}

/** The client of an intake matter that is not in the target yet, where it is a person with both names. */
function clientOf(ledger: Ledger, matterId: string): ContactBody | undefined {
  const contactId = ledger.entry('matter', '', matterId)?.contactId ?? '';
  const body = ledger.entry('contact', '', contactId);
  const known = ledger.history('contact', '', contactId) !== undefined;
  return !known && body?.firstName !== undefined && body.lastName !== undefined ? body : undefined;
}

/** A person opens by hand what is about to arrive: the same client, the same matter, perhaps with the same note. */
export const personOpensFile = fc.record({ matterId: one(matterIds), emails: emailRows, withNote: fc.boolean() }).map(
  step<Args>({
    name: 'person opens file',
    check: (ledger, { matterId }) => clientOf(ledger, matterId) !== undefined,
    run: async (ledger, world, { matterId, emails, withNote }) => {
      const client = clientOf(ledger, matterId);
      const title = ledger.entry('matter', '', matterId)?.title ?? '';
      const note = ledger.entry('note', matterId, 'n1');
      if (!client) return;
      const fields = { type: 'person', first_name: client.firstName ?? '', last_name: client.lastName ?? '' };
      const rows = { emails: client.emails.length > 0 ? client.emails : emails, phones: [] };
      await people(ledger, world, async (person) => {
        const matter = await person.addMatter(await person.addContact(fields, rows), title.toUpperCase());
        const { subject, body, date } = note ?? {};
        if (withNote && subject !== undefined && body !== undefined && date !== undefined) {
          await person.addNote(matter, { subject, body, date });
        }
      });
    },
  }),
);
