import type { Call, Route } from './call.ts';
import { createRelationship, updateRelationship } from './relationships.ts';
import { routesOf } from './resource.ts';
import type { Resource } from './resource.ts';
import type { Relationship } from './rows.ts';
import { relationshipView } from './view-matter.ts';

function filter(call: Call, rows: Relationship[]): Relationship[] {
  const [matterId, contactId] = [call.query.id('matter_id'), call.query.id('contact_id')];
  return rows.filter(
    (row) => (matterId === null || row.matterId === matterId) && (contactId === null || row.contactId === contactId),
  );
}

const RELATIONSHIPS: Resource<Relationship> = {
  path: '/relationships',
  noun: 'Relationship',
  shape: 'Relationship',
  needs: ['matters', 'contacts'],
  orders: null,
  table: (firm) => firm.relationships,
  view: relationshipView,
  filter,
  create: createRelationship,
  update: updateRelationship,
  remove: (actor, row) => actor.firm.relationships.remove(row.id),
};

export const RELATIONSHIP_ROUTES: readonly Route[] = routesOf(RELATIONSHIPS);
