import fc from 'fast-check';
import { one, subjects, texts, titles } from '../values.ts';
import { people, pick, refOf } from './people.ts';
import { step } from './step.ts';

/** A person types a matter for a contact of the target, with a note, before the intake's matter arrives. */
export const personTypesMatter = fc
  .record({
    which: fc.nat(5),
    title: one(titles),
    note: fc.option(fc.record({ subject: one(subjects), body: one(texts) })),
  })
  .map(
    step({
      name: 'person types matter',
      check: (ledger, { which }) => pick(ledger, 'contact', which) !== undefined,
      run: async (ledger, world, { which, title, note }) => {
        const client = pick(ledger, 'contact', which);
        if (!client) return;
        await people(ledger, world, async (person) => {
          const matter = await person.addMatter(refOf(client), title);
          if (note) await person.addNote(matter, { ...note, date: '1980-02-29' });
        });
      },
    }),
  );
