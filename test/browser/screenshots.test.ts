import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folder, size, sizeOfPng, take } from './support/pictures.ts';
import { Site } from './support/site.ts';
import { stillMoments } from './support/still-moments.ts';
import { openBrowser, Visitor } from './support/visitor.ts';

let site: Site;
let browser: Browser;
let visitor: Visitor;
let page: Page;

beforeAll(async () => {
  [site, browser] = await Promise.all([Site.open({ connected: true }), openBrowser()]);
  visitor = await Visitor.open(browser, site.url, {
    viewport: size,
    deviceScaleFactor: 1,
    locale: 'en-US',
    timezoneId: 'UTC',
    colorScheme: 'light',
  });
  ({ page } = visitor);
  await stillMoments(page);
  await visitor.signIn(site.key);
});
afterAll(async () => {
  // What is still on its way when the browser goes would be an error of nobody's.
  await page?.unrouteAll({ behavior: 'ignoreErrors' });
  await browser?.close();
  await site?.close();
});

/** In this order: what is shown of a matter depends on what was done with it. */
describe('the pages of the README', () => {
  it('the integration', () =>
    visitor.watched(async () => {
      await page.goto(`/integrations/${site.integrationId}`);
      await visitor.heading('Intake → Clio');
      await page.getByRole('heading', { name: 'Field mappings' }).waitFor();
      await page.getByRole('switch', { name: 'Matter Note Sync Enabled', checked: true }).waitFor();
      expect(await page.getByRole('switch', { checked: true }).count()).toBe(4);
      await take(page, 'integration.png');
    }));

  it('the preview of a conversion', () =>
    visitor.watched(async () => {
      await visitor.openMatter(site.integrationId, 'standard');
      await page.getByRole('button', { name: 'Preview' }).click();
      await page.getByRole('button', { name: 'Convert as shown' }).waitFor();
      expect(await page.getByRole('dialog', { name: 'Preview' }).textContent()).toContain('19 to create');
      await take(page, 'preview.png');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    }));

  it('the matter once it is converted', () =>
    visitor.watched(async () => {
      await page.getByRole('button', { name: 'Convert', exact: true }).click();
      await visitor.latestRun().getByText('Succeeded').waitFor();
      await page
        .getByRole('region', { name: 'Matter', exact: true })
        .getByRole('link', { name: 'Open in Clio' })
        .waitFor();
      expect(await visitor.latestRun().textContent()).toContain('19 done.');
      await page.getByText('Synced', { exact: true }).waitFor();
      await page.getByRole('button', { name: 'Resync' }).waitFor();
      await take(page, 'matter.png');
    }));

  it('a question', () =>
    visitor.watched(async () => {
      site.clio.people.addContact({
        type: 'Person',
        first_name: 'Ingrid',
        last_name: 'Halvorsen',
        date_of_birth: '1984-02-29',
      });
      await visitor.openMatter(site.integrationId, 'halvorsen-divorce');
      await page.getByRole('button', { name: 'Convert', exact: true }).click();
      await visitor.latestRun().getByText('Needs attention').waitFor();
      await page.getByRole('link', { name: 'answer in Attention' }).click();
      await page.getByRole('button', { name: 'Decide' }).first().waitFor();
      expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
      await take(page, 'question.png');
    }));
});

describe.each(['integration.png', 'preview.png', 'matter.png', 'question.png'])('docs/screenshots/%s', (name) => {
  it('is a small picture of that size, and the README leads to it', async () => {
    const bytes = await readFile(join(folder, name));
    expect(sizeOfPng(bytes)).toEqual(size);
    expect(bytes.length).toBeLessThan(200_000);
    expect(await readFile(resolve(folder, '../../README.md'), 'utf8')).toContain(`(docs/screenshots/${name})`);
  });
});
