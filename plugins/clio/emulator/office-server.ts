import { createHash } from 'node:crypto';
import { OFFICE_STYLE } from './office-style.ts';
import { urlOf } from './server.ts';
import type { Handler } from './server.ts';

/** Where the links of records lead on the real host as well, so the plugin's links fit both. */
export const OFFICE_PATH = '/nc/';

const LEADING_THERE = new Set(['/', '/nc']);

const styleHash = createHash('sha256').update(OFFICE_STYLE.text).digest('base64');
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; img-src data:`,
  'referrer-policy': 'no-referrer',
};

/**
 * Answers people who look at the page, before the API hears of it: they are no client of the service, so neither the log,
 * the faults nor the rate limit may know of them.
 */
export const withOffice =
  (page: () => string, api: Handler): Handler =>
  async (request, response) => {
    const path = request.method === 'GET' ? urlOf(request).pathname : '';
    if (LEADING_THERE.has(path)) response.writeHead(302, { location: OFFICE_PATH }).end();
    else if (path === OFFICE_PATH) response.writeHead(200, HEADERS).end(page());
    else await api(request, response);
  };
