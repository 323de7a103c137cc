import type { Route } from './call.ts';
import { CONTACT_ROUTES } from './contact-routes.ts';
import { DOCUMENT_ROUTES } from './document-routes.ts';
import { FOLDER_ROUTES } from './folder-routes.ts';
import { MATTER_PEOPLE_ROUTES } from './matter-people.ts';
import { MATTER_ROUTES } from './matter-routes.ts';
import { NOTE_ROUTES } from './note-routes.ts';
import { RELATIONSHIP_ROUTES } from './relationship-routes.ts';
import { SETUP_ROUTES } from './setup-routes.ts';
import { USER_ROUTES } from './user-routes.ts';

const ROUTES = [
  ...USER_ROUTES,
  ...CONTACT_ROUTES,
  ...MATTER_ROUTES,
  ...MATTER_PEOPLE_ROUTES,
  ...NOTE_ROUTES,
  ...RELATIONSHIP_ROUTES,
  ...DOCUMENT_ROUTES,
  ...FOLDER_ROUTES,
  ...SETUP_ROUTES,
].map((route) => ({ route, pattern: new RegExp(`^${route.path.replaceAll(':id', '(\\d+)')}$`) }));

/** The route of a path below `/api/v4`, with or without `.json`, and the ids in it. */
export function findRoute(method: string, path: string): { route: Route; ids: number[] } | null {
  const bare = path.replace(/\.json$/, '');
  for (const { route, pattern } of ROUTES) {
    const match = route.method === method ? pattern.exec(bare) : null;
    if (match) return { route, ids: match.slice(1).map(Number) };
  }
  return null;
}
