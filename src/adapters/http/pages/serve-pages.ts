import { join } from 'node:path';
import files from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** The addresses of the pages; the one script behind all of them looks at the address itself. Everything else stays a 404. */
export const pagePaths = [
  '/',
  '/sign-in',
  '/integrations',
  '/integrations/:id',
  '/matters',
  '/matters/:integrationId/:matterId',
  '/attention',
  '/runs',
  '/runs/:id',
] as const;

/** Beside the pages: what they load. */
const assetPath = String.raw`/assets/:file(^[\w-]+\.\w+$)`;

/**
 * Nothing but our own files, and no script inside the page, so that a text from a client's file can never become one.
 * Styles may be inline: the component library puts its colours there, and a style runs no code.
 */
const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A year: the name of an asset changes with its content. Told only with an asset that is there. */
const forGood = { maxAge: '365d', immutable: true };

function sendPage(reply: FastifyReply, folder: string): FastifyReply {
  return (
    reply
      .header('content-security-policy', contentPolicy)
      .header('referrer-policy', 'same-origin')
      // Kept, but asked for each time: the page names the assets of its own version.
      .header('cache-control', 'no-cache')
      .sendFile('index.html', folder, { cacheControl: false })
  );
}

/** Serves the built pages from `folder`: `index.html` for each page, and the assets. */
export function servePages(instance: FastifyInstance, folder: string): void {
  // The build lays a compressed copy beside each asset.
  void instance.register(files, { serve: false, preCompressed: true });
  for (const path of pagePaths) instance.get(path, (_request, reply) => sendPage(reply, folder));
  instance.get<{ Params: { file: string } }>(assetPath, (request, reply) =>
    reply.sendFile(request.params.file, join(folder, 'assets'), forGood),
  );
}
