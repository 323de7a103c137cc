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
  visitor = await Visitor.open(browser, site.url);
  ({ page } = visitor);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** Each step goes on where the one before it stopped, as a newcomer does. */
describe('from the first visit to the first matter', () => {
  it('the overview says where to begin', () =>
    visitor.watched(async () => {
      await visitor.signIn(site.key);
      await page.getByRole('heading', { name: 'First, connect your case management' }).waitFor();
      await page.getByRole('link', { name: 'Go to Integrations' }).click();
      await visitor.heading('Integrations');
      expect(await page.title()).toBe('Integrations · Casebridge');
    }));

  it('connects to Clio by the redirect, told beforehand what is added there', () =>
    visitor.watched(async () => {
      await page.getByText('Connecting adds to your Clio account:').waitFor();
      expect(await page.getByRole('listitem').filter({ hasText: 'A custom text field' }).count()).toBe(2);
      await page.getByRole('button', { name: 'Connect', exact: true }).click();
      await page.getByText('The system is connected').waitFor();
      const account = page.getByRole('article', { name: 'Lindqvist & Partners' });
      expect(await account.textContent()).toContain('as Hanna Lindqvist');
      await account.getByRole('button', { name: 'Verify' }).click();
      await account.getByText('the access holds').waitFor();
    }));

  it('makes the integration in one step and turns the toggles on', () =>
    visitor.watched(async () => {
      await page.getByRole('button', { name: 'Carry matters from the intake to Clio' }).click();
      await page.getByRole('heading', { name: 'Field mappings' }).waitFor();
      expect(await page.getByRole('switch', { name: 'Matter Conversion Sync Enabled' }).isChecked()).toBe(true);
      for (const kind of ['Document', 'Note', 'Relationship']) {
        const toggle = page.getByRole('switch', { name: `Matter ${kind} Sync Enabled` });
        expect(await toggle.isChecked()).toBe(false);
        await toggle.click();
        await page.getByRole('switch', { name: `Matter ${kind} Sync Enabled`, checked: true }).waitFor();
      }
      await page.reload();
      await page.getByRole('switch', { name: 'Matter Relationship Sync Enabled', checked: true }).waitFor();
      const { items } = (await site.api.get<{ items: { settings: object }[] }>('/v1/integrations')).body;
      expect(items[0]?.settings).toMatchObject({ matterNoteSync: true, matterDocumentSync: true });
    }));

  it('shows the locked mappings as locked, and offers nothing to change them', () =>
    visitor.watched(async () => {
      const rows = page.getByRole('table', { name: 'Field mappings of contacts' }).getByRole('row');
      const email = rows.filter({ hasText: 'E-mail addresses' });
      expect(await email.textContent()).toContain('Locked');
      expect(await rows.getByRole('button').count()).toBe(0);
      // Whatever the console tries, the server refuses.
      const status: number = await page.evaluate(`(async () => {
        const { items: [{ id }] } = await (await fetch('/v1/integrations')).json();
        const { csrfToken } = await (await fetch('/v1/session')).json();
        const path = '/v1/integrations/' + id + '/mappings/' + encodeURIComponent('locked:contact:first_name');
        return (await fetch(path, { method: 'DELETE', headers: { 'X-CSRF-Token': csrfToken } })).status;
      })()`);
      expect(status).toBe(409);
      visitor.expectComplaint(/409/);
    }));

  it('previews the conversion, object by object and field by field', () =>
    visitor.watched(async () => {
      await page.getByRole('link', { name: 'Matters', exact: true }).click();
      await page.getByRole('link', { name: 'Ferreira v. Northgate Mutual' }).click();
      await visitor.heading('Ferreira v. Northgate Mutual');
      for (const part of ['Files', 'Notes', 'Relationships'])
        await page.getByRole('heading', { name: part, exact: true }).waitFor();
      const received = site.clio.holdings().matters.length;
      await page.getByRole('button', { name: 'Preview' }).click();
      const dialog = page.getByRole('dialog', { name: 'Preview' });
      await dialog.getByText('19 objects. 19 to create. It takes 23 writes and 4 transfers.').waitFor();
      const name = dialog.getByRole('table', { name: 'Fields of Ms. Amelia Rosa Ferreira' }).getByRole('row');
      expect(await name.filter({ hasText: 'Last name' }).textContent()).toBe(
        'Last name–FerreiraNew there. Basic field, from “Last name”.',
      );
      expect(site.clio.holdings().matters.length).toBe(received);
    }));

  it('converts what was shown, and tells how it comes along and what came of it', () =>
    visitor.watched(async () => {
      await page.getByRole('button', { name: 'Convert as shown' }).click();
      await visitor.latestRun().getByText('Succeeded').waitFor();
      await visitor.latestRun().getByText('19 done.').waitFor();
      expect(await visitor.latestRun().textContent()).toContain('23 writes, 4 transfers.');
      const { contacts, matters, documents } = site.clio.holdings();
      expect([contacts.length, matters.length, documents.length]).toEqual([5, 1, 4]);
      await page.getByRole('button', { name: 'Convert', exact: true }).waitFor({ state: 'hidden' });
      const link = page
        .getByRole('region', { name: 'Matter', exact: true })
        .getByRole('link', { name: 'Open in Clio' });
      expect(await link.getAttribute('href')).toContain(site.clio.origin);
    }));

  it('opens the emulated Clio at that matter', () =>
    visitor.watched(async () => {
      const opened = page.waitForEvent('popup');
      await page
        .getByRole('region', { name: 'Matter', exact: true })
        .getByRole('link', { name: 'Open in Clio' })
        .click();
      const clio = await opened;
      const matter = clio.locator('article:target');
      await matter.getByRole('heading', { name: 'Ferreira v. Northgate Mutual' }).waitFor();
      await matter.getByText('Engagement letter.pdf').waitFor();
      for (const colorScheme of ['light', 'dark'] as const) {
        await clio.emulateMedia({ colorScheme });
        expect(await visitor.violations(clio)).toEqual([]);
      }
      await clio.close();
    }));

  it('resyncs, and nothing is sent', () =>
    visitor.watched(async () => {
      const before = site.clio.log.length;
      await page.getByRole('button', { name: 'Resync' }).click();
      await visitor.latestRun().getByText('Nothing had changed. Nothing was sent.').waitFor();
      expect(site.clio.log.length).toBe(before);
    }));

  it('shows the run as a timeline that answers what and why', () =>
    visitor.watched(async () => {
      await page.getByRole('link', { name: 'Runs', exact: true }).click();
      await visitor.heading('Runs');
      await page.getByRole('link', { name: /^Conversion,/ }).click();
      const matter = page.getByRole('listitem', { name: 'Matter Ferreira v. Northgate Mutual' });
      await matter.waitFor();
      expect(await matter.textContent()).toMatch(/Done.*Create\..*Open in Clio/);
      const client = page.getByRole('listitem', { name: 'Contact Ms. Amelia Rosa Ferreira' });
      expect(await client.textContent()).toMatch(/Wrote: .*First name, .*Last name, .*E-mail addresses.*\./);
    }));

  it('reconciles from the overview, and what changed since is there', () =>
    visitor.watched(async () => {
      await page.getByRole('link', { name: 'Overview', exact: true }).click();
      await page.getByText('Not yet.').waitFor();
      await page.getByRole('button', { name: 'Reconcile now' }).click();
      await page.getByText(/: (\d+) of \1 matters done\.$/).waitFor();
      expect(site.clio.holdings().matters.length).toBeGreaterThan(1);
    }));

  it('disconnects, after saying what that does', () =>
    visitor.watched(async () => {
      await page.getByRole('link', { name: 'Integrations', exact: true }).click();
      await page.getByRole('button', { name: 'Disconnect' }).click();
      const dialog = page.getByRole('dialog', { name: 'Disconnect Lindqvist & Partners?' });
      expect(await dialog.textContent()).toContain('Everything that is in Clio stays there');
      await dialog.getByRole('button', { name: 'Disconnect' }).click();
      await page.getByText('Disconnected', { exact: true }).waitFor();
      await page.getByRole('button', { name: 'Reconnect' }).click();
      await page.getByText('Connected', { exact: true }).waitFor();
    }));
});
