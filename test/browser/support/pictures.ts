import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';

export const folder = resolve(import.meta.dirname, '../../../docs/screenshots');
export const size = { width: 1200, height: 800 };
const isWriting = process.env.SCREENSHOTS === 'write';

/** Takes the picture for the README, where that is wanted: it differs by a pixel from one machine's fonts to another's. */
export async function take(page: Page, name: string): Promise<void> {
  if (!isWriting) return;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), await page.screenshot({ animations: 'disabled', caret: 'hide' }));
}

/** Width and height as a PNG says them in its head; nothing where the bytes are none. */
export function sizeOfPng(bytes: Buffer): { readonly width: number; readonly height: number } | undefined {
  const isPng = bytes.subarray(0, 8).toString('latin1') === '\x89PNG\r\n\x1a\n';
  return isPng ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) } : undefined;
}
