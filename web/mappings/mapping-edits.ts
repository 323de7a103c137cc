import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import { focusHeading } from './focus-heading.ts';
import type { Suggestion } from './mapping-answers.ts';
import type { CompleteMapping } from './mapping-draft.ts';
import { checkQuery } from './mapping-queries.ts';

export interface ChangedMapping {
  readonly mappingId: string;
  readonly changed: Partial<Omit<CompleteMapping, 'level'>>;
}

/** Everything that an edit can have changed; what was checked before it says nothing any more. */
export async function refreshMappings(client: QueryClient, id: string): Promise<void> {
  client.removeQueries({ queryKey: checkQuery(id).queryKey });
  const keys = ['mappings', 'suggestions', 'crosswalks', 'crosswalk', 'try'].map((name) => [name, id]);
  await Promise.all([...keys, ['integrations']].map((queryKey) => client.invalidateQueries({ queryKey })));
}

function post(id: string, body: CompleteMapping) {
  return answer(api.POST('/v1/integrations/{id}/mappings', { params: { path: { id } }, body }));
}

function patch(id: string, { mappingId, changed }: ChangedMapping) {
  const params = { path: { id, mappingId } };
  return answer(api.PATCH('/v1/integrations/{id}/mappings/{mappingId}', { params, body: changed }));
}

function accept(id: string, { level, sourceField, targetField, replaces }: Suggestion) {
  if (replaces !== undefined) return patch(id, { mappingId: replaces, changed: { sourceField, targetField } });
  return post(id, { level, sourceField, targetField, transforms: [], eraseBlank: false });
}

/** One after the other: each is judged by what the ones before it made. */
async function acceptAll(id: string, suggestions: readonly Suggestion[]): Promise<void> {
  for (const suggestion of suggestions) await accept(id, suggestion);
}

/** What can be done with the mappings of an integration; each refreshes what is on screen, also after a refusal. */
export function useMappingEdits(id: string) {
  const client = useQueryClient();
  const onSettled = (): Promise<void> => refreshMappings(client, id);
  return {
    add: useMutation({ mutationFn: (wanted: CompleteMapping) => post(id, wanted), onSettled }),
    change: useMutation({ mutationFn: (changed: ChangedMapping) => patch(id, changed), onSettled }),
    remove: useMutation({
      mutationFn: (mappingId: string) =>
        answer(api.DELETE('/v1/integrations/{id}/mappings/{mappingId}', { params: { path: { id, mappingId } } })),
      // Here, and not by the row that asked for it: that is gone by then.
      onSuccess: () => focusHeading('field-mappings'),
      onSettled,
    }),
    accept: useMutation({ mutationFn: (suggestions: readonly Suggestion[]) => acceptAll(id, suggestions), onSettled }),
  };
}
