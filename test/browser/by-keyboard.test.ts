import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Site } from './support/site.ts';
import { openBrowser, Visitor } from './support/visitor.ts';

let site: Site;
let browser: Browser;
let visitor: Visitor;
let page: Page;

beforeAll(async () => {
  [site, browser] = await Promise.all([Site.open({ connected: true }), openBrowser()]);
  visitor = await Visitor.open(browser, site.url, { viewport: { width: 1280, height: 900 } });
  ({ page } = visitor);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

async function goToMatter(title: string): Promise<void> {
  await visitor.press('Matters');
  await page.getByRole('link', { name: title }).waitFor();
  await visitor.press(title);
  await visitor.heading(title);
  await page.getByRole('button', { name: 'Preview' }).waitFor();
}

/** Nobody touches a pointer here, and wherever the focus goes it must be seen. */
describe('by keyboard alone', () => {
  it('signs in, skips to the content, goes to a matter, previews it, and leaves the dialog', async () => {
    await visitor.watched(async () => {
      await page.goto('/sign-in?next=%2Fmatters');
      await visitor.tabTo('Key');
      await page.keyboard.type(site.key);
      await page.keyboard.press('Enter');
      await visitor.heading('Matters');
      await page.getByRole('link', { name: 'Wang closing, Lot 14' }).waitFor();
      await visitor.tabTo('Skip to the content');
      await page.keyboard.press('Enter');
      await visitor.tabTo('Wang closing, Lot 14');
      expect(await visitor.focusRing()).toMatch(/solid/);
      await page.keyboard.press('Enter');
      await visitor.heading('Wang closing, Lot 14');
      await page.getByRole('button', { name: 'Preview' }).waitFor();
      await visitor.tabTo('Preview');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Sync as shown' }).waitFor();
      await visitor.tabTo('Sync as shown');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await expect.poll(() => visitor.focused()).toContain('Preview');
    });
  });

  it('turns a switch off and on', () =>
    visitor.watched(async () => {
      await visitor.press('Integrations');
      await page.getByRole('link', { name: 'Intake → Clio' }).waitFor();
      await visitor.press('Intake → Clio');
      const toggle = (checked: boolean) => page.getByRole('switch', { name: 'Matter Note Sync Enabled', checked });
      await toggle(true).waitFor();
      await visitor.press('Matter Note Sync Enabled', 'Space');
      await toggle(false).waitFor();
      await visitor.press('Matter Note Sync Enabled', 'Space');
      await toggle(true).waitFor();
      const { items } = (await site.api.get<{ items: { settings: object }[] }>('/v1/integrations')).body;
      expect(items[0]?.settings).toMatchObject({ matterNoteSync: true });
    }));

  it('converts what the preview showed, is asked, and answers', () =>
    visitor.watched(async () => {
      const known = { first_name: 'Amelia', last_name: 'Ferreira', date_of_birth: '1987-11-05' };
      const { id } = site.clio.people.addContact({ type: 'Person', ...known });
      await goToMatter('Ferreira v. Northgate Mutual');
      await visitor.press('Preview');
      await page.getByRole('button', { name: 'Convert as shown' }).waitFor();
      await visitor.press('Convert as shown');
      await visitor.latestRun().getByText('Needs attention').waitFor();
      await page.getByRole('link', { name: 'answer in Attention' }).waitFor();
      await visitor.press('answer in Attention');
      await visitor.heading('Attention');
      await page.getByText('In the intake: Ms. Amelia Rosa Ferreira').waitFor();
      await visitor.press('It is the one in Clio', 'Space');
      await visitor.press('Decide');
      await page.getByText('Nothing waits for you.').waitFor();
      await goToMatter('Ferreira v. Northgate Mutual');
      await visitor.latestRun().getByText('Succeeded').waitFor();
      const same = site.clio.holdings().contacts.filter(({ last_name: name }) => name === 'Ferreira');
      expect(same.map((contact) => contact.id)).toContain(id);
    }));

  it('retries what went wrong', () =>
    visitor.watched(async () => {
      const fault = site.clio.faults.add({
        match: { method: 'POST', path: /\/notes/, times: 50 },
        kind: 'status-before',
        status: 422,
        body: { error: { type: 'ArgumentError', message: 'Detail is not acceptable today' } },
      });
      await goToMatter('Visa — Nguyễn Thị Minh Khai');
      await visitor.press('Sync to Clio');
      await visitor.latestRun().getByText('Done in part').waitFor();
      fault.remove();
      await visitor.press('What this run did');
      await page.getByRole('button', { name: 'Retry', exact: true }).waitFor();
      await visitor.press('Retry');
      await page.getByText('Succeeded', { exact: true }).waitFor();
      expect(site.clio.holdings().notes.map(({ subject }) => subject)).toContain('Giấy tờ');
    }));
});
