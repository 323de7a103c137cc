import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Site } from './support/site.ts';
import { openBrowser, Visitor } from './support/visitor.ts';

let site: Site;
let browser: Browser;
let runId: string;

beforeAll(async () => {
  [site, browser] = await Promise.all([Site.open({ connected: true }), openBrowser()]);
  site.clio.people.addContact({
    type: 'Person',
    first_name: 'Amelia',
    last_name: 'Ferreira',
    date_of_birth: '1987-11-05',
  });
  const matter = `/v1/integrations/${site.integrationId}/matters/standard`;
  ({ runId } = (await site.api.post<{ runId: string }>(`${matter}/convert`)).body);
  await vi.waitUntil(
    async () => (await site.api.get<{ status: string }>(`/v1/runs/${runId}`)).body.status === 'needs-attention',
    30_000,
  );
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** Each page, with what is on it when it has loaded. */
const pages = (): readonly (readonly [path: string, loaded: string])[] => [
  ['/', 'Needs attention'],
  ['/integrations', 'Hanna Lindqvist'],
  [`/integrations/${site.integrationId}`, 'E-mail addresses'],
  ['/matters', 'Ferreira v. Northgate Mutual'],
  [`/matters/${site.integrationId}/standard`, 'Engagement letter.pdf'],
  ['/attention', 'In the intake: Ms. Amelia Rosa Ferreira'],
  ['/runs', 'Conversion,'],
  [`/runs/${runId}`, 'Contact: Ms. Amelia Rosa Ferreira'],
];

const desktop = { width: 1280, height: 900 };

const manners: readonly (readonly [string, BrowserContextOptions])[] = [
  ['in the light', { viewport: desktop }],
  ['in the dark', { viewport: desktop, colorScheme: 'dark' }],
  ['on a phone', { viewport: { width: 390, height: 844 }, hasTouch: true }],
  // What a window of 1280 shows when it is enlarged to twice its size.
  ['at 200 % in the dark', { viewport: { width: 640, height: 450 }, colorScheme: 'dark', deviceScaleFactor: 2 }],
];

describe.each(manners)('%s', (_manner, options) => {
  it('every page is whole: nothing for axe to find, nothing to scroll sideways', async () => {
    const visitor = await Visitor.open(browser, site.url, options);
    await visitor.watched(async () => {
      const { page } = visitor;
      await page.goto('/sign-in');
      await page.getByLabel('Key', { exact: true }).waitFor();
      expect(await visitor.violations()).toEqual([]);
      await visitor.signIn(site.key);
      for (const [path, loaded] of pages()) {
        await visitor.follow(path);
        await page.getByText(loaded).first().waitFor();
        expect([path, ...(await visitor.violations())]).toEqual([path]);
        expect([path, await visitor.sidewaysPixels()]).toEqual([path, 0]);
      }
      await visitor.follow(`/matters/${site.integrationId}/wang-closing`);
      await page.getByRole('button', { name: 'Preview' }).click();
      await page.getByRole('button', { name: 'Sync as shown' }).waitFor();
      expect(await visitor.violations()).toEqual([]);
      expect(await visitor.sidewaysPixels()).toBe(0);
    });
  });
});
