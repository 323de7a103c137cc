import { describe, expect, it } from 'vitest';
import { putContact } from '../../src/intake/put-contact.ts';
import { putDocument } from '../../src/intake/put-document.ts';
import { putMatter } from '../../src/intake/put-matter.ts';
import { putRelationship } from '../../src/intake/put-relationship.ts';
import { remove } from '../../src/intake/remove.ts';
import { RecoverRuns } from '../../src/sync/recover-runs.ts';
import { firmId, LineWorld } from '../support/line-world.ts';
import { putSample } from '../support/put-sample.ts';

async function openWorld(): Promise<LineWorld> {
  const world = new LineWorld();
  await world.open();
  return world;
}

const ana = {
  kind: 'person' as const,
  firstName: 'Ana',
  lastName: 'Ruiz',
  emails: [{ parts: { address: 'ana@example.test' } }],
};

async function putAna(world: LineWorld, more: object = {}): Promise<void> {
  await putContact(world.desk, { firmId, id: 'ana' }, { ...ana, ...more });
  await putMatter(world.desk, { firmId, id: 'm' }, { title: 'Estate plan', contactId: 'ana' });
}

describe('a process that dies', () => {
  it('at any request, before or after it was done, goes on after the start and makes everything once', async () => {
    for (let nth = 0; nth < 44; nth += 1) {
      const world = await openWorld();
      await putSample(world.desk, firmId, 'standard');
      let count = 0;
      world.system.fault = () => {
        if (count++ === Math.floor(nth / 2)) {
          if (nth % 2 === 0) throw new Error('The process dies here.');
          return 'lost-after';
        }
        return undefined;
      };
      await world.press('standard', { for: 'convert' }).catch(() => undefined);
      await new RecoverRuns(world.deps).recover({ all: true });
      await world.settle();
      const counts = (['contact', 'matter', 'relationship', 'note', 'document'] as const).map(
        (kind) => world.system.ofKind(kind).length,
      );
      expect({ nth, counts }).toEqual({ nth, counts: [5, 1, 4, 5, 4] });
    }
  });
});

describe('rules 6: while an intent waits', () => {
  it('the lane is released, and another matter’s run ends without waiting for it', async () => {
    const world = await openWorld();
    await putAna(world);
    await putContact(world.desk, { firmId, id: 'bo' }, { kind: 'person', lastName: 'Bo' });
    await putMatter(world.desk, { firmId, id: 'm2' }, { title: 'Lease', contactId: 'bo' });
    let count = 0;
    world.system.fault = () => (count++ === 0 ? 'lost-after' : undefined);
    const ask = async (matterId: string) => {
      const wish = { for: 'sync' as const, verify: false, retryRefused: false };
      const { runId } = await world.requestSync.request({
        firmId,
        integrationId: 'integration',
        matterId,
        wish,
        trigger: { by: 'api' },
      });
      await world.settleNow();
      return runId;
    };
    const [first, second] = [await ask('m'), await ask('m2')];
    expect((await world.run(first)).status).toBe('running');
    expect((await world.run(second)).status).toBe('succeeded');
    await world.settle();
    expect((await world.run(first)).status).toBe('succeeded');
    expect(world.system.ofKind('contact')).toHaveLength(2);
  });
});

describe('rules 7: when a value or an object is refused', () => {
  it('a refused create is followed by one with the essential fields, then halves until the value is found', async () => {
    const world = await openWorld();
    await putAna(world, { birthDate: '1850-01-01', middleName: 'Maria', phones: [{ parts: { number: '555-0101' } }] });
    world.system.refuses = (values) => values.includes('1850-01-01');
    const run = await world.press('m');
    expect(run.status).toBe('partial');
    const [contact] = world.system.ofKind('contact');
    expect(contact?.fields).toMatchObject({ first_name: 'Ana', last_name: 'Ruiz', middle_name: 'Maria' });
    expect(contact?.fields.birth_date).toBeUndefined();
    expect(contact?.rows.phones).toHaveLength(1);
    expect(world.system.ofKind('matter')).toHaveLength(1);
    const told = run.changes.find((change) => change.kind === 'contact');
    expect(told?.fields).toEqual([expect.objectContaining({ field: 'birth_date', code: 'value-refused' })]);
    expect(told?.written).toEqual(expect.arrayContaining(['first_name', 'middle_name', 'emails', 'phones']));
    expect(told?.written).not.toContain('birth_date');
    const again = await world.press('m');
    expect(again.requests).toEqual({ reads: 0, writes: 0, transfers: 0 });
    expect(again.changes.filter(({ written }) => written)).toEqual([]);
  });

  it('a retry sends a refused value again', async () => {
    const world = await openWorld();
    await putAna(world, { birthDate: '1850-01-01' });
    world.system.refuses = (values) => values.includes('1850-01-01');
    await world.press('m');
    world.system.refuses = () => false;
    const run = await world.press('m', { retryRefused: true });
    expect(run.status).toBe('succeeded');
    expect(world.system.ofKind('contact')[0]?.fields.birth_date).toBe('1850-01-01');
  });

  it('a retry of one object sends its values again, and nobody else’s', async () => {
    const world = await openWorld();
    await putAna(world, { birthDate: '1850-01-01' });
    await putContact(
      world.desk,
      { firmId, id: 'bo' },
      { ...ana, firstName: 'Bo', emails: [], birthDate: '1850-01-02' },
    );
    await putRelationship(world.desk, { firmId, matterId: 'm', id: 'r' }, { contactId: 'bo', label: 'Witness' });
    world.system.refuses = (values) => values.some((value) => String(value).startsWith('1850'));
    await world.press('m');
    world.system.refuses = () => false;
    await world.press('m', { retryRefused: ['contact:bo'] });
    const born = world.system.ofKind('contact').map(({ fields }) => [fields.first_name, fields.birth_date]);
    expect(new Map(born as [string, unknown][])).toEqual(
      new Map([
        ['Ana', undefined],
        ['Bo', '1850-01-02'],
      ]),
    );
  });

  it('an update that is refused is halved too', async () => {
    const world = await openWorld();
    await putAna(world);
    await world.press('m');
    await putAna(world, { birthDate: '1850-01-01', middleName: 'Maria', prefix: 'Dr' });
    world.system.refuses = (values) => values.includes('1850-01-01');
    const run = await world.press('m');
    expect(run.status).toBe('partial');
    expect(world.system.ofKind('contact')[0]?.fields).toMatchObject({ middle_name: 'Maria', prefix: 'Dr' });
    const told = run.changes.find((change) => change.kind === 'contact');
    expect(told?.written?.toSorted()).toEqual(['middle_name', 'prefix']);
  });

  it('what depends on a refused object is skipped with the cause', async () => {
    const world = await openWorld();
    await putAna(world, { firstName: null, lastName: null });
    const run = await world.press('m');
    expect(run.changes.map(({ kind, outcome, code }) => ({ kind, outcome, code }))).toEqual([
      { kind: 'contact', outcome: 'refused', code: 'name-missing' },
      { kind: 'matter', outcome: 'skipped', code: 'depends-on' },
    ]);
    expect(run.status).toBe('failed');
  });
});

describe('rules 3: who is the same', () => {
  it('the client’s twin by hand is adopted, and a matter typed by hand for it is asked about', async () => {
    const world = await openWorld();
    const twin = world.system.insert(
      'contact',
      { type: 'person', first_name: 'ANA', last_name: 'Ruíz' },
      { emails: [{ parts: { address: 'ANA@example.test' } }] },
    );
    const typed = world.system.insert('matter', { client: twin.ref, title: 'ESTATE  plan', status: 'open' });
    await putAna(world);
    const run = await world.press('m');
    expect(run.status).toBe('needs-attention');
    expect(world.system.ofKind('contact')).toHaveLength(1);
    const [question] = await world.questions('m');
    expect(question).toMatchObject({ code: 'matter-may-exist', candidates: [{ targetRef: typed.ref }] });
    const { runId } = await world.decide.decide({
      firmId,
      questionId: question!.id,
      choice: 'link',
      targetRef: typed.ref,
      by: 'someone',
    });
    await world.settle();
    expect((await world.run(runId)).status).toBe('succeeded');
    expect(world.system.ofKind('matter')).toHaveLength(1);
    expect(await world.questions('m')).toEqual([]);
  });

  it('one that may be the same asks; the answer is acted on once', async () => {
    const world = await openWorld();
    world.system.insert('contact', { type: 'person', first_name: 'Ana', last_name: 'Ruiz' });
    await putAna(world);
    expect((await world.press('m')).status).toBe('needs-attention');
    await world.press('m');
    const questions = await world.questions('m');
    expect(questions).toHaveLength(1);
    await world.decide.decide({ firmId, questionId: questions[0]!.id, choice: 'create', by: 'someone' });
    await world.settle();
    expect(world.system.ofKind('contact')).toHaveLength(2);
    expect(world.system.ofKind('matter')).toHaveLength(1);
    await expect(
      world.decide.decide({ firmId, questionId: questions[0]!.id, choice: 'create', by: 'someone' }),
    ).rejects.toMatchObject({ code: 'already-decided' });
  });
});

describe('rules 1: convert, sync, resync', () => {
  it('two requests while one is open are one run, and the stronger wins', async () => {
    const world = await openWorld();
    await putAna(world);
    const ask = (kind: 'sync' | 'convert') =>
      world.requestSync.request({
        firmId,
        integrationId: 'integration',
        matterId: 'm',
        wish: { for: kind, verify: kind === 'sync', retryRefused: false },
        trigger: { by: 'api' },
      });
    const [first, second] = [await ask('sync'), await ask('convert')];
    expect(second).toEqual(first);
    await world.settle();
    const run = await world.run(first.runId);
    expect(run.wish).toMatchObject({ for: 'convert', verify: true });
    expect(world.system.ofKind('matter')[0]?.fields).toMatchObject({ status: 'open', open_date: '2026-03-02' });
  });

  it('with the conversion toggle off a conversion is hired, and a run with no changes', async () => {
    const world = new LineWorld();
    await world.open({ matterConversionSync: false });
    await putAna(world);
    const run = await world.press('m', { for: 'convert' });
    expect(run).toMatchObject({ status: 'succeeded', changes: [] });
    expect((await world.storage.books.intake.find(firmId, 'matter', '', 'm'))?.body.status).toBe('hired');
    expect(world.system.ofKind('matter')).toEqual([]);
  });

  it('a plan that is no longer the one that was shown writes nothing', async () => {
    const world = await openWorld();
    await putAna(world);
    const { planHash } = await world.preview.of({
      firmId,
      integrationId: 'integration',
      matterId: 'm',
      for: 'sync',
      verify: false,
    });
    await putAna(world, { middleName: 'Maria' });
    const run = await world.press('m', { expect: planHash });
    expect(run).toMatchObject({ status: 'failed', failure: { code: 'plan-changed' } });
    expect(world.system.ofKind('contact')).toEqual([]);
  });
});

describe('rules 4 and 5: source deletions', () => {
  it('are never carried over, and a deleted id that comes back revives its link', async () => {
    const world = await openWorld();
    await putSample(world.desk, firmId, 'standard');
    await world.press('standard');
    const [note] = (await world.storage.books.intake.list(firmId, 'note', 'standard', { limit: 1 })).items;
    await remove(world.desk, { firmId, kind: 'note', matterId: 'standard', id: note!.id });
    expect((await world.press('standard')).status).toBe('succeeded');
    expect(world.system.ofKind('note')).toHaveLength(5);
    await putSample(world.desk, firmId, 'standard');
    const revived = await world.press('standard');
    expect(revived.status).toBe('succeeded');
    expect(world.system.ofKind('note')).toHaveLength(5);
  });
});

describe('rules 4: relationships equal in contact and label', () => {
  it('are one tie, also when the one that made it leaves the source', async () => {
    const world = await openWorld();
    await putAna(world);
    await putContact(world.desk, { firmId, id: 'bo' }, { kind: 'person', lastName: 'Bo' });
    for (const id of ['r1', 'r2'])
      await putRelationship(world.desk, { firmId, matterId: 'm', id }, { contactId: 'bo', label: 'Spouse' });
    await world.press('m');
    expect(world.system.ofKind('relationship')).toHaveLength(1);
    await remove(world.desk, { firmId, kind: 'relationship', matterId: 'm', id: 'r1' });
    await world.press('m');
    expect(world.system.ofKind('relationship')).toHaveLength(1);
    await putRelationship(world.desk, { firmId, matterId: 'm', id: 'r2' }, { contactId: 'bo', label: 'Wife' });
    await world.press('m');
    expect(world.system.ofKind('relationship').map((tie) => tie.fields.label)).toEqual(['Wife']);
  });
});

describe('a file that cannot be read', () => {
  it('is told, everything else is carried over, and sending it again mends it', async () => {
    const world = await openWorld();
    await putAna(world);
    const put = () =>
      putDocument(
        world.desk,
        { firmId, matterId: 'm', id: 'd' },
        { filename: 'a.txt', contentType: 'text/plain', bytes: new Blob(['one']).stream() },
      );
    const record = await put();
    await world.desk.blobs.remove(record.body.blobId);
    const run = await world.press('m');
    expect(run.status).toBe('partial');
    expect(run.changes.find((change) => change.kind === 'document')).toMatchObject({
      outcome: 'failed',
      code: 'file-unreadable',
    });
    expect(world.system.ofKind('matter')).toHaveLength(1);
    await put();
    expect((await world.press('m')).status).toBe('succeeded');
    expect(world.system.ofKind('document').map(({ document }) => new TextDecoder().decode(document?.bytes))).toEqual([
      'one',
    ]);
  });
});

describe('rules 5: a file that changes while it is on its way', () => {
  it('arrives as it is in the end, as one document', async () => {
    const world = await openWorld();
    await putAna(world);
    const put = (text: string) =>
      putDocument(
        world.desk,
        { firmId, matterId: 'm', id: 'd' },
        { filename: 'a.txt', contentType: 'text/plain', bytes: new Blob([text]).stream() },
      );
    await put('one');
    let replaced = false;
    world.beforeTransfer = async () => {
      if (!replaced) await put('two!');
      replaced = true;
    };
    const run = await world.press('m');
    expect(run.status).toBe('succeeded');
    const documents = world.system.ofKind('document');
    expect(
      documents.map(({ document }) => ({
        text: new TextDecoder().decode(document?.bytes),
        versions: document?.versions,
      })),
    ).toEqual([{ text: 'two!', versions: 1 }]);
    expect((await world.press('m')).requests).toEqual({ reads: 0, writes: 0, transfers: 0 });
  });
});
