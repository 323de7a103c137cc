import fc from 'fast-check';
import { files, one } from '../values.ts';
import { people, pick, refOf } from './people.ts';
import { step } from './step.ts';

interface Args {
  readonly which: number;
  readonly change: { readonly name: string } | { readonly bytes: string };
}

/** A person renames a document in the target, or adds a version of it. */
export const personChangesFile = fc
  .record({
    which: fc.nat(3),
    change: fc.oneof(
      one(['mine.txt', 'letter.txt']).map((name) => ({ name })),
      one([...files, 'edited by hand']).map((bytes) => ({ bytes })),
    ),
  })
  .map(
    step<Args>({
      name: 'person changes file',
      check: (ledger, { which, change }) => {
        const rec = pick(ledger, 'document', which);
        return rec !== undefined && !('name' in change && rec.fields.name === change.name);
      },
      run: async (ledger, world, { which, change }) => {
        const rec = pick(ledger, 'document', which);
        if (!rec) return;
        await people(ledger, world, (person) =>
          'name' in change
            ? person.edit('document', refOf(rec), 'name', change.name)
            : person.addVersion(refOf(rec), change.bytes),
        );
      },
    }),
  );
