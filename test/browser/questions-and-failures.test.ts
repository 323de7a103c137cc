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
  visitor = await Visitor.open(browser, site.url);
  ({ page } = visitor);
  await visitor.signIn(site.key);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

describe('being asked', () => {
  it('shows both sides, chooses nothing beforehand, and goes on with the answer', () =>
    visitor.watched(async () => {
      const { id } = site.clio.people.addContact({
        type: 'Person',
        first_name: 'Amelia',
        last_name: 'Ferreira',
        date_of_birth: '1987-11-05',
      });
      await visitor.openMatter(site.integrationId, 'standard');
      await page.getByRole('button', { name: 'Convert', exact: true }).click();
      await visitor.latestRun().getByText('Needs attention').waitFor();
      await page.getByRole('link', { name: 'answer in Attention' }).click();
      await visitor.heading('Attention');
      const question = page.getByRole('article').first();
      await question.getByText('In the intake: Ms. Amelia Rosa Ferreira').waitFor();
      expect(await question.getByRole('radio', { checked: true }).count()).toBe(0);
      await question.getByRole('button', { name: 'Decide' }).click();
      await question.getByText('Choose one of these first.').waitFor();
      await question.getByRole('radio', { name: /link the two/ }).check();
      await question.getByRole('button', { name: 'Decide' }).click();
      await page.getByText('Nothing waits for you.').waitFor();
      await page.getByRole('link', { name: 'Overview', exact: true }).click();
      await page.getByRole('link', { name: '0 Needs attention' }).waitFor();
      await visitor.openMatter(site.integrationId, 'standard');
      await visitor.latestRun().getByText('Succeeded').waitFor();
      const same = site.clio.holdings().contacts.filter(({ last_name: name }) => name === 'Ferreira');
      expect(same.map((contact) => contact.id)).toContain(id);
      expect(same).toHaveLength(2);
    }));
});

describe('when something breaks', () => {
  it('is told in words, with what to do, and goes on once that is done', () =>
    visitor.watched(async () => {
      const fault = site.loseAccess();
      await visitor.openMatter(site.integrationId, 'quill-partnership');
      await page.getByRole('button', { name: 'Sync to Clio' }).click();
      await visitor.latestRun().getByText('Failed').waitFor();
      await visitor
        .latestRun()
        .getByText(/Reconnect/)
        .waitFor();
      fault.remove();

      await page.getByRole('link', { name: 'Overview', exact: true }).click();
      await page.getByRole('link', { name: '1 Matters failed' }).click();
      await page.getByRole('row', { name: /Quill.*Failed/ }).waitFor();
      expect(await page.getByRole('table', { name: 'Matters' }).getByRole('row').count()).toBe(2);
      await page.getByRole('link', { name: 'Integrations', exact: true }).click();
      await page.getByText('Needs to be reconnected').waitFor();
      await page.getByRole('button', { name: 'Reconnect' }).click();
      await page.getByText('Connected', { exact: true }).waitFor();

      await page.getByRole('link', { name: 'Runs', exact: true }).click();
      await page.getByRole('combobox', { name: 'Status' }).click();
      await page.getByRole('option', { name: 'Failed' }).click();
      const failed = page.getByRole('row', { name: /Quill.*Failed/ });
      await failed.getByRole('link', { name: /^Sync,/ }).click();
      await page.getByRole('button', { name: 'Retry' }).first().click();
      await page.getByText('started by a retry').waitFor();
      // He has more phones than Clio takes.
      await page.getByText('Done in part').first().waitFor();
      expect(site.clio.holdings().matters.map(({ description }) => description)).toContain(
        'Quill partnership accounting',
      );
      await page.getByRole('link', { name: 'Overview', exact: true }).click();
      await page.getByRole('link', { name: '0 Matters failed' }).waitFor();
      await page.getByRole('link', { name: '1 Matters synced in part' }).waitFor();
    }));

  it('that only concerns one object is retried for that object', () =>
    visitor.watched(async () => {
      const fault = site.clio.faults.add({
        match: { method: 'POST', path: /\/notes/, times: 50 },
        kind: 'status-before',
        status: 422,
        body: { error: { type: 'ArgumentError', message: 'Detail is not acceptable today' } },
      });
      await visitor.openMatter(site.integrationId, 'nguyen-visa');
      await page.getByRole('button', { name: 'Sync to Clio' }).click();
      await visitor.latestRun().getByText('Done in part').waitFor();
      fault.remove();
      await visitor.latestRun().getByRole('link', { name: 'What this run did' }).click();
      await page
        .getByRole('button', { name: /^Retry ./ })
        .first()
        .click();
      await page.getByText('Succeeded', { exact: true }).waitFor();
      expect(site.clio.holdings().notes.map(({ subject }) => subject)).toContain('Giấy tờ');
    }));
});

describe('a restart of the server', () => {
  it('is survived: the page says so, keeps what was typed, and goes on by itself', () =>
    visitor.watched(async () => {
      await page.goto('/matters');
      await page.getByLabel('Search').fill('wang');
      await page.getByRole('link', { name: 'Wang closing, Lot 14' }).waitFor();
      await site.stopServer();
      await page.getByText('The connection to Casebridge was cut').waitFor();
      await site.startServer();
      await page.getByText('The connection to Casebridge was cut').waitFor({ state: 'hidden' });
      expect(await page.getByLabel('Search').inputValue()).toBe('wang');
      // The stream stands again: what a program does now is seen here without a touch.
      await site.api.post(`/v1/integrations/${site.integrationId}/matters/wang-closing/sync`);
      await page
        .getByRole('row', { name: /Wang closing/ })
        .getByText('Not synced')
        .waitFor({ state: 'hidden' });
      visitor.expectComplaint(/net::ERR_/);
    }));
});
