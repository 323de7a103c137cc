import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Site } from './support/site.ts';
import { openBrowser, Visitor } from './support/visitor.ts';

let site: Site;
let browser: Browser;

beforeAll(async () => {
  [site, browser] = await Promise.all([Site.open({ connected: true }), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

async function visited(work: (visitor: Visitor) => Promise<void>): Promise<void> {
  const visitor = await Visitor.open(browser, site.url);
  await visitor.watched(() => work(visitor));
}

describe('signing in', () => {
  it('exchanges the key, keeps it nowhere, and goes on to the page that was asked for', () =>
    visited(async (visitor) => {
      const { page } = visitor;
      await page.goto('/runs');
      await page.getByLabel('Key', { exact: true }).fill(site.key);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await visitor.heading('Runs');
      const kept: string = await page.evaluate('JSON.stringify([localStorage, sessionStorage, document.cookie])');
      expect(kept).not.toContain(site.key);
      expect(kept).not.toContain('casebridge_session');
      await page.reload();
      await visitor.heading('Runs');
    }));

  it('says what is wrong with a key, and what to do', () =>
    visited(async ({ page }) => {
      await page.goto('/sign-in');
      await page.getByLabel('Key', { exact: true }).fill('cb_nobody');
      await page.getByRole('button', { name: 'Sign in' }).click();
      const told = page.getByRole('alert');
      await told.waitFor();
      expect(await told.textContent()).toContain('This key is not known');
      expect(await told.textContent()).toContain('Check that the whole key was copied');
    }));

  it('works by a link, once, and takes the ticket out of the address', () =>
    visited(async (visitor) => {
      const { page } = visitor;
      const { url } = (await site.api.post<{ url: string }>('/v1/session/tickets')).body;
      await page.goto(url);
      await visitor.heading('Overview');
      expect(page.url()).toBe(`${site.url}/`);
      await page.goBack().catch(() => null);
      expect(page.url()).not.toContain('ticket');

      const other = await Visitor.open(browser, site.url);
      await other.page.goto(url);
      await other.page.getByRole('alert').waitFor();
      expect(await other.page.getByRole('alert').textContent()).toContain('This link has been used or is too old');
      expect(await other.page.getByLabel('Key', { exact: true }).isVisible()).toBe(true);
      await other.close();
    }));

  it('does not lead to another site', () =>
    visited(async (visitor) => {
      await visitor.signIn(site.key, '/sign-in?next=https%3A%2F%2Felsewhere.test%2F');
      expect(visitor.page.url()).toBe(`${site.url}/`);
    }));
});

describe('a session', () => {
  it('that ended is renewed over the page, with what was typed', () =>
    visited(async (visitor) => {
      const { page } = visitor;
      await visitor.signIn(site.key, '/sign-in?next=%2Fmatters');
      await page.getByRole('table', { name: 'Matters' }).waitFor();
      await page.context().clearCookies();
      await page.getByLabel('Search').fill('kestrel');
      const dialog = page.getByRole('dialog', { name: 'You are signed out' });
      await dialog.getByLabel('Key', { exact: true }).fill(site.key);
      await dialog.getByRole('button', { name: 'Sign in' }).click();
      await dialog.waitFor({ state: 'hidden' });
      expect(await page.getByLabel('Search').inputValue()).toBe('kestrel');
      await page.getByRole('link', { name: 'KESTREL (word mark)' }).waitFor();
      await page.getByRole('link', { name: 'Ferreira lease' }).waitFor({ state: 'hidden' });
    }));

  it('ends when somebody signs out', () =>
    visited(async (visitor) => {
      const { page } = visitor;
      await visitor.signIn(site.key);
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByRole('heading', { name: 'Sign in to Casebridge' }).waitFor();
      await page.goto('/matters');
      await page.getByRole('heading', { name: 'Sign in to Casebridge' }).waitFor();
      expect(page.url()).toContain('/sign-in?next=');
    }));
});
