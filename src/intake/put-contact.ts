import type { Row } from '../../contracts/objects/values.ts';
import { Refused } from '../domain/refusals.ts';
import type { ContactBody, CustomValues, IntakeRecord } from '../ports/intake-book.ts';
import type { Books } from '../ports/storage.ts';
import { type Blankable, withoutBlanks } from './blanks.ts';
import { checkCustomValues } from './custom-values.ts';
import type { IntakeDesk } from './intake-desk.ts';
import { holdContact } from './live-records.ts';
import { checkExpected, type Expected, writeRecord } from './write-record.ts';

type Lists = 'emails' | 'phones' | 'addresses' | 'websites';

/** A contact as it is put. Left-out e-mails, phones and addresses keep what is there; everything else is replaced. */
export interface ContactInput extends Blankable<Omit<ContactBody, Lists | 'kind' | 'customFields'>> {
  readonly kind: ContactBody['kind'];
  readonly emails?: readonly Row[] | undefined;
  readonly phones?: readonly Row[] | undefined;
  readonly addresses?: readonly Row[] | undefined;
  readonly websites?: readonly Row[] | undefined;
  readonly customFields?: CustomValues | undefined;
}

/** Throws `unknown-contact` (its company), `invalid-value`, `invalid-request` and `precondition-failed`. */
export async function putContact(
  desk: IntakeDesk,
  key: { readonly firmId: string; readonly id: string },
  input: ContactInput,
  expected?: Expected,
): Promise<IntakeRecord<'contact'>> {
  return desk.storage.inTransaction(async (books) => {
    await holdInOrder(books, key.firmId, [key.id, ...(input.companyId ? [input.companyId] : [])]);
    const earlier = await books.intake.find(key.firmId, 'contact', '', key.id);
    checkExpected(earlier, expected);
    if (input.companyId) await checkCompany(books, key.firmId, input.kind, input.companyId);
    const customFields = await checkCustomValues(books, { ...key, level: 'contact' }, input.customFields ?? {});
    const body = bodyOf(input, earlier?.deleted ? undefined : earlier?.body, customFields);
    return writeRecord(books, { ...key, kind: 'contact', matterId: '' }, earlier, { body, at: desk.now() });
  });
}

/** Two people who are put as each other's company at one time would otherwise wait for each other for ever. */
async function holdInOrder(books: Books, firmId: string, ids: readonly string[]): Promise<void> {
  for (const id of ids.toSorted()) await books.intake.find(firmId, 'contact', '', id, true);
}

async function checkCompany(books: Books, firmId: string, kind: ContactBody['kind'], companyId: string): Promise<void> {
  if (kind === 'company') throw misplacedCompany('A company has no company of its own.');
  const company = await holdContact(books, firmId, companyId, 'companyId');
  if (company.body.kind !== 'company') throw misplacedCompany('The contact that it names is not a company.');
}

function misplacedCompany(message: string): Refused {
  return new Refused('invalid-value', message, [{ path: 'companyId', message }]);
}

function bodyOf(input: ContactInput, earlier: ContactBody | undefined, customFields: CustomValues): ContactBody {
  const { kind, emails, phones, addresses, websites, customFields: _, ...plain } = input;
  return {
    ...withoutBlanks(plain),
    kind,
    emails: emails ?? earlier?.emails ?? [],
    phones: phones ?? earlier?.phones ?? [],
    addresses: addresses ?? earlier?.addresses ?? [],
    websites: websites ?? [],
    customFields,
  };
}
