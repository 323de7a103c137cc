import { Group, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import { PressButton } from '../app/press-button.tsx';
import { ProblemAlert } from '../app/problem-alert.tsx';
import { momentOf } from '../words/moments.ts';
import { counted } from '../words/run-words.ts';
import type { Check } from './mapping-answers.ts';
import { checkQuery } from './mapping-queries.ts';

/** Has both systems looked at as they are now. What is found is shown beside what it concerns. */
export function CheckMappings({ id }: { readonly id: string }) {
  const client = useQueryClient();
  const { data: check } = useQuery(checkQuery(id));
  const checking = useMutation({
    mutationFn: () => answer(api.POST('/v1/integrations/{id}/mappings/check', { params: { path: { id } } })),
    onSuccess: async (found) => {
      client.setQueryData(checkQuery(id).queryKey, found);
      // The check has read the fields anew: rows and drop-downs may know better now.
      const keys = ['mappings', 'fields', 'suggestions', 'crosswalks', 'crosswalk'].map((name) => [name, id]);
      await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
    },
  });
  return (
    <>
      <Group gap="sm">
        <PressButton variant="default" size="xs" isBusy={checking.isPending} onClick={() => checking.mutate()}>
          Check mappings
        </PressButton>
        <Text size="sm" role="status">
          {check && !checking.isPending && outcome(check)}
        </Text>
      </Group>
      {checking.error && <ProblemAlert error={checking.error} />}
    </>
  );
}

function outcome({ items, checkedAt }: Check): string {
  const when = `Checked ${momentOf(checkedAt)}`;
  if (items.length === 0) return `${when}: all is well.`;
  return `${when}: ${counted(items.length, 'finding')}, told below where it belongs.`;
}
