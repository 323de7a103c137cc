import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openClient } from './client.fixture.ts';
import type { Client } from './client.fixture.ts';

let clio: Client;
beforeEach(async () => {
  clio = await openClient();
});
afterEach(() => clio.emulator.close());

describe('matters', () => {
  it('need a client and a description', async () => {
    const client = { id: await clio.person() };
    for (const body of [
      { client },
      { description: 'x' },
      { client: { id: 1 }, description: 'x' },
      { client: { id: null }, description: 'x' },
    ]) {
      expect((await clio.post('/matters.json', body)).status).toBe(422);
    }
    expect(clio.emulator.holdings().matters).toEqual([]);
  });

  it('take the status in lower case, show it with a capital, and are open unless told', async () => {
    const id = await clio.matter();
    expect((await clio.get(`/matters/${id}?fields=status`)).body.data.status).toBe('Open');
    expect((await clio.patch(`/matters/${id}`, { status: 'Closed' })).status).toBe(422);
    const closed = await clio.patch(`/matters/${id}?fields=status,close_date`, { status: 'closed' });
    expect(closed.body.data).toEqual({ status: 'Closed', close_date: '2026-03-02' });
  });

  it('refuse a stage outside their practice area, and drop it when the area changes', async () => {
    const { practiceAreas, stages } = clio.emulator.holdings();
    const [estate, family] = practiceAreas;
    const stageOf = (area: { id: number } | undefined) => stages.find((stage) => stage.practiceAreaId === area?.id);
    const id = await clio.matter({ practice_area: { id: estate?.id } });
    expect((await clio.patch(`/matters/${id}`, { matter_stage: { id: stageOf(family)?.id } })).status).toBe(422);
    const fits = await clio.patch(`/matters/${id}?fields=matter_stage{name}`, {
      matter_stage: { id: stageOf(estate)?.id },
    });
    expect(fits.body.data.matter_stage.name).toBe('Intake');
    const moved = await clio.patch(`/matters/${id}?fields=matter_stage{name},practice_area{name}`, {
      practice_area: { id: family?.id },
    });
    expect(moved.body.data).toEqual({ matter_stage: null, practice_area: { name: 'Family' } });
    const listed = await clio.get(`/matter_stages.json?practice_area_id=${family?.id}&fields=name,practice_area_id`);
    expect(listed.body.data[0]).toEqual({ name: 'Consultation', practice_area_id: String(family?.id) });
  });

  it('number themselves unless the firm numbers by hand', async () => {
    const automatic = await clio.get(
      `/matters/${await clio.matter({ display_number: 'MINE-1' })}?fields=display_number,number`,
    );
    expect(automatic.body.data).toEqual({ display_number: '00001-Ruiz', number: 1 });
    clio.emulator.settings.manualNumbering = true;
    const manual = await clio.get(`/matters/${await clio.matter({ display_number: 'MINE-1' })}?fields=display_number`);
    expect(manual.body.data.display_number).toBe('MINE-1');
  });

  it('take no null and nobody who left as attorney', async () => {
    const [, attorney] = clio.emulator.holdings().users;
    const id = await clio.matter({ responsible_attorney: { id: attorney?.id } });
    expect((await clio.patch(`/matters/${id}`, { responsible_attorney: { id: null } })).status).toBe(422);
    clio.emulator.people.disableUser(attorney?.id ?? 0);
    expect((await clio.patch(`/matters/${id}`, { originating_attorney: { id: attorney?.id } })).status).toBe(422);
  });

  it('are found by exact filters', async () => {
    const [one, two] = [await clio.matter(), await clio.matter({ status: 'pending', open_date: '2025-01-05' })];
    const client = clio.emulator.holdings().matters[1]?.clientId;
    const ids = async (query: string): Promise<number[]> =>
      (await clio.get(`/matters.json?${query}`)).body.data.map((row: { id: number }) => row.id);
    expect(await ids(`client_id=${client}`)).toEqual([two]);
    expect(await ids('status=open,closed')).toEqual([one]);
    expect(await ids('open_date[]=>=2025-01-05&open_date[]=<2025-02-01')).toEqual([two]);
    expect(await ids(`ids[]=${one}&ids[]=${two}`)).toEqual([one, two]);
    expect((await clio.get('/matters.json?client_id=abc')).status).toBe(400);
  });

  it('have a root folder from birth, whose children report a folder as parent', async () => {
    const id = await clio.matter();
    const folder = (await clio.get(`/matters/${id}?fields=folder{id,root}`)).body.data.folder;
    expect(folder.root).toBe(true);
    const child = await clio.post('/folders.json?fields=parent{id,type}', {
      name: 'Letters',
      parent: { id, type: 'Matter' },
    });
    expect(child.body.data.parent).toEqual({ id: folder.id, type: 'Folder' });
    expect((await clio.call('DELETE', `/folders/${folder.id}`)).body.error.type).toBe('DeleteFailed');
  });
});

describe('notes', () => {
  it('are listed by a type in lower case only, and written with a capital only', async () => {
    const matter = await clio.matter();
    const note = { matter: { id: matter }, subject: 'Call', detail: 'spoke' };
    expect((await clio.post('/notes.json', { ...note, type: 'matter' })).status).toBe(422);
    expect((await clio.post('/notes.json', { ...note, type: 'Contact' })).status).toBe(422);
    expect((await clio.post('/notes.json', { ...note, type: 'Matter' })).status).toBe(201);
    expect((await clio.get(`/notes.json?matter_id=${matter}`)).status).toBe(422);
    expect((await clio.get(`/notes.json?type=Matter&matter_id=${matter}`)).status).toBe(422);
    const list = await clio.get(`/notes.json?type=matter&matter_id=${matter}&fields=type,subject,date,author{name}`);
    expect(list.body.data).toEqual([
      { type: 'Matter', subject: 'Call', date: '2026-03-02', author: { name: 'Marian Hollis' } },
    ]);
  });

  it('cannot be moved to another matter', async () => {
    const [matter, other] = [await clio.matter(), await clio.matter()];
    const { id } = (await clio.post('/notes.json', { type: 'Matter', matter: { id: matter }, detail: 'x' })).body.data;
    const patched = await clio.patch(`/notes/${id}?fields=matter{id},detail`, { matter: { id: other }, detail: 'y' });
    expect(patched.body.data).toEqual({ matter: { id: matter }, detail: 'y' });
  });

  it('lose HTML outside the allowed tags only when they are rich', async () => {
    const matter = { id: await clio.matter() };
    const detail = '<p onclick="x" >Hi <script>alert(1)</script><a href="https://x.test" class="y">l</a></p>';
    const rich = await clio.post('/notes.json?fields=detail', {
      type: 'Matter',
      matter,
      detail,
      detail_text_type: 'rich_text',
    });
    expect(rich.body.data.detail).toBe('<p>Hi alert(1)<a href="https://x.test">l</a></p>');
    expect((await clio.post('/notes.json?fields=detail', { type: 'Matter', matter, detail })).body.data.detail).toBe(
      detail,
    );
  });
});
