import fc from 'fast-check';
import type { Row } from '../../contracts/objects/values.ts';
import type { ContactBody, NoteBody, RelationshipBody } from '../../src/ports/intake-book.ts';
import type { FileTyped, MatterTyped } from './world.ts';

// Few ids and few values on purpose: what goes wrong in a sync goes wrong where things collide. Both matters use the
// same ids of notes, files and ties, names and e-mails are shared, and two files have equal sizes and other bytes.

export const matterIds = ['m1', 'm2'] as const;
export const personIds = ['c1', 'c2', 'c3', 'c4'] as const;
export const companyIds = ['k1'] as const;
export const contactIds = [...personIds, ...companyIds] as const;
export const noteIds = ['n1', 'n2', 'n3'] as const;
export const documentIds = ['d1', 'd2'] as const;
export const relationshipIds = ['r1', 'r2'] as const;

export const titles = ['Lopez custody', 'Estate of Chen'] as const;
export const texts = ['Called the client.', 'Sent the papers.', 'A < b & "c"'] as const;
export const subjects = ['Call', 'Letter'] as const;
export const labels = ['Work', 'Home'] as const;
export const ties = ['Spouse', 'Witness'] as const;
export const emails = ['ana@example.com', 'ben@example.com', 'family@example.com'] as const;
export const phones = ['555-010-1111', '555-010-2222', '(555) 010-1111'] as const;
export const firstNames = ['Ana', 'Ben'] as const;
export const lastNames = ['Lopez', 'Chen'] as const;
export const middleNames = ['Q', 'Maria'] as const;
export const companies = ['Acme', 'Beta Works'] as const;
export const days = ['1980-02-29', '1991-12-31'] as const;
const fileNames = ['letter.txt', 'contract.txt'] as const;
export const files = ['alpha', 'omega', 'longer text', ''] as const;

export const one = <const Values extends readonly unknown[]>(values: Values): fc.Arbitrary<Values[number]> =>
  fc.constantFrom(...values);

const maybe = <Value>(value: fc.Arbitrary<Value>, blanks = 1, filled = 2): fc.Arbitrary<Value | undefined> =>
  fc.oneof({ weight: filled, arbitrary: value }, { weight: blanks, arbitrary: fc.constant(undefined) });

/** Leaves out what is blank, as a stored body does. */
const tidy = <Body extends object>(body: Body): Body =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as Body;

const rowsOf = (
  part: string,
  values: readonly [string, ...string[]],
  sameAs: (text: string) => string,
): fc.Arbitrary<Row[]> =>
  fc
    .uniqueArray(fc.record({ label: one(labels), text: one(values) }), {
      maxLength: 2,
      selector: ({ text }) => sameAs(text),
    })
    .map((rows) => rows.map(({ label, text }) => ({ label, parts: { [part]: text } })));

export const emailRows = rowsOf('address', emails, (text) => text);
export const phoneRows = rowsOf('number', phones, (text) => text.replace(/\D/g, ''));

const noRows = { addresses: [], websites: [], customFields: {} };

const person: fc.Arbitrary<ContactBody> = fc
  .record({
    firstName: maybe(one(firstNames), 1, 6),
    lastName: maybe(one(lastNames), 1, 6),
    middleName: maybe(one(middleNames), 2, 1),
    birthDate: maybe(one(days), 2, 1),
    companyId: maybe(one(companyIds), 2, 1),
    emails: emailRows,
    phones: phoneRows,
  })
  .map((body) => tidy({ kind: 'person' as const, ...noRows, ...body }) as ContactBody);

const company: fc.Arbitrary<ContactBody> = fc
  .record({ companyName: one(companies), emails: emailRows, phones: phoneRows })
  .map((body) => ({ kind: 'company' as const, ...noRows, ...body }));

export const contactBody = (id: string): fc.Arbitrary<ContactBody> => (id.startsWith('k') ? company : person);

/** A filled-in contact for the beginning of a story, so that most stories have something to carry. */
export const matter: fc.Arbitrary<MatterTyped> = fc
  .record({
    title: one(titles),
    contactId: one(contactIds),
    status: fc.oneof(
      { weight: 5, arbitrary: fc.constant('pnc' as const) },
      { weight: 1, arbitrary: one(['hired', 'lost']) },
    ),
  })
  .map((body) => ({ ...body, customFields: {} }));

/** Subject, text and day from so few that equal notes are common. */
export const note: fc.Arbitrary<NoteBody> = fc
  .record({ subject: one(subjects), body: one(texts), date: maybe(one(days)) })
  .map((body) => tidy({ ...body, format: 'text' as const }) as NoteBody);

export const relationship: fc.Arbitrary<RelationshipBody> = fc.record({ contactId: one(contactIds), label: one(ties) });

export const file: fc.Arbitrary<FileTyped> = fc.record({
  filename: one(fileNames),
  contentType: fc.constant('text/plain'),
  bytes: one(files),
});
