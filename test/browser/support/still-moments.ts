import type { Page } from 'playwright-core';

const instant = /"\d{4}-\d\d-\d\dT[\d:.]+Z"/g;

/** Shows every moment that the server tells as the same one, so that a picture only changes when the page does. */
export async function stillMoments(page: Page): Promise<void> {
  await page.route('**/v1/**', async (route) => {
    // A stream of events never ends: whoever waits for its body waits for ever.
    if (route.request().resourceType() === 'eventsource') return route.fallback();
    const response = await route.fetch();
    const told = await response.text();
    return route.fulfill({ response, body: told.replaceAll(instant, '"2026-03-02T09:30:00.000Z"') });
  });
}
