import { readFile } from 'node:fs/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ClioFields } from '../support/clio-fields.ts';
import { Site } from './support/site.ts';
import { openBrowser, Visitor } from './support/visitor.ts';

interface Mapping {
  readonly id: string;
  readonly level: string;
  readonly targetField: string;
  readonly targetLabel: string;
  readonly locked: boolean;
}

let site: Site;
let browser: Browser;
let visitor: Visitor;
let page: Page;
let path: string;

beforeAll(async () => {
  [site, browser] = await Promise.all([Site.open({ connected: true }), openBrowser()]);
  path = `/v1/integrations/${site.integrationId}`;
  visitor = await Visitor.open(browser, site.url, { viewport: { width: 1280, height: 900 }, acceptDownloads: true });
  ({ page } = visitor);
  await visitor.signIn(site.key, `/sign-in?next=${encodeURIComponent(`/integrations/${site.integrationId}`)}`);
  await page.getByRole('heading', { name: 'Field mappings' }).waitFor();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const mappings = async () => (await site.api.get<{ items: Mapping[] }>(`${path}/mappings`)).body.items;
const table = (level: 'contacts' | 'matters') => page.getByRole('table', { name: `Field mappings of ${level}` });
const dialog = () => page.getByRole('dialog');

async function choose(within: Page | Locator, name: string, typed: string, option: string | RegExp): Promise<void> {
  const input = within.getByRole('combobox', { name, exact: true });
  await input.click();
  await input.fill(typed);
  await page.getByRole('option', { name: option }).click();
}

async function sync(matterId: string): Promise<void> {
  const { runId } = (await site.api.post<{ runId: string }>(`${path}/matters/${matterId}/sync`)).body;
  const isDone = async () =>
    !['queued', 'running'].includes((await site.api.get<{ status: string }>(`/v1/runs/${runId}`)).body.status);
  await vi.waitUntil(isDone, 30_000);
}

const matterInClio = (description: string) =>
  site.clio.holdings().matters.find((matter) => matter.description === description);

interface Attempt {
  readonly method: string;
  readonly to: string;
  readonly body?: object;
}

/** What the console of the signed-in page gets when it sends something past the page's controls. */
function fromTheConsole(attempts: readonly Attempt[]): Promise<string[]> {
  return page.evaluate(`(async () => {
    const { csrfToken } = await (await fetch('/v1/session')).json();
    const told = [];
    for (const { method, to, body } of ${JSON.stringify(attempts)}) {
      const headers = { 'X-CSRF-Token': csrfToken, ...(body && { 'Content-Type': 'application/json' }) };
      const answer = await fetch(to, { method, headers, ...(body && { body: JSON.stringify(body) }) });
      told.push([method, to, answer.status, (await answer.json()).code].join(' '));
    }
    return told;
  })()`);
}

describe('a mapping', () => {
  it('is tried and added by two drop-downs, and its value arrives', () =>
    visitor.watched(async () => {
      await page.getByRole('button', { name: 'Add mapping' }).click();
      await page.getByText('Choose both fields first.').waitFor();
      await choose(page, 'From Intake', 'claim', /Claim value money/);
      await choose(page, 'To Clio', 'claim', /Claim value money/);
      await page.getByText('Try it on a matter').click();
      await choose(page, 'Matter', 'ladder', 'Ævarsdóttir, ladder fall');
      const tried = page.getByRole('table', { name: 'What it would get' });
      await tried.getByRole('row', { name: 'Ævarsdóttir, ladder fall 48500.50 48500.50' }).waitFor();
      await page.getByRole('button', { name: 'Add mapping' }).click();
      await page.getByText('Added: Claim value → Claim value.').waitFor();
      await table('matters').getByRole('button', { name: 'Edit Claim value → Claim value' }).waitFor();
      await sync('aevarsdottir-injury');
      expect(matterInClio('Ævarsdóttir, ladder fall')?.customValues['Claim value']).toBe(48_500.5);
    }));

  it('offers no field that is filled, and only fields of the same level', () =>
    visitor.watched(async () => {
      await choose(page, 'From Intake', 'incident', /Incident date/);
      await page.getByRole('combobox', { name: 'To Clio' }).click();
      const offered = page.getByRole('listbox', { name: 'To Clio' }).getByRole('option');
      const names = await offered.allTextContents();
      expect(names).toContain('Incident datedate');
      for (const filled of ['Description', 'Open date', 'Claim value', 'First name', 'Needs an interpreter'])
        expect(names.filter((name) => name.startsWith(filled))).toEqual([]);
      await page.keyboard.press('Escape');
    }));

  it('of types that do not fit is refused with the reason, before it is added', () =>
    visitor.watched(async () => {
      await choose(page, 'To Clio', 'referred', /Referred by/);
      const told = page.getByRole('alert');
      await told.getByText('A date cannot become a contact').waitFor();
      expect(await told.textContent()).toContain('Choose');
    }));

  it('is edited: a template in place of the field', () =>
    visitor.watched(async () => {
      await choose(page, 'From Intake', 'stage', /Stage/);
      await choose(page, 'To Clio', 'client ref', /Client reference number/);
      await page.getByRole('button', { name: 'Add mapping' }).click();
      await page.getByRole('button', { name: 'Edit Stage → Client reference number' }).click();
      await dialog().getByText('Transforms and blank values').click();
      await dialog().getByRole('textbox', { name: 'Template' }).fill('Ref ');
      await choose(dialog(), 'Insert a field', 'number', /^Number/);
      await dialog().getByText('Reads: Ref ‹Number›').waitFor();
      expect(await visitor.violations()).toEqual([]);
      await dialog().getByRole('checkbox', { name: 'A blank value erases what was written' }).check();
      await dialog().getByRole('button', { name: 'Save' }).click();
      await dialog().waitFor({ state: 'hidden' });
      const row = table('matters').getByRole('row', { name: /^Stage.*Client reference number/ });
      await row.getByText('Template: Ref ‹Number›').waitFor();
      await row.getByText('A blank value erases what was written.').waitFor();
    }));

  it('is removed, after a word on what stays', () =>
    visitor.watched(async () => {
      await page.getByRole('button', { name: 'Remove Stage → Client reference number' }).click();
      await dialog().getByText('stays in Clio, as it is').waitFor();
      expect(await visitor.violations()).toEqual([]);
      await dialog().getByRole('button', { name: 'Remove' }).click();
      await dialog().waitFor({ state: 'hidden' });
      await page.getByRole('button', { name: 'Remove Stage → Client reference number' }).waitFor({ state: 'hidden' });
      expect((await mappings()).some(({ targetField }) => targetField === 'client_reference')).toBe(false);
    }));

  it('is added by keyboard alone', () =>
    visitor.watched(async () => {
      await visitor.tabTo('From Intake');
      await page.keyboard.type('injur');
      await page.keyboard.press('Enter');
      await visitor.tabTo('To Clio');
      await page.keyboard.type('injur');
      await page.keyboard.press('Enter');
      await visitor.tabTo('Add mapping');
      expect(await visitor.focusRing()).toMatch(/solid/);
      await page.keyboard.press('Enter');
      await page.getByText('Added: Injuries → Injuries.').waitFor();
    }));
});

describe('a locked row', () => {
  it('says that it is locked and why, and holds no control', () =>
    visitor.watched(async () => {
      for (const level of ['contacts', 'matters'] as const) {
        const locked = table(level).getByRole('row').filter({ hasText: 'Locked' });
        expect(await locked.count()).toBeGreaterThan(5);
        expect(await locked.locator('button, a, input, select, textarea, [tabindex]').count()).toBe(0);
        await table(level).getByText('Nobody can edit, remove or shadow them.').waitFor();
      }
    }));

  it('is out of reach of the console, too', () =>
    visitor.watched(async () => {
      const before = await mappings();
      const own = before.find(({ locked, level }) => !locked && level === 'matter');
      const attempts = before
        .filter(({ locked }) => locked)
        .flatMap(({ id, level, targetField }): Attempt[] => {
          const row = `${path}/mappings/${encodeURIComponent(id)}`;
          const sourceField = level === 'contact' ? 'job_title' : 'stage';
          const shadow = { level, sourceField, targetField };
          return [
            { method: 'PATCH', to: row, body: { sourceField } },
            { method: 'DELETE', to: row },
            { method: 'POST', to: `${path}/mappings`, body: shadow },
          ];
        });
      attempts.push({ method: 'PATCH', to: `${path}/mappings/${own?.id}`, body: { targetField: 'description' } });
      const refused = attempts.map(({ method, to }) => `${method} ${to} 409 mapping-locked`);
      expect(await fromTheConsole(attempts)).toEqual(refused);
      expect(await mappings()).toEqual(before);
    }));
});

describe('suggestions and checks', () => {
  it('a row whose field is gone is marked broken, and takes the one that is suggested', () =>
    visitor.watched(async () => {
      const clio = new ClioFields(site.clio);
      const field = await clio.define('matter', 'date', 'Date of loss');
      await page.getByRole('button', { name: 'Read the fields of Clio again' }).click();
      await page.getByText('Read just now.').waitFor();
      await choose(page, 'From Intake', 'statute', /Statute of limitations/);
      await choose(page, 'To Clio', 'loss', /Date of loss/);
      await page.getByRole('button', { name: 'Add mapping' }).click();
      await page.getByText('Added: Statute of limitations → Date of loss.').waitFor();
      await clio.remove(field);
      const twin = await clio.define('matter', 'date', 'Date of loss');
      await page.getByRole('button', { name: 'Check mappings' }).click();
      const row = table('matters').getByRole('row', { name: /Statute of limitations/ });
      await row.getByText('Broken:').waitFor();
      await row.getByText('Map to another field, or remove the mapping.').waitFor();
      expect(await visitor.violations()).toEqual([]);
      await row.getByRole('button', { name: 'Take “Date of loss” instead' }).click();
      await row.getByText('Broken:').waitFor({ state: 'hidden' });
      expect((await mappings()).map(({ targetField }) => targetField)).toContain(twin.path);
    }));

  it('a suggestion is accepted, and its row is there', () =>
    visitor.watched(async () => {
      const suggestions = page.getByRole('region', { name: 'Suggestions' });
      const accept = suggestions.getByRole('button', { name: 'Accept Preferred language → Preferred language' });
      await accept.click();
      await table('contacts').getByRole('button', { name: 'Edit Preferred language → Preferred language' }).waitFor();
      await accept.waitFor({ state: 'hidden' });
      await suggestions.getByRole('button', { name: /^Accept all/ }).click();
      await suggestions.waitFor({ state: 'hidden' });
      await table('matters').getByRole('button', { name: 'Edit Referred by → Referred by' }).waitFor();
      const own = (await mappings()).filter(({ locked }) => !locked).map(({ targetLabel }) => targetLabel);
      expect(own).toEqual(expect.arrayContaining(['Preferred language', 'Referred by', 'Title']));
    }));

  it('a check tells what it found beside what it concerns, and when', () =>
    visitor.watched(async () => {
      await page.getByRole('button', { name: 'Check mappings' }).click();
      await page.getByText(/^Checked .*: \d findings, told below where it belongs\.$/).waitFor();
      const areas = page.getByRole('table', { name: 'Crosswalks' }).getByRole('row', { name: /Practice areas/ });
      await areas.getByText('Match them in the crosswalk of the field.').waitFor();
      expect(await visitor.violations()).toEqual([]);
    }));
});

describe('a crosswalk', () => {
  it('matches what has no counterpart, and the matter gets it', () =>
    visitor.watched(async () => {
      await page.getByRole('button', { name: 'Match values of Practice areas' }).click();
      expect(await dialog().getByRole('row').nth(1).textContent()).toContain('Intellectual Property');
      await choose(dialog(), 'Intellectual Property becomes', 'empl', 'Employment');
      expect(await visitor.violations()).toEqual([]);
      // A session that ends meanwhile takes nothing of it away.
      await page.context().clearCookies();
      await dialog().getByRole('button', { name: 'Save' }).click();
      const signedOut = page.getByRole('dialog', { name: 'You are signed out' });
      await signedOut.getByLabel('Key', { exact: true }).fill(site.key);
      await signedOut.getByRole('button', { name: 'Sign in' }).click();
      await signedOut.waitFor({ state: 'hidden' });
      await dialog().getByRole('button', { name: 'Save' }).click();
      await dialog().waitFor({ state: 'hidden' });
      await page.getByText('None: every value has its place.').first().waitFor();
      await sync('kestrel-trademark');
      const { practiceAreas } = site.clio.holdings();
      const employment = practiceAreas.find(({ name }) => name === 'Employment');
      expect(matterInClio('KESTREL (word mark)')?.practiceAreaId).toBe(employment?.id);
    }));
});

describe('a set-up', () => {
  it('goes out as a file and comes in again, and what has no place is told first', () =>
    visitor.watched(async () => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Export' }).click(),
      ]);
      const setup = JSON.parse(await readFile(await download.path(), 'utf8'));
      const before = await mappings();
      setup.mappings[0].target = { path: 'custom:9', label: 'Unheard of', type: setup.mappings[0].target.type };
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        page.getByRole('button', { name: 'Import' }).click(),
      ]);
      await chooser.setFiles({
        name: 'set-up.json',
        mimeType: 'application/json',
        buffer: Buffer.from(JSON.stringify(setup)),
      });
      await dialog().getByText('Unheard of”: The target no longer has').waitFor();
      expect(await visitor.violations()).toEqual([]);
      expect(await mappings()).toEqual(before);
      await dialog().getByRole('button', { name: 'Import' }).click();
      await dialog().waitFor({ state: 'hidden' });
      const after = await mappings();
      expect(after).toHaveLength(before.length - 1);
      expect(after.filter(({ locked }) => locked)).toEqual(before.filter(({ locked }) => locked));
    }));
});
