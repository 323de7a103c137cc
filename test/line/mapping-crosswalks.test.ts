import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Crosswalk } from '../../src/domain/mapping/crosswalk.ts';
import type { MatterInput } from '../../src/intake/put-matter.ts';
import { putRelationship } from '../../src/intake/put-relationship.ts';
import { ClioFields } from '../support/clio-fields.ts';
import { ClioWorld } from '../support/clio-world.ts';
import { firmId, integrationId } from '../support/line-world.ts';
import {
  addMapping,
  changeOf,
  defineSource,
  nothingAsked,
  notesOf,
  putCase,
  putPerson,
} from '../support/mapping-world.ts';

// Mutants seen to fail: table before labels, table not folded, answers not trimmed, `keep` only where nobody saved it.

let world: ClioWorld;
let clio: ClioFields;

beforeEach(async () => {
  world = await ClioWorld.start({ keyFields: true });
  clio = new ClioFields(world.emulator);
});
afterEach(() => world.close());

const put = (name: string, parts: Partial<Crosswalk>) =>
  world.crosswalks.put(firmId, integrationId, name, { policy: 'leave-empty', table: [], ...parts });

async function syncMatter(id: string, more: Partial<MatterInput>) {
  await putPerson(world, id);
  await putCase(world, id, id, {}, more);
  const run = await world.press(id);
  return { run, matter: matterOf(run) };
}

function matterOf(run: Awaited<ReturnType<ClioWorld['press']>>) {
  const { targetRef } = changeOf(run, 'matter');
  return world.emulator.holdings().matters.find(({ id }) => String(id) === targetRef)!;
}

const areaId = (name: string) => world.emulator.holdings().practiceAreas.find((area) => area.name === name)!.id;
const userId = (name: string) => world.emulator.holdings().users.find((user) => user.name === name)!.id;

async function answer(matterId: string, choice: string, targetRef?: string) {
  const [question] = await world.questions(matterId);
  const given = { choice, ...(targetRef !== undefined && { targetRef }) };
  const { runId } = await world.decide.decide({ firmId, questionId: question!.id, by: 'someone', ...given });
  await world.settle();
  return world.run(runId);
}

describe('a label is matched exactly, then folded, then by the table of the firm', () => {
  it.each<[value: string, label: string | null, how: string]>([
    ['Español', 'Español', 'exactly, whatever the table says'],
    ['ESPANOL', null, 'folded, two fit equally well, and the table does not know it'],
    ['zürich', 'Zurich', 'folded, whatever the table says'],
    ['Cape Dutch', 'Afrikaans', 'by the table'],
    ['cape DUTCH', 'Afrikaans', 'by the table, folded'],
    ['Klingon', null, 'by the table: left empty on purpose'],
    ['Xhosa', null, 'not at all'],
  ])('%s is %s: %s', async (value, label) => {
    const options = ['Español', 'Espanol', 'Zurich', 'Afrikaans'];
    const field = await clio.define('matter', 'picklist', 'Language', { options });
    await addMapping(world, await defineSource(world, 'matter', 'language', 'text'), field);
    const to = (name: string) => String(field.options[name]);
    const table = [
      { from: 'Español', to: to('Afrikaans') },
      { from: 'Zürich', to: to('Afrikaans') },
      { from: 'Cape Dutch', to: to('Afrikaans') },
      { from: 'Klingon', to: null },
    ].filter(({ from }) => value !== 'ESPANOL' || from !== 'Español');
    await put(field.path, { table });
    const { run, matter } = await syncMatter('m', { customFields: { language: value } });
    expect(clio.value(field, String(matter.id))).toBe(label === null ? null : field.options[label]);
    const isReported = label === null && value !== 'Klingon';
    expect(notesOf(run)).toEqual(isReported ? [`${field.path} option-unmatched`] : []);
  });

  it('what has no counterpart is listed with a count before any sync', async () => {
    for (const id of ['a', 'b', 'c']) {
      await putPerson(world, id);
      await putCase(world, id, id, {}, { practiceArea: id === 'c' ? 'family' : 'Maritime' });
    }
    const { values } = await world.crosswalks.of(firmId, integrationId, 'practice-area');
    expect(values.map(({ term, count, match }) => [term.label, count, match.is])).toEqual([
      ['Maritime', 2, 'unmatched'],
      ['family', 1, 'matched'],
    ]);
    const { items } = await world.checkLive.of(firmId, integrationId);
    expect(items).toEqual([
      expect.objectContaining({ code: 'options-unmatched', crosswalk: 'practice-area', count: 2 }),
    ]);
  });
});

describe('locked rows have crosswalks too', () => {
  it('the practice area goes by the table, and a changed table changes that field alone', async () => {
    const first = await syncMatter('m', { practiceArea: 'Divorce' });
    expect({ area: first.matter.practiceAreaId, notes: notesOf(first.run) }).toEqual({
      area: null,
      notes: ['practice_area option-unmatched'],
    });
    await put('practice_area', { table: [{ from: 'divorce', to: String(areaId('Family')) }] });
    const mark = clio.mark();
    const run = await world.press('m');
    expect({ area: matterOf(run).practiceAreaId, notes: notesOf(run) }).toEqual({ area: areaId('Family'), notes: [] });
    expect(clio.updatesSince(mark)).toMatchObject([{ custom: {}, standard: ['practice_area'] }]);
    expect((await world.press('m')).requests).toEqual(nothingAsked);
  });

  it('attorneys are found by e-mail before name, and asked about by their own crosswalk', async () => {
    await put('attorney', { policy: 'ask' });
    const { run, matter } = await syncMatter('m', {
      responsibleAttorney: { email: 'DESMOND.vane@hollisvane.example', name: 'Marian Hollis' },
      originatingAttorney: { email: 'sam@elsewhere.example', name: 'Sam Doe' },
    });
    expect(matter).toMatchObject({ responsibleAttorneyId: userId('Desmond Vane'), originatingAttorneyId: null });
    expect({ status: run.status, notes: notesOf(run) }).toEqual({
      status: 'needs-attention',
      notes: ['originating_attorney value-asked'],
    });
    const [question, ...more] = await world.questions('m');
    expect({ value: question?.value, more }).toEqual({ value: 'sam@elsewhere.example', more: [] });
    expect(question?.candidates).toContainEqual({
      targetRef: String(userId('Priya Okafor')),
      summary: 'Priya Okafor, priya.okafor@hollisvane.example',
    });
    const answered = await answer('m', 'link', String(userId('Priya Okafor')));
    expect(answered.status).toBe('succeeded');
    expect(matterOf(answered).originatingAttorneyId).toBe(userId('Priya Okafor'));
  });
});

describe('labels of relationships', () => {
  async function syncLabel(label: string) {
    await putPerson(world, 'p');
    await putPerson(world, 'q');
    await putCase(world, 'm', 'p');
    await putRelationship(world.desk, { firmId, matterId: 'm', id: 'r' }, { contactId: 'q', label });
    return world.press('m');
  }
  const descriptions = () => world.emulator.holdings().relationships.map(({ description }) => description);

  it('keep: are carried over as they are, unless the table says otherwise', async () => {
    await syncLabel('Ex-wife');
    expect(descriptions()).toEqual(['Ex-wife']);
    await put('label', { policy: 'keep', table: [{ from: 'EX-WIFE', to: 'Former spouse' }] });
    expect((await world.press('m')).requests.writes).toBe(1);
    expect(descriptions()).toEqual(['Former spouse']);
    await syncLabel('Friend');
    expect(descriptions()).toEqual(['Friend']);
  });

  it('default: take the fallback, and the run says so', async () => {
    await put('label', { policy: 'default', fallback: 'Other party' });
    const run = await syncLabel('Ex-wife');
    expect({ written: descriptions(), notes: notesOf(run) }).toEqual({
      written: ['Other party'],
      notes: ['label fallback-taken'],
    });
  });

  it('leave-empty: are left out, the tie is made all the same', async () => {
    await put('label', { policy: 'leave-empty' });
    const run = await syncLabel('Ex-wife');
    expect({ written: descriptions().map((text) => text ?? ''), status: run.status, notes: notesOf(run) }).toEqual({
      written: [''],
      status: 'succeeded',
      notes: ['label option-unmatched'],
    });
  });

  it.each([
    ['link', '  Former spouse ', 'Former spouse'],
    ['keep', undefined, 'Ex-wife'],
    ['leave', undefined, ''],
  ])(
    'ask: the answer %s %s is what is written, here and for the next of that label',
    async (choice, given, written) => {
      await put('label', { policy: 'ask' });
      const run = await syncLabel('Ex-wife');
      expect({ status: run.status, notes: notesOf(run) }).toEqual({
        status: 'needs-attention',
        notes: ['label value-asked'],
      });
      expect(await world.questions('m')).toEqual([
        expect.objectContaining({
          kind: 'relationship',
          field: 'label',
          value: 'Ex-wife',
          choices: ['keep', 'link', 'leave'],
        }),
      ]);
      expect((await answer('m', choice, given)).status).toBe('succeeded');
      expect(descriptions().map((text) => text ?? '')).toEqual([written]);
      const { table } = await world.crosswalks.of(firmId, integrationId, 'label');
      expect(table).toEqual([{ from: 'Ex-wife', to: choice === 'leave' ? null : written }]);
      await putPerson(world, 's');
      await putRelationship(world.desk, { firmId, matterId: 'm', id: 'r2' }, { contactId: 's', label: 'Ex-wife' });
      expect((await world.press('m')).status).toBe('succeeded');
      expect(descriptions().map((text) => text ?? '')).toEqual([written, written]);
      expect(await world.questions('m')).toEqual([]);
    },
  );

  it('ask: an answer without words is refused', async () => {
    await put('label', { policy: 'ask' });
    await syncLabel('Ex-wife');
    await expect(answer('m', 'link', '  ')).rejects.toMatchObject({ code: 'invalid-request' });
  });
});
