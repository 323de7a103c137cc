import type { Instant } from '../../contracts/objects/values.ts';
import { Refused } from '../domain/refusals.ts';
import type { Colleague, CustomValues, IntakeRecord, MatterBody } from '../ports/intake-book.ts';
import { type Blankable, isBlank, withoutBlanks } from './blanks.ts';
import { checkCustomValues } from './custom-values.ts';
import type { IntakeDesk } from './intake-desk.ts';
import { holdContact } from './live-records.ts';
import { checkExpected, type Expected, writeRecord } from './write-record.ts';

type Attorneys = 'responsibleAttorney' | 'originatingAttorney';

/** A matter as it is put. A left-out status keeps what is there (`pnc` for a new matter); everything else is replaced. */
export interface MatterInput extends Blankable<
  Omit<MatterBody, Attorneys | 'title' | 'contactId' | 'status' | 'hiredAt' | 'customFields'>
> {
  readonly title: string;
  readonly contactId: string;
  readonly status?: MatterBody['status'] | undefined;
  readonly responsibleAttorney?: Blankable<Colleague> | null | undefined;
  readonly originatingAttorney?: Blankable<Colleague> | null | undefined;
  readonly customFields?: CustomValues | undefined;
}

/**
 * Throws `unknown-contact`, `already-hired` (`pnc` on a hired matter), `invalid-value`, `invalid-request` and
 * `precondition-failed`.
 */
export async function putMatter(
  desk: IntakeDesk,
  key: { readonly firmId: string; readonly id: string },
  input: MatterInput,
  expected?: Expected,
): Promise<IntakeRecord<'matter'>> {
  return desk.storage.inTransaction(async (books) => {
    const earlier = await books.intake.find(key.firmId, 'matter', '', key.id, true);
    checkExpected(earlier, expected);
    await holdContact(books, key.firmId, input.contactId, 'contactId');
    const customFields = await checkCustomValues(books, { ...key, level: 'matter' }, input.customFields ?? {});
    const body = bodyOf(input, hiring(input.status, earlier, desk.now()), customFields);
    return writeRecord(books, { ...key, kind: 'matter', matterId: '' }, earlier, { body, at: desk.now() });
  });
}

type Hiring = Pick<MatterBody, 'status' | 'hiredAt'>;

/**
 * The day of hiring is set once: it stays while the matter is lost, and when a deleted matter comes back as hired, so
 * that a slip put right does not move the open date in the target.
 */
function hiring(
  wanted: MatterBody['status'] | undefined,
  earlier: IntakeRecord<'matter'> | undefined,
  now: Instant,
): Hiring {
  const before = earlier?.deleted ? undefined : earlier?.body;
  const status = wanted ?? before?.status ?? 'pnc';
  if (status === 'pnc') {
    if (before?.status === 'hired') throw new Refused('already-hired');
    return { status };
  }
  const hiredAt = earlier?.body.hiredAt ?? (status === 'hired' ? now : undefined);
  return hiredAt === undefined ? { status } : { status, hiredAt };
}

function bodyOf(input: MatterInput, { status, hiredAt }: Hiring, customFields: CustomValues): MatterBody {
  const { title, contactId, responsibleAttorney, originatingAttorney, status: _, customFields: __, ...plain } = input;
  const attorneys = {
    responsibleAttorney: colleague(responsibleAttorney),
    originatingAttorney: colleague(originatingAttorney),
  };
  return { ...withoutBlanks({ ...plain, ...attorneys, hiredAt }), title, contactId, status, customFields };
}

function colleague(given: Blankable<Colleague> | null | undefined): Colleague | undefined {
  if (!given || (isBlank(given.email) && isBlank(given.name))) return undefined;
  return withoutBlanks({ email: given.email, name: given.name });
}
