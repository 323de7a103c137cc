import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TypedCommand } from '../support/typed-command.ts';
import { openBrowser, Visitor } from './support/visitor.ts';

let demo: TypedCommand;
let printed: string;
let browser: Browser;

beforeAll(async () => {
  demo = new TypedCommand(['demo'], { CASEBRIDGE_DATA: 'memory:', PORT: '0' });
  [printed, browser] = await Promise.all([demo.prints('/openapi.json'), openBrowser()]);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await demo?.stop('SIGTERM');
});

/** Counted by the browser: whatever is pressed on a page, whoever presses it. */
async function countClicks(page: Page): Promise<() => number> {
  let clicks = 0;
  await page.exposeFunction('clicked', () => (clicks += 1));
  await page.addInitScript(`addEventListener('pointerdown', () => window.clicked(), true)`);
  return () => clicks;
}

describe('a newcomer in the demonstration', () => {
  it('has a first matter of their own choosing synced with four clicks, and is told which', async () => {
    const [link = ''] = /\S+\/sign-in#ticket=\S+/.exec(printed) ?? [];
    const visitor = await Visitor.open(browser, new URL(link).origin);
    await visitor.watched(async () => {
      const { page } = visitor;
      const clicksOnPages = await countClicks(page);
      await page.goto(link);
      const next = page.getByRole('region', { name: 'Next step' });
      await next.getByRole('heading', { name: 'One matter is carried over. Choose the next' }).waitFor();
      await next.getByText('Open it, press Preview to see what would happen, then Convert.').waitFor();
      await next.getByRole('link', { name: 'Go to Matters' }).click();
      await page.getByRole('link', { name: /^Visa/ }).click();
      await page.getByRole('button', { name: 'Convert', exact: true }).click();
      await page.getByRole('region', { name: 'Latest run' }).getByText('Succeeded').waitFor();
      await page.getByText('Synced', { exact: true }).waitFor();
      expect(1 + clicksOnPages()).toBe(4);
      const [, office = ''] = /What Clio holds: (\S+)/.exec(printed) ?? [];
      expect(await (await fetch(office)).text()).toContain('Visa — Nguyễn');
    });
  });
});
