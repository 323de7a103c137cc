import { Checkbox, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../api/client.ts';
import { PressButton } from '../app/press-button.tsx';
import { ProblemAlert } from '../app/problem-alert.tsx';
import { fieldsQuery } from '../integrations/integration-queries.ts';
import { fieldIn, type LevelledField } from './field-choices.ts';
import { FieldSelect } from './field-select.tsx';
import { levels } from './level-words.ts';
import { type MappingDraft, transformsFor } from './mapping-draft.ts';
import { TransformFields } from './transform-fields.tsx';

interface Props {
  readonly id: string;
  readonly ends: { readonly source: string; readonly target: string };
  readonly sources: readonly LevelledField[];
  /** What may be filled, of both levels. */
  readonly targets: readonly LevelledField[];
  readonly draft: MappingDraft;
  readonly onChange: (draft: MappingDraft) => void;
}

/** The two drop-downs of a mapping. The first one that is chosen decides the level of the other. */
export function MappingFields({ id, ends, sources, targets, draft, onChange }: Props) {
  const level = draft.source?.level;
  // Only at first: what is there already should be seen, and what is opened by hand stays open.
  const [isOpened] = useState(draft.transforms.length > 0 || draft.eraseBlank);
  const chooseSource = (source: LevelledField | undefined): void => {
    const isSameType = source?.type === fieldIn(sources, draft.source)?.type;
    const target = source && draft.target && source.level !== draft.target.level ? undefined : draft.target;
    onChange({ ...draft, source, target, transforms: transformsFor(draft.transforms, isSameType) });
  };
  return (
    <Stack gap="xs">
      <Group align="start" gap="md">
        <FieldSelect
          label={`From ${ends.source}`}
          fields={sources}
          value={draft.source}
          nothing="No such field."
          onChange={chooseSource}
        />
        <FieldSelect
          label={`To ${ends.target}`}
          fields={level === undefined ? targets : targets.filter((field) => field.level === level)}
          value={draft.target}
          nothing="No such field is free. Basic fields, and fields that a mapping fills, are not offered."
          onChange={(target) => onChange({ ...draft, target })}
        />
      </Group>
      <LookAgain id={id} target={ends.target} />
      <details open={isOpened}>
        <summary>Transforms and blank values</summary>
        <Stack gap="sm" mt="xs">
          <TransformFields sources={sources} draft={draft} onChange={onChange} />
          <Checkbox
            label="A blank value erases what was written"
            description={`Only what Casebridge wrote itself; what people entered in ${ends.target} stays.`}
            checked={draft.eraseBlank}
            onChange={({ currentTarget }) => onChange({ ...draft, eraseBlank: currentTarget.checked })}
          />
        </Stack>
      </details>
    </Stack>
  );
}

/** The fields of the target are kept for a while; somebody who has just made one there does not want to wait. */
function LookAgain({ id, target }: { readonly id: string; readonly target: string }) {
  const client = useQueryClient();
  const looking = useMutation({
    mutationFn: async () => {
      for (const { level } of levels) {
        const query = { side: 'target', level, refresh: 'true' } as const;
        const { items } = await answer(api.GET('/v1/integrations/{id}/fields', { params: { path: { id }, query } }));
        client.setQueryData(fieldsQuery(id, 'target', level).queryKey, items);
      }
    },
  });
  return (
    <>
      <Group gap="xs">
        <PressButton size="compact-xs" variant="subtle" isBusy={looking.isPending} onClick={() => looking.mutate()}>
          Read the fields of {target} again
        </PressButton>
        <Text size="xs" c="dimmed" role="status">
          {looking.isSuccess ? 'Read just now.' : 'if you have just added one there'}
        </Text>
      </Group>
      {looking.error && <ProblemAlert error={looking.error} />}
    </>
  );
}
