import type { Holdings } from './holdings.ts';
import { accountSection } from './office-account.ts';
import { markup } from './office-markup.ts';
import { OFFICE_STYLE } from './office-style.ts';

const shownTime = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'long' });

// Without an icon of the page's own, the browser would ask the API for one, and the log would show a request nobody made.
const ICON =
  'data:image/svg+xml,' +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#b78103"/></svg>',
  );

/** What the firms of this service hold, for somebody who wants to see what arrived. */
export function officePage(firms: readonly Holdings[], now: number): string {
  const rendered = new Date(now);
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Emulated Clio · Casebridge demonstration</title>
<link rel="icon" href="${ICON}">
<style>${OFFICE_STYLE}</style>
</head>
<body>
<header>
<h1>Emulated Clio <small>not the real one</small></h1>
<p>As of <time datetime="${rendered.toISOString()}">${shownTime.format(rendered)}</time>. <a href="/nc/">Refresh</a></p>
</header>
<main>
<p class="notice"><strong>This is not Clio.</strong> It stands in for Clio in the demonstration of Casebridge, runs on this
machine, and forgets everything when the demonstration ends. Below is all that it holds now.</p>
${firms.map(accountSection)}
</main>
</body>
</html>
`;
  return page.text;
}
