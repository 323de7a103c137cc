import type { Browser, Page, Route } from 'playwright-core';
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
  await visitor.signIn(site.key);
});
afterAll(async () => {
  await page?.unrouteAll({ behavior: 'ignoreErrors' });
  await browser?.close();
  await site?.close();
});

/** Answers as the server does when it turns something down. */
async function turnDown(path: string, method: string, status: number, code: string): Promise<void> {
  const body = JSON.stringify({
    type: 'about:blank',
    title: `Turned down: ${code}`,
    status,
    code,
    detail: '',
    action: '',
  });
  await page.route(path, (route: Route) =>
    route.request().method() === method
      ? route.fulfill({ status, contentType: 'application/problem+json', body })
      : route.continue(),
  );
}

describe('a plan that somebody was shown', () => {
  it('tells in the dialog why it could not be begun', () =>
    visitor.watched(async () => {
      await visitor.openMatter(site.integrationId, 'kestrel-trademark');
      await page.getByRole('button', { name: 'Preview' }).click();
      await turnDown('**/convert', 'POST', 404, 'not-found');
      await page.getByRole('button', { name: 'Convert as shown' }).click();
      await page.getByRole('dialog', { name: 'Preview' }).getByText('Turned down: not-found').waitFor();
      await page.unrouteAll();
      expect(site.clio.holdings().matters).toEqual([]);
    }));

  it('is not carried out once things have changed; the plan as it is now leads to a new preview', () =>
    visitor.watched(async () => {
      const contact = '/v1/intake/contacts/kestrel';
      await page.getByRole('dialog', { name: 'Preview' }).getByText('to create').waitFor();
      const { body } = await site.api.get<{ contactId: string }>('/v1/intake/matters/kestrel-trademark');
      const client = contact.replace('kestrel', encodeURIComponent(body.contactId));
      const { id: _id, version: _version, updatedAt: _at, ...known } = (await site.api.get(client)).body;
      await site.api.send('PUT', client, { ...known, companyName: 'Kestrel & Sons' });
      await page.getByRole('button', { name: 'Convert as shown' }).click();
      await visitor.latestRun().getByText('Things have changed since the preview').waitFor();
      await visitor.latestRun().getByRole('link', { name: 'What this run did' }).click();
      await page.getByRole('heading', { name: 'What it would do now' }).waitFor();
      await page.getByRole('listitem', { name: /Kestrel & Sons/ }).waitFor();
      expect(await page.getByRole('button', { name: /^Retry/ }).count()).toBe(0);
      await page.getByRole('link', { name: 'Go to the matter for a new preview' }).click();
      await visitor.heading('KESTREL (word mark)');
      expect(site.clio.holdings().matters).toEqual([]);
    }));
});

describe('an answer in Attention', () => {
  it('that came second says so, and an answer that counts leads to its run', () =>
    visitor.watched(async () => {
      site.clio.people.addContact({ type: 'Person', first_name: 'Amelia', last_name: 'Ferreira' });
      await visitor.openMatter(site.integrationId, 'standard');
      await page.getByRole('button', { name: 'Convert', exact: true }).click();
      await visitor.latestRun().getByText('Needs attention').waitFor();
      await page.getByRole('link', { name: 'answer in Attention' }).click();
      await turnDown('**/decide', 'POST', 409, 'already-decided');
      await page.getByRole('radio', { name: /^It is somebody or something else/ }).check();
      await page.getByRole('button', { name: 'Decide' }).click();
      await page.getByText('Somebody else was first').waitFor();
      expect(await visitor.focused()).toBe('Attention');
      await page.unrouteAll();
      await page.getByRole('button', { name: 'Decide' }).click();
      await page.getByText('Answered', { exact: true }).waitFor();
      await page.getByRole('link', { name: 'a sync acts on it' }).click();
      await page.getByText('Succeeded', { exact: true }).waitFor();
    }));

  it('is not said to be wanted by nobody while that is not known', () =>
    visitor.watched(async () => {
      await turnDown('**/attention?*', 'GET', 403, 'forbidden');
      await page.goto('/attention');
      await page.getByText('Turned down: forbidden').waitFor();
      expect(await page.getByText('Nothing waits for you.').count()).toBe(0);
      await page.goto('/');
      await page.getByRole('link', { name: 'Not known Needs attention' }).waitFor();
      await page.unrouteAll();
    }));
});

describe('access that was lost', () => {
  it('is what a verification says, in place of that it holds', () =>
    visitor.watched(async () => {
      const fault = site.loseAccess();
      await page.goto('/integrations');
      await page.getByRole('button', { name: 'Verify' }).click();
      await page.getByText('the access is lost. Press Reconnect.').waitFor();
      expect(await page.getByText('the access holds').count()).toBe(0);
      fault.remove();
      await page.getByRole('button', { name: 'Reconnect' }).click();
      await page.getByText('Connected', { exact: true }).waitFor();
    }));
});

describe('a connection that was begun and left', () => {
  it('says so, goes on where it was left, and can be removed', () =>
    visitor.watched(async () => {
      const wish = { system: 'clio', region: 'us', keyFields: true };
      await site.api.post('/v1/connections', wish);
      await page.goto('/integrations');
      const begun = page.getByRole('article').filter({ hasText: 'Not finished' });
      await begun.getByRole('button', { name: 'Go on connecting' }).click();
      // It is the account that is connected already.
      await page.getByText('That account is connected already').waitFor();
      await begun.getByRole('button', { name: 'Remove' }).click();
      await begun.waitFor({ state: 'hidden' });
      const { items } = (await site.api.get<{ items: { status: string }[] }>('/v1/connections')).body;
      expect(items.map(({ status }) => status)).toEqual(['connected']);
    }));
});

describe('a session', () => {
  it('that ended while the server was away is renewed over the page, which keeps what was typed', () =>
    visitor.watched(async () => {
      await page.goto(`/integrations/${site.integrationId}`);
      await page
        .getByRole('button', { name: 'Edit' })
        .or(page.getByRole('button', { name: 'Add mapping' }))
        .waitFor();
      await page.getByText('Transforms and blank values').click();
      await page.getByLabel('A blank value erases what was written').check();
      await site.stopServer();
      await page.context().clearCookies();
      await site.startServer();
      const signedOut = page.getByRole('dialog', { name: 'You are signed out' });
      await signedOut.getByLabel('Key', { exact: true }).fill(site.key);
      await page.keyboard.press('Escape');
      await signedOut.getByRole('button', { name: 'Sign in' }).click();
      await signedOut.waitFor({ state: 'hidden' });
      expect(await page.getByLabel('A blank value erases what was written').isChecked()).toBe(true);
      visitor.expectComplaint(/net::ERR_/);
    }));

  it('that could not be ended is said to go on', () =>
    visitor.watched(async () => {
      await turnDown('**/v1/session', 'DELETE', 503, 'unavailable');
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByRole('dialog', { name: 'You are still signed in' }).waitFor();
      expect(await page.evaluate(`fetch('/v1/session').then(({ status }) => status)`)).toBe(200);
      await page.unrouteAll();
      await page.keyboard.press('Escape');
      visitor.expectComplaint(/503/);
    }));
});
