import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Transform } from '../../src/domain/mapping/transform.ts';
import type { CustomValues } from '../../src/ports/intake-book.ts';
import { type ClioField, ClioFields, type FieldType } from '../support/clio-fields.ts';
import { ClioWorld } from '../support/clio-world.ts';
import { firmId, integrationId } from '../support/line-world.ts';
import { addMapping, changeOf, defineSource, lossesOf, putCase, putPerson } from '../support/mapping-world.ts';

// Mutants seen to fail: day of an instant by the machine’s zone, dates and moments written in the machine’s zone.

// The machine stands far east of Greenwich, west of it, and at it; the firm is in Los Angeles.
const machines = ['Pacific/Kiritimati', 'America/Los_Angeles', 'UTC'];
const firmZone = 'America/Los_Angeles';
const parameters = process.env.CASEBRIDGE_TEST === 'long' ? { numRuns: 200 } : { numRuns: 12, seed: 20260302 };

const day = fc.oneof(
  // Kiritimati had neither of these two.
  fc.constantFrom('1994-12-31', '1995-01-01'),
  fc.constantFrom('1900-01-01', '1900-03-01', '1969-12-31', '1970-01-01', '2000-02-29', '2024-02-29', '2026-03-08'),
  fc.integer({ min: -25_000, max: 25_000 }).map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10)),
);
const instant = fc.oneof(
  fc.constantFrom('2026-03-08T09:59:59Z', '2026-03-08T10:00:00Z', '2026-11-01T08:30:00Z', '2026-11-01T09:30:00Z'),
  fc.constantFrom(
    '2026-01-01T07:59:00Z',
    '2026-01-01T08:00:00Z',
    '1999-12-31T23:59:59+14:00',
    '2024-02-29T23:30:00-10:00',
  ),
  fc.integer({ min: 0, max: 4_102_444_800 }).map((second) => new Date(second * 1000).toISOString()),
);

/** Day and time that a clock in the zone showed; seconds only where there are any. */
function onTheWall(at: string, timeZone: string) {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  const [date = '', time = ''] = format.format(new Date(at)).split(', ');
  return { date: date.split('/').toReversed().join('-'), time: time.replace(/:00$/, '') };
}

const inWords = (date: string) =>
  new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', dateStyle: 'full' }).format(new Date(`${date}T00:00:00Z`));

const inFull: Transform[] = [{ kind: 'date-format', format: 'EEEE, MMMM d, yyyy' }];
const template: Transform[] = [{ kind: 'template', template: 'USD {custom:money}, {custom:date}' }];

describe.each(machines)('on a machine in %s', (machine) => {
  const zoneBefore = process.env.TZ;
  const fields = new Map<string, ClioField>();
  let world: ClioWorld;
  let clio: ClioFields;

  async function map(name: string, source: string, type: FieldType, transforms: Transform[] = []): Promise<void> {
    const field = await clio.define('matter', type, name);
    fields.set(name, field);
    await addMapping(world, source, field, { transforms });
  }

  beforeAll(async () => {
    process.env.TZ = machine;
    const heeded = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (heeded !== machine) throw new Error(`This machine stays in ${heeded}, so the test would prove nothing.`);
    world = await ClioWorld.start({ keyFields: true });
    clio = new ClioFields(world.emulator);
    for (const type of ['date', 'datetime', 'money'] as const) await defineSource(world, 'matter', type, type);
    await map('date as date', 'custom:date', 'date');
    await map('date as text', 'custom:date', 'text_line');
    await map('date in full', 'custom:date', 'text_line', inFull);
    await map('moment as date', 'custom:datetime', 'date');
    await map('moment as time', 'custom:datetime', 'time');
    await map('moment as text', 'custom:datetime', 'text_line');
    await map('moment in full', 'custom:datetime', 'text_line', inFull);
    await map('hired as date', 'hired_at', 'date');
    await map('hired as time', 'hired_at', 'time');
    await map('hired by a clock', 'hired_at', 'text_line', [{ kind: 'date-format', format: 'M/d/yyyy h:mm a' }]);
    await map('money', 'custom:money', 'currency');
    await map('money as number', 'custom:money', 'numeric');
    await map('money as text', 'custom:money', 'text_line');
    await map('money in words', 'custom:money', 'text_line', template);
  });
  afterAll(async () => {
    await world.close();
    if (zoneBefore === undefined) delete process.env.TZ;
    else process.env.TZ = zoneBefore;
  });

  let count = 0;
  async function sync(values: CustomValues, how: { readonly for?: 'convert'; readonly birthDate?: string } = {}) {
    count += 1;
    const id = `r${count}`;
    await putPerson(world, id, {}, how.birthDate === undefined ? {} : { birthDate: how.birthDate });
    await putCase(world, id, id, values);
    const run = await world.press(id, { for: how.for ?? 'sync' });
    expect({ status: run.status, losses: lossesOf(run) }).toEqual({ status: 'succeeded', losses: [] });
    expect((await world.press(id, { verify: true })).requests.writes).toBe(0);
    const { contacts, matters } = world.emulator.holdings();
    const { targetRef: person } = changeOf(run, 'contact');
    const { targetRef } = changeOf(run, 'matter');
    return {
      person: contacts.find((one) => String(one.id) === person)!,
      matter: matters.find((one) => String(one.id) === targetRef)!,
      value: (name: string) => clio.value(fields.get(name)!, targetRef),
    };
  }

  it('rules 9: a birth date and every other date stay the day that they are, also through a date format', async () => {
    await fc.assert(
      fc.asyncProperty(day, day, async (birthDate, date) => {
        const { person, value } = await sync({ date }, { birthDate });
        expect(person.date_of_birth).toBe(birthDate);
        expect([value('date as date'), value('date as text'), value('date in full')]).toEqual([
          date,
          date,
          inWords(date),
        ]);
      }),
      parameters,
    );
  });

  it('rules 9: a moment is the day and the time that the clock of the firm showed', async () => {
    await fc.assert(
      fc.asyncProperty(instant, async (datetime) => {
        const { date, time } = onTheWall(datetime, firmZone);
        const { value } = await sync({ datetime });
        expect([value('moment as date'), value('moment as time')]).toEqual([date, time]);
        expect(value('moment as text')).toBe(`${date} ${time}`);
        expect(value('moment in full')).toBe(inWords(date));
      }),
      parameters,
    );
  });

  it.each([
    ['2026-03-03T21:30:00-08:00', '2026-03-03', '21:30', '3/3/2026 9:30 PM'],
    ['2026-03-08T00:00:00-08:00', '2026-03-08', '00:00', '3/8/2026 12:00 AM'],
    // That afternoon the clocks of Los Angeles are an hour further on.
    ['2026-03-08T23:59:59-07:00', '2026-03-08', '23:59:59', '3/8/2026 11:59 PM'],
  ])('rules 1: a conversion at %s opens the matter on that day in Clio', async (at, date, time, words) => {
    world.clock.set(at);
    const { matter, value } = await sync({}, { for: 'convert' });
    expect({ status: matter.status, open_date: matter.open_date }).toEqual({ status: 'open', open_date: date });
    expect([value('hired as date'), value('hired as time'), value('hired by a clock')]).toEqual([date, time, words]);
  });

  it.each(['0.10', '1999999999.99', '-0.01', '0.00', '9999999999999.99'])('cents stay cents: %s', async (money) => {
    const { value } = await sync({ money, date: '1900-01-01' });
    expect([value('money'), value('money as number')]).toEqual([Number(money), Number(money)]);
    expect([value('money as text'), value('money in words')]).toEqual([money, `USD ${money}, 1900-01-01`]);
  });

  it('rules 9: another zone of the firm is heeded from the next run on', async () => {
    const { setups } = world.storage.books;
    const integration = (await setups.find(firmId, integrationId))!;
    const inZone = (timeZone: string) =>
      setups.update({ ...integration, settings: { ...integration.settings, timeZone } });
    await inZone('Asia/Kolkata');
    const { value } = await sync({ datetime: '2026-03-02T20:15:00Z' });
    await inZone(firmZone);
    expect(value('moment as text')).toBe('2026-03-03 01:45');
  });
});
