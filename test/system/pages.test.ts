import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pagePaths } from '../../src/adapters/http/pages/serve-pages.ts';
import { createApp } from '../../src/composition/create-app.ts';
import { type HttpClient, listen } from '../support/http-client.ts';
import { installInMemory } from '../support/memory-installation.ts';

let app: NestFastifyApplication;
let browser: HttpClient;

beforeAll(async () => {
  app = await createApp(installInMemory({ plugins: [] }).installation);
  browser = await listen(app);
});
afterAll(() => app.close());

const page = async (path: string) => browser.get<{ text: string }>(path);

/** The addresses of what the page loads. */
async function assets(): Promise<string[]> {
  const { body } = await page('/');
  return [...body.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address = '']) => address);
}

describe('the pages', () => {
  it.each(pagePaths)('are served at %s', async (path) => {
    const { status, headers, body } = await page(path.replaceAll(/:\w+/g, 'some id'));
    expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
      200,
      'text/html; charset=utf-8',
      'no-cache',
    ]);
    expect(body.text).toContain('<div id="root">');
  });

  it('run no script but their own', async () => {
    const { headers, body } = await page('/');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe-eval');
    // A script inside the page would be stopped by it.
    expect(body.text).not.toMatch(/<script(?![^>]*\bsrc=)/);
  });

  it('load files that may be kept for good, compressed', async () => {
    const loaded = await assets();
    expect(loaded.length).toBeGreaterThan(2);
    for (const address of loaded) {
      expect(address).toMatch(/^\/assets\/[\w-]+-[\w-]{8}\.(js|css|svg)$/);
      const { status, headers } = await browser.get(address, { 'accept-encoding': 'br' });
      expect([status, headers.get('cache-control'), headers.get('content-encoding')]).toEqual([
        200,
        'public, max-age=31536000, immutable',
        'br',
      ]);
    }
  });

  it.each(['/nothing', '/v1/nothing', '/matters/a', '/health', '/oauth', '/assets/none.js', '/assets/..%2findex.html'])(
    'are not served at %s, which stays a problem',
    async (path) => {
      const { status, headers, body } = await browser.get(path);
      expect([status, headers.get('content-type'), body['code']]).toEqual([
        404,
        'application/problem+json',
        'not-found',
      ]);
      expect(headers.get('cache-control')).toBe('no-store');
    },
  );

  it('keep the API where it was', async () => {
    expect((await browser.get('/health/live')).body).toEqual({ status: 'ok' });
    expect((await browser.get('/openapi.json')).status).toBe(200);
  });
});
