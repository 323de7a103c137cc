import chromium from '@sparticuz/chromium';
import axe from 'axe-core';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium as driver,
  type Locator,
  type Page,
} from 'playwright-core';

/** The browser comes with npm: a machine needs none of its own. */
export async function openBrowser(): Promise<Browser> {
  chromium.setGraphicsMode = false;
  // Not the package's own flags: they put everything into one process, which dies when a second visitor comes.
  const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--hide-scrollbars'];
  return driver.launch({ args, executablePath: await chromium.executablePath(), headless: true });
}

/** Somebody at a browser. Remembers what their browser complained about. */
export class Visitor {
  readonly complaints: string[] = [];
  readonly page: Page;
  private readonly context: BrowserContext;

  private constructor(context: BrowserContext, page: Page) {
    this.context = context;
    this.page = page;
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(String(error)));
  }

  static async open(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Visitor> {
    const context = await browser.newContext({ baseURL: url, reducedMotion: 'reduce', ...options });
    context.setDefaultTimeout(15_000);
    return new Visitor(context, await context.newPage());
  }

  async signIn(key: string, at = '/sign-in'): Promise<void> {
    await this.page.goto(at);
    await this.page.getByLabel('Key', { exact: true }).fill(key);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
    await this.page.getByRole('button', { name: 'Sign out' }).waitFor();
  }

  /**
   * Does what somebody does here. When it fails, the error tells the address, what the browser complained about and what
   * is on the page; when it does not, the browser must not have complained.
   */
  async watched(work: () => Promise<void>): Promise<void> {
    this.complaints.length = 0;
    try {
      await work();
    } catch (error) {
      throw new Error(`${String(error)}\n${await this.situation()}`, { cause: error });
    }
    // Turned-down requests are part of the game and told on the page.
    const unexpected = this.complaints.filter((line) => !/status of 4\d\d/.test(line));
    if (unexpected.length > 0) throw new Error(`The browser complained:\n${unexpected.join('\n')}`);
  }

  /** Takes back complaints that had to come. */
  expectComplaint(expected: RegExp): void {
    const others = this.complaints.filter((line) => !expected.test(line));
    this.complaints.length = 0;
    this.complaints.push(...others);
  }

  private async situation(): Promise<string> {
    const shown = await this.page.locator('body').ariaSnapshot();
    return [`at ${this.page.url()}`, ...this.complaints, shown].join('\n');
  }

  /** Goes to the element of that name by Tab, and presses a key on it. */
  async press(name: string, key = 'Enter'): Promise<void> {
    await this.tabTo(name);
    await this.page.keyboard.press(key);
  }

  /** Presses Tab until the element of that name has the focus, which must be seen. */
  async tabTo(name: string): Promise<void> {
    for (let presses = 0; presses < 80; presses += 1) {
      if ((await this.focused()).startsWith(name)) {
        if (await this.showsFocus()) return;
        throw new Error(`"${name}" has the focus, and nothing shows it.`);
      }
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`Eighty Tabs did not reach "${name}"; the focus is on "${await this.focused()}".`);
  }

  /** The name of what has the focus: its label, or its text. */
  focused(): Promise<string> {
    return this.page.evaluate(
      `(() => { const at = document.activeElement; return at?.labels?.[0]?.textContent ?? at?.ariaLabel ?? at?.textContent ?? ''; })()`,
    );
  }

  /** The library hides the input of a switch or a box and draws what stands for it beside: then that shows the focus. */
  private showsFocus(): Promise<boolean> {
    return this.page.evaluate(`(() => {
      const at = document.activeElement;
      const drawn = at.matches('input') ? [at, ...at.parentElement.children] : [at];
      return drawn.some((element) => {
        const { width, height } = element.getBoundingClientRect();
        const { outlineStyle, outlineWidth, boxShadow, opacity } = getComputedStyle(element);
        const isRinged = (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
        return isRinged && width > 1 && height > 1 && opacity !== '0';
      });
    })()`);
  }

  /** Waits until the focus is in there: a dialog takes it a moment after it opens. */
  entered(within: Locator): Promise<void> {
    return within.locator(':focus').waitFor();
  }

  focusRing(): Promise<string> {
    return this.page.evaluate('getComputedStyle(document.activeElement).outline');
  }

  /** By how much the page is wider than the window. */
  sidewaysPixels(): Promise<number> {
    return this.page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  }

  /** Goes to an address as a link of ours does, without loading the script anew. */
  async follow(path: string): Promise<void> {
    await this.page.evaluate(
      `history.pushState({}, '', ${JSON.stringify(path)}); dispatchEvent(new PopStateEvent('popstate'))`,
    );
  }

  /** What stands on a matter's page about its newest run. */
  latestRun(): Locator {
    return this.page.getByRole('region', { name: 'Latest run' });
  }

  /** Goes to a matter's page by its address. */
  async openMatter(integrationId: string, matterId: string): Promise<void> {
    await this.page.goto(`/matters/${integrationId}/${matterId}`);
    await this.page.getByRole('button', { name: 'Preview' }).waitFor();
  }

  heading(name: string): Promise<void> {
    return this.page.getByRole('heading', { level: 1, name }).waitFor();
  }

  /** What axe finds wrong with the page, or with one that it opened, as it stands: one line per rule, with the elements. */
  async violations(page = this.page): Promise<string[]> {
    // As an expression of the debugger, because the page's own policy lets no foreign script in.
    await page.evaluate(axe.source);
    const { violations }: axe.AxeResults = await page.evaluate(
      `axe.run(document, { resultTypes: ['violations'], elementRef: false })`,
    );
    return violations.map(
      ({ id, help, nodes }) =>
        `${id}: ${help}\n  ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join('\n  ')}`,
    );
  }

  close(): Promise<void> {
    return this.context.close();
  }
}
