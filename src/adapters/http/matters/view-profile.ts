import type { ObjectKind } from '../../../../contracts/objects/values.ts';
import { objectKey } from '../../../domain/identity/object-key.ts';
import { Refused } from '../../../domain/refusals.ts';
import type { MatterProfile } from '../../../sync/profiles.ts';
import { shownId } from './shown-id.ts';

/** A matter with its family, each object with its link, in the form of the API. `source` is the integration's. */
export function viewProfile({ family, links, state, runId }: MatterProfile, source: string) {
  const withLink = <Thing extends { readonly id: string }>(kind: ObjectKind, thing: Thing) => {
    const link = links.get(objectKey(kind, thing.id));
    return { ...thing, id: shownId(source, kind, thing.id), ...(link && { link }) };
  };
  const contacts = family.contacts.map((contact) => withLink('contact', contact));
  const client = contacts.find(({ id }) => id === family.matter.contactId);
  if (!client) throw new Refused('matter-without-client');
  return {
    matter: withLink('matter', family.matter),
    client,
    contacts: contacts.filter((contact) => contact !== client),
    notes: family.notes.map((note) => withLink('note', note)),
    documents: family.documents.map((document) => withLink('document', document)),
    relationships: family.relationships.map((relationship) => withLink('relationship', relationship)),
    state,
    ...(runId !== undefined && { runId }),
  };
}
