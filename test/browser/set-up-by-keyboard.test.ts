import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Site } from './support/site.ts';
import { openBrowser, Visitor } from './support/visitor.ts';

let site: Site;
let browser: Browser;
let visitor: Visitor;
let page: Page;

beforeAll(async () => {
  [site, browser] = await Promise.all([Site.open({ connected: false }), openBrowser()]);
  visitor = await Visitor.open(browser, site.url, { viewport: { width: 1280, height: 900 }, acceptDownloads: true });
  ({ page } = visitor);
  await visitor.signIn(site.key, '/sign-in?next=%2Fintegrations');
  await visitor.heading('Integrations');
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const dialog = () => page.getByRole('dialog');

/** Goes to the combobox, narrows it, and takes the first that is left. */
async function choose(name: string, typed: string): Promise<void> {
  await visitor.tabTo(name);
  await page.keyboard.type(typed);
  await page.keyboard.press('Enter');
}

async function setUp() {
  const { items } = (await site.api.get<{ items: { id: string }[] }>('/v1/integrations')).body;
  const path = `/v1/integrations/${items[0]?.id}`;
  return { path, setup: (await site.api.get<{ mappings: object[]; settings: object }>(`${path}/setup`)).body };
}

async function connectionStates(): Promise<string[]> {
  const { items } = (await site.api.get<{ items: { status: string }[] }>('/v1/connections')).body;
  return items.map(({ status }) => status);
}

/** Each step goes on where the one before it stopped; nobody touches a pointer. */
describe('setting up by keyboard alone', () => {
  it('connects by the redirect, verifies, and makes the integration', () =>
    visitor.watched(async () => {
      await page.getByText('Connecting adds to your Clio account:').waitFor();
      await visitor.press('Connect');
      await page.getByText('The system is connected').waitFor();
      await page.getByText('Connected', { exact: true }).waitFor();
      expect(await connectionStates()).toEqual(['connected']);
      await visitor.press('Verify');
      await page.getByText('the access holds').waitFor();
      expect(await visitor.focused()).toContain('Verify');
      await visitor.press('Carry matters from the intake to Clio');
      await page.getByRole('heading', { name: 'Field mappings' }).waitFor();
    }));

  it('chooses a policy, adds a mapping, edits it, and removes it', () =>
    visitor.watched(async () => {
      await visitor.press('Ask me (in Attention)', 'ArrowDown');
      await expect.poll(async () => (await setUp()).setup.settings).toMatchObject({ contactMatching: 'create' });
      await choose('From Intake', 'injur');
      await choose('To Clio', 'injur');
      await visitor.press('Add mapping');
      await page.getByText('Added: Injuries → Injuries.').waitFor();
      await visitor.press('Edit Injuries → Injuries');
      await visitor.entered(dialog());
      await visitor.press('Transforms and blank values');
      await visitor.press('A blank value erases what was written', 'Space');
      await visitor.press('Save');
      await dialog().waitFor({ state: 'hidden' });
      expect((await setUp()).setup.mappings).toMatchObject([{ eraseBlank: true }]);
      await visitor.press('Remove Injuries → Injuries');
      await visitor.entered(dialog());
      await visitor.press('Remove');
      await dialog().waitFor({ state: 'hidden' });
      expect((await setUp()).setup.mappings).toEqual([]);
      await expect.poll(() => visitor.focused()).toBe('Field mappings');
    }));

  it('matches a value of a crosswalk', () =>
    visitor.watched(async () => {
      await visitor.press('Match values of Practice areas');
      await visitor.entered(dialog());
      await choose('Intellectual Property becomes', 'employers');
      await page.getByText('No such choice.').waitFor();
      await page.keyboard.press('Control+A');
      await choose('Intellectual Property becomes', 'empl');
      await visitor.press('Save');
      await dialog().waitFor({ state: 'hidden' });
      await expect.poll(() => visitor.focused()).toContain('Match values');
      await page.getByText('None: every value has its place.').first().waitFor();
    }));

  it('takes the set-up out as a file, and in again', () =>
    visitor.watched(async () => {
      const [download] = await Promise.all([page.waitForEvent('download'), visitor.press('Export')]);
      const file = JSON.parse(await readFile(await download.path(), 'utf8'));
      const { path, setup } = await setUp();
      expect(file).toEqual(setup);
      await site.api.send('PATCH', `${path}/settings`, { conflicts: 'target' });
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), visitor.press('Import')]);
      await chooser.setFiles(await download.path());
      await visitor.entered(dialog());
      await visitor.press('Import');
      await dialog().waitFor({ state: 'hidden' });
      expect((await setUp()).setup).toEqual(setup);
    }));

  it('disconnects, and reconnects', () =>
    visitor.watched(async () => {
      await visitor.press('Integrations');
      await visitor.heading('Integrations');
      await page.getByText('Connected', { exact: true }).waitFor();
      await visitor.press('Disconnect');
      await visitor.entered(dialog());
      await visitor.press('Disconnect');
      await page.getByText('Disconnected', { exact: true }).waitFor();
      expect(await connectionStates()).toEqual(['disconnected']);
      await expect.poll(() => visitor.focused()).toBe('Lindqvist & Partners');
      await visitor.press('Reconnect');
      await page.getByText('Connected', { exact: true }).waitFor();
      expect(await connectionStates()).toEqual(['connected']);
    }));

  it('leaves', () =>
    visitor.watched(async () => {
      await visitor.press('Sign out');
      await page.getByRole('heading', { name: 'Sign in to Casebridge' }).waitFor();
      expect(await page.evaluate(`fetch('/v1/session').then(({ status }) => status)`)).toBe(401);
    }));
});
