import { Group, Paper, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Mapping } from '../api/answers.ts';
import { PressButton } from '../app/press-button.tsx';
import { ProblemAlert } from '../app/problem-alert.tsx';
import { freeTargets, useFields } from './field-choices.ts';
import { completed, emptyDraft, type MappingDraft } from './mapping-draft.ts';
import { useMappingEdits } from './mapping-edits.ts';
import { MappingFields } from './mapping-fields.tsx';
import { TryMapping } from './try-mapping.tsx';

interface Props {
  readonly id: string;
  readonly ends: { readonly source: string; readonly target: string };
  readonly rows: readonly Mapping[];
}

/** Two fields and a button make a mapping. */
export function AddMapping({ id, ends, rows }: Props) {
  const sources = useFields(id, 'source');
  const targets = useFields(id, 'target');
  const { add } = useMappingEdits(id);
  const [draft, setDraft] = useState<MappingDraft>(emptyDraft);
  const [isMissing, setMissing] = useState(false);
  const wanted = completed(draft);
  const change = (next: MappingDraft): void => {
    setDraft(next);
    setMissing(false);
    add.reset();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(wanted === undefined);
    if (wanted) add.mutate(wanted, { onSuccess: () => setDraft(emptyDraft) });
  };
  const failed = add.error ?? sources.error ?? targets.error;
  return (
    <Paper withBorder p="md">
      <form onSubmit={submit} aria-label="Add a mapping">
        <Stack gap="sm">
          <MappingFields
            {...{ id, ends, draft }}
            sources={sources.fields}
            targets={freeTargets(targets.fields, rows)}
            onChange={change}
          />
          {!add.error && <TryMapping {...{ id, draft }} target={ends.target} sources={sources.fields} />}
          {failed && <ProblemAlert error={failed} />}
          <Group>
            <PressButton type="submit" isBusy={add.isPending}>
              Add mapping
            </PressButton>
            <Text size="sm" role="status">
              {isMissing && 'Choose both fields first.'}
              {add.isSuccess &&
                `Added: ${add.data.sourceLabel} → ${add.data.targetLabel}. It counts from the next sync on.`}
            </Text>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}
